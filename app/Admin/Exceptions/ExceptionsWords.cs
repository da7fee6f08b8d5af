using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The words of the exceptions page.</summary>
internal static class ExceptionsWords
{
    public static string Asked(int orders) => orders == 0 ? "No order waits for this cause any more" : $"{"order".Of(orders)} {(orders == 1 ? "is" : "are")} tried again";

    /// <summary>What waits for a cause: orders, or a location whose stock is not told.</summary>
    public static string Noun(CauseReading reading) => reading.Orders.Count == 0 && reading.Cause.Subject.StartsWith("location ", StringComparison.Ordinal) ? "location" : "order";

    public static string All(CauseGroup cause) =>
        new OrdersQuery(null, null, cause.Code, cause.Subject, 1).Address(1);

    /// <summary>What a person could choose, from the first order that waits for this cause.</summary>
    public static IReadOnlyList<string> Proposals(CauseReading reading) =>
        reading.Orders
            .Select(order => order.Standing).OfType<Standing.BlockedBy>()
            .SelectMany(blocked => blocked.Blockers)
            .FirstOrDefault(blocker => blocker.Code == reading.Cause.Code && blocker.Subject == reading.Cause.Subject)?.Proposals ?? [];

    /// <summary>The page where the missing decision is made; null where it is mended elsewhere.</summary>
    public static string? Fix(CauseGroup cause) => cause switch
    {
        { Code: BlockerCode.TaxUnmapped or BlockerCode.TaxUnusable } => $"/app/setup/taxes?subject={Uri.EscapeDataString(cause.Subject)}",
        { Code: BlockerCode.ProductUnmatched or BlockerCode.ProductAmbiguous or BlockerCode.ProductArchived or BlockerCode.ProductLinkBroken or BlockerCode.ProductUnitUndecided } => "/app/products",
        { Setting: "odoo" } => "/app/setup/connection",
        _ => SetupStep.Deciding(cause.Setting) is { } step ? $"/app/setup/{step.Name}" : null,
    };

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
        BlockerCode.DeliveryMethodUnmapped => "No Odoo delivery method for the shipping",
        BlockerCode.CustomerAmbiguous => "Several Odoo contacts fit",
        BlockerCode.CustomerMissing => "Order without a customer",
        BlockerCode.CurrencyUnmapped => "Currency not mapped",
        BlockerCode.StockNotWritten => "Stock not told to Shopify",
        BlockerCode.FieldsDiffer => "Fields of a product differ",
        BlockerCode.ListingNotWritten => "Fields of a product were refused",
        BlockerCode.ListingNotMade => "A product cannot be made",
        BlockerCode.TotalsDiffer => "Totals differ",
        BlockerCode.StructureDiffers => "Lines differ",
        BlockerCode.ChangedInShopify => "Changed in Shopify after Odoo took over",
        BlockerCode.ChangedOnBothSides => "Changed in Shopify and in Odoo",
        BlockerCode.DeletedInOdoo => "Deleted in Odoo",
        BlockerCode.DeletedInShopify => "Deleted in Shopify",
        BlockerCode.CancelledInOdoo => "Cancelled in Odoo",
        BlockerCode.JournalUnmapped => "No journal for a gateway",
        BlockerCode.InvoiceDiffers => "An invoice differs from its order",
        BlockerCode.InvoiceCancelledInOdoo => "Invoice cancelled in Odoo",
        BlockerCode.RefundedOffered => "Refunded units would be invoiced again",
        BlockerCode.PaymentDiffers => "Payments differ",
        BlockerCode.CashRoundingUnmapped => "No account for rounding in cash",
        BlockerCode.RateDifferenceUnmapped => "No account for exchange rates",
        BlockerCode.TermsUnmapped => "Payment terms not mapped",
        BlockerCode.AdjustmentUnmapped => "No Odoo product for refund adjustments",
        BlockerCode.RefundDiffers => "A refund and its credit note differ",
        BlockerCode.CancelledAfterDelivery => "Cancelled after goods left",
        BlockerCode.HeldInShopify => "Held in Shopify",
        BlockerCode.LocationUnmapped => "Location or warehouse not mapped",
        BlockerCode.DeliveryDiffers => "Deliveries differ",
        BlockerCode.SerialNumberNeeded => "A transfer waits for a person",
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
