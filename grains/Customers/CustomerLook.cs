using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Records;

namespace Tandem.Grains.Customers;

/// <summary>Looks whether a customer's custom fields changed in Shopify, and has the latest order looked at that Odoo knows: they go with it.</summary>
public sealed class CustomerLook(IShopOrderFields shop, IStandings standings, IInbox inbox, TimeProvider time)
{
    /// <param name="seen">A short mark of what was seen before.</param>
    /// <returns>The same of what is seen now.</returns>
    public async Task<string> Look(ShopBook book, CustomerId customer, string seen, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        // Most of what is told of customers is that they ordered something.
        if (book.RecordFields.All(field => field.Of != CustomFieldOf.Customer)) return seen;
        if (await shop.OfCustomer(book.Shop, customer, book.RecordFields, stop) is not { } now) return seen;
        var says = SettledField.DigestOf(string.Join('\n', now.Fields.Select(one => $"{one.Key}={one.Value.Value}").Order(StringComparer.Ordinal)));
        if (says == seen) return seen;
        foreach (var order in now.Orders)
        {
            var record = RecordKey.Order(book.Shop, order);
            if (await standings.Find(record, stop) is not { Odoo: not null }) continue;
            var stamp = $"customer:{customer}:{Guid.CreateVersion7(time.GetUtcNow()):N}";
            await inbox.Append(new Signal(record, SignalSource.Webhook, stamp, stamp, "customers/update", time.GetUtcNow()), null, stop);
            break;
        }

        return says;
    }
}
