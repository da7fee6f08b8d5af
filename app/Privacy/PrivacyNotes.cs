using Tandem.App.Admin;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.App.Privacy;

/// <summary>What is written down about erasing: never of whom, always of which orders.</summary>
internal static class PrivacyNotes
{
    public static ActivityEntry Erased(ShopDomain shop, OrderId order, DateTimeOffset at) => new(
        at, RecordKey.Order(shop, order), "privacy", ActivityOutcome.Done,
        "What Tandem held of this order's customer was erased, as the customer asked through Shopify. The order, its amounts and its ids stay; what Odoo holds of the customer is decided there.",
        TimeSpan.Zero, $"privacy-{at.ToUnixTimeMilliseconds()}", ShopifyId: Tandem.Sync.Shopify.Gid("Order", order.Value));

    public static string Outcome(ErasedOfCustomer erased) =>
        $"Erased from {"kept message".Of(erased.Messages)} and {"sentence".Of(erased.Sentences)}, {"order".Of(erased.Orders.Count)} concerned. Ids and amounts stay.";
}
