using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Failures;
using Tandem.Grains.Lots;
using Tandem.Grains.Shops;
using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Records;

namespace Tandem.Grains.Customers;

/// <summary>Finds or creates one customer's partners; what it found is kept, so a known customer costs Odoo nothing.</summary>
// What is said of one comes within seconds; an import would hold all that it brought for a quarter of an hour.
[CollectionAgeLimit(Minutes = 3)]
internal sealed partial class CustomerGrain(
    [PersistentState("customer", "tandem")] IPersistentState<CustomerLinks> links, IShopBooks books, CustomerLook look, LotsUnderWay lots, ILogger<CustomerGrain> logger) : Grain, ICustomerGrain
{
    private readonly AtWork atWork = new();

    public Task<CustomerAnswer> Ensure(CustomerRequest request) => atWork.While(() => Answer(request));

    public Task LookAgain() => atWork.While(Look);

    private async Task<CustomerAnswer> Answer(CustomerRequest request)
    {
        var key = RecordKey.Parse(this.GetPrimaryKeyString());
        try
        {
            return await books.Open(key.Shop, CancellationToken.None) switch
            {
                ShopBookOpening.Open open => await Ensure(request, open.Book, CancellationToken.None),
                ShopBookOpening.Closed closed => None(closed.Verdict),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Exceptions of the platforms do not survive a grain call; their verdict does.
            return None(Verdicts.Of(failure, request.OrderName));
        }
    }

    public Task<Dictionary<string, string>> Fields() => Task.FromResult(links.State.Fields);

    public Task RememberFields(Dictionary<string, string> fields)
    {
        links.State.Fields = fields;
        return links.WriteStateAsync(CancellationToken.None);
    }

    public Task<Dictionary<string, int>> Partners() => Task.FromResult(links.State.Partners);

    public Task<bool> IsUnderWay() => Task.FromResult(atWork.Now);

    public async Task Forget()
    {
        if (links.RecordExists) await links.ClearStateAsync(CancellationToken.None);
        DeactivateOnIdle();
    }

    private async Task Look()
    {
        var key = RecordKey.Parse(this.GetPrimaryKeyString());
        if (!long.TryParse(key.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return;
        try
        {
            if (await books.Open(key.Shop, CancellationToken.None) is not ShopBookOpening.Open { Book: var book }) return;
            var seen = await look.Look(book, new CustomerId(number), links.State.SeenAs, CancellationToken.None);
            if (seen == links.State.SeenAs) return;
            links.State.SeenAs = seen;
            await links.WriteStateAsync(CancellationToken.None);
        }
        catch (ShopifyException failure)
        {
            // The customer's next order carries what this look missed.
            LogNotLooked(failure, key.ToString(), failure.Failure.Sentence);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Customer {Record} could not be looked at; the next order carries what changed. {Why}")]
    private partial void LogNotLooked(Exception failure, string record, string why);

    private async Task<CustomerAnswer> Ensure(CustomerRequest request, ShopBook book, CancellationToken stop)
    {
        var plan = JsonSerializer.Deserialize<CustomerPlan>(request.Plan)!;
        var known = links.State.Partners.Count;
        var search = new PartnerSearch(lots.OfCustomer(RecordKey.Parse(this.GetPrimaryKeyString()), book), links.State, request.OrderName);
        try
        {
            if (request.Recheck) await search.ForgetGone(stop);
            return await search.Partners(plan, stop) switch
            {
                PartnerSearch.Outcome.Found { Partners: var partners, Notes: var notes } =>
                    new CustomerAnswer(partners.Customer.Value, partners.Invoice.Value, partners.Delivery.Value, notes, null),
                PartnerSearch.Outcome.Ambiguous ambiguous => None(Verdict.Of(ambiguous.Blocker)),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }
        finally
        {
            // Kept even when a later contact failed: what was created is known the next time.
            if (request.Recheck || links.State.Partners.Count != known) await links.WriteStateAsync(CancellationToken.None);
        }
    }

    private static CustomerAnswer None(Verdict verdict) => new(0, 0, 0, [], verdict);
}
