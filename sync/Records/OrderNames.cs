using Tandem.Sync.Orders;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Records;

/// <summary>By what people ask for an order besides its own name and number: what stands on its documents on either side.</summary>
public static class OrderNames
{
    /// <summary>In Shopify: its payments, refunds, returns and fulfillments.</summary>
    public static IEnumerable<string> Of(ShopOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return
        [
            .. order.Transactions.Select(one => one.Id.ToString()),
            .. order.Refunds.Select(one => one.Id.ToString()),
            .. order.Fulfillments.SelectMany(one => new[] { one.Id.ToString(), one.Name }),
            .. order.Returns.SelectMany(one => new[] { one.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), one.Name }),
        ];
    }

    /// <summary>In Odoo: its invoices, credit notes and transfers.</summary>
    public static IEnumerable<string> Of(SaleProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        // A draft has no number yet.
        return [.. progress.Invoices.Select(one => (Id: one.Id.ToString(), one.Name)).Concat(progress.Pickings.Select(one => (Id: one.Id.ToString(), one.Name))).SelectMany(one => one.Name.Length > 1 ? new[] { one.Id, one.Name } : [one.Id])];
    }
}
