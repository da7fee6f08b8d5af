using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The words of the exceptions page.</summary>
internal static class ExceptionsWords
{
    public static string Asked(int orders) => orders == 0 ? "No order waits for this cause any more" : $"{"order".Of(orders)} {(orders == 1 ? "is" : "are")} tried again";

    public static string All(CauseGroup cause) =>
        new OrdersQuery(null, null, cause.Code, cause.Subject, 1).Address(1);

    /// <summary>What a person could choose, from the first order that waits for this cause.</summary>
    public static IReadOnlyList<string> Proposals(CauseReading reading) =>
        reading.Orders
            .Select(order => order.Standing).OfType<Standing.BlockedBy>()
            .SelectMany(blocked => blocked.Blockers)
            .FirstOrDefault(blocker => blocker.Code == reading.Cause.Code && blocker.Subject == reading.Cause.Subject)?.Proposals ?? [];

    public static string Job(Role role) => role switch
    {
        Role.Ecommerce => "E-commerce",
        Role.Operations => "Operations",
        Role.Finance => "Finance",
        Role.Technical => "Technical",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>A cause in a few words.</summary>
    public static string Title(BlockerCode code) => code switch
    {
        BlockerCode.SetupMissing => "The setup is not complete",
        BlockerCode.ProductUnmatched => "Product not found in Odoo",
        BlockerCode.ProductAmbiguous => "Several Odoo products fit",
        BlockerCode.ProductArchived => "Product is archived in Odoo",
        BlockerCode.ProductLinkBroken => "Linked product cannot be sold in Odoo",
        BlockerCode.ProductUnitUndecided => "Unit of the product is not decided",
        BlockerCode.TaxUnmapped => "Tax not mapped",
        BlockerCode.TaxUnusable => "Mapped tax cannot be used",
        BlockerCode.CustomLineUnmapped => "No Odoo product for custom lines",
        BlockerCode.ShippingUnmapped => "No Odoo product for shipping",
        BlockerCode.TipUnmapped => "No Odoo product for tips",
        BlockerCode.DutyUnmapped => "No Odoo product for duties",
        BlockerCode.FeeUnmapped => "No Odoo product for fees",
        BlockerCode.GiftCardUnmapped => "No Odoo product for gift cards",
        BlockerCode.RoundingUnmapped => "No Odoo product for rounding",
        BlockerCode.CustomerAmbiguous => "Several Odoo contacts fit",
        BlockerCode.CustomerMissing => "Order without a customer",
        BlockerCode.CurrencyUnmapped => "Currency not mapped",
        BlockerCode.StockNotWritten => "Stock not told to Shopify",
        BlockerCode.TotalsDiffer => "Totals differ",
        BlockerCode.StructureDiffers => "Lines differ",
        BlockerCode.ChangedInShopify => "Changed in Shopify after Odoo took over",
        BlockerCode.DeletedInOdoo => "Deleted in Odoo",
        BlockerCode.DeletedInShopify => "Deleted in Shopify",
        BlockerCode.CancelledInOdoo => "Cancelled in Odoo",
        BlockerCode.OdooRightMissing => "Odoo user lacks a right",
        BlockerCode.OdooRejected => "Odoo refused the order",
        BlockerCode.OdooReferenceGone => "A mapped Odoo record is gone",
        BlockerCode.OdooRefusedLogin => "Odoo refused the login",
        BlockerCode.OdooUnreachable => "Odoo cannot be reached",
        BlockerCode.OdooNotUsable => "This Odoo cannot be used",
        BlockerCode.ShopifyScopeMissing => "Shopify access scope missing",
        BlockerCode.ShopifyRefused => "Shopify refused the call",
        BlockerCode.ShopifyTokenMissing => "No access to Shopify",
        BlockerCode.ShopUnavailable => "The shop is not available",
        BlockerCode.Defect => "A fault in Tandem",
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };
}
