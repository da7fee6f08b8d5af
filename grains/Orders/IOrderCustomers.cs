using Tandem.Sync.Customers;

namespace Tandem.Grains.Orders;

/// <summary>Finds or creates the partners an order is booked on.</summary>
internal interface IOrderCustomers
{
    Task<OrderPartners> Ensure(string orderName, CustomerPlan plan, Trail trail, CancellationToken stop);

    /// <summary>The same, after Odoo refused a partner that was known.</summary>
    Task<OrderPartners> Recheck(string orderName, CustomerPlan plan, Trail trail, CancellationToken stop);

    /// <summary>What both sides last said alike about the customer's custom fields, as short marks.</summary>
    Task<Dictionary<string, string>> FieldsOf(CustomerPlan plan);

    Task RememberFields(CustomerPlan plan, Dictionary<string, string> fields);
}
