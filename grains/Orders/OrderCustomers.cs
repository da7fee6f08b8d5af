using System.Text.Json;
using Orleans;
using Tandem.Grains.Customers;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Lots;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Records;

namespace Tandem.Grains.Orders;

/// <summary>Asks the customer's own grain.</summary>
/// <param name="look">How often it is asked whether it is at work.</param>
internal sealed class OrderCustomers(IGrainFactory grains, LotsUnderWay lots, RecordKey order, TimeSpan look) : IOrderCustomers
{
    /// <summary>After as many the order waits and is tried again, as after any other call that took too long.</summary>
    private const int MostLost = 5;

    public Task<OrderPartners> Ensure(string orderName, CustomerPlan plan, Trail trail, CancellationToken stop) => Ask(orderName, plan, trail, false);

    public Task<OrderPartners> Recheck(string orderName, CustomerPlan plan, Trail trail, CancellationToken stop) => Ask(orderName, plan, trail, true);

    public Task<Dictionary<string, string>> FieldsOf(CustomerPlan plan) => Customer(plan).Fields();

    public Task RememberFields(CustomerPlan plan, Dictionary<string, string> fields) => Customer(plan).RememberFields(fields);

    private ICustomerGrain Customer(CustomerPlan plan) => grains.GetGrain<ICustomerGrain>(CustomerKey.Of(order.Shop, plan.Root).ToString());

    private async Task<OrderPartners> Ask(string orderName, CustomerPlan plan, Trail trail, bool recheck)
    {
        var answer = await lots.Visit(order, CustomerKey.Of(order.Shop, plan.Root), () => Answer(Customer(plan), new CustomerRequest(orderName, JsonSerializer.Serialize(plan), recheck)));
        if (answer.Verdict is { } verdict) throw new VerdictException(verdict);
        foreach (var note in answer.Notes) trail.Note("customer", $"Order {orderName}: {note}", ActivityOutcome.Done, Partner.Model, answer.Customer);
        return new OrderPartners(new OdooId<Partner>(answer.Customer), new OdooId<Partner>(answer.Invoice), new OdooId<Partner>(answer.Delivery));
    }

    /// <summary>What was lost is asked again: whom a lost question found or made, the next one finds.</summary>
    private async Task<CustomerAnswer> Answer(ICustomerGrain customer, CustomerRequest request)
    {
        for (var lost = 1; ; lost++)
        {
            var asked = customer.Ensure(request);
            try
            {
                await Answers.Await(asked, customer.IsUnderWay, look);
                return await asked;
            }
            catch (TimeoutException) when (!asked.IsCompleted && lost < MostLost)
            {
                // Asked anew.
            }
        }
    }
}
