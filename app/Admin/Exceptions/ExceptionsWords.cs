using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The words of the exceptions page.</summary>
internal static class ExceptionsWords
{
    public static string Asked(int orders) => orders == 0 ? Say("No order waits for this cause any more") : orders == 1 ? Say("1 order is tried again") : Say($"{"order".Of(orders)} are tried again");

    /// <summary>What waits for a cause: orders, or a location whose stock is not told.</summary>
    public static string Noun(CauseReading reading) => reading.Orders.Count == 0 && reading.Cause.Subject.StartsWith("location ", StringComparison.Ordinal) ? "location" : "order";

    public static string Waits(CauseReading reading) => reading.Cause.Records == 1 ? Say($"{Noun(reading).Of(1)} waits") : Say($"{Noun(reading).Of(reading.Cause.Records)} wait");

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
        Role.Ecommerce => Say("E-commerce"),
        Role.Operations => Say("Operations"),
        Role.Finance => Say("Finance"),
        Role.Technical => Say("Technical"),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>Within a sentence; a German noun is written large there too.</summary>
    public static string Whose(Role role) => Language.Current.IsEnglish ? Job(role).ToLowerInvariant() : Job(role);

    /// <summary>As the ledger keeps it, whoever looks.</summary>
    public static string Kept(Role role) => role == Role.Ecommerce ? "E-commerce" : role.ToString();

    /// <summary>On a finding of the nightly comparison.</summary>
    public static string Badge(Role role) => Language.Current.IsEnglish ? role.ToString() : Job(role);

    /// <summary>A cause in a few words.</summary>
    public static string Title(BlockerCode code) => code switch
    {
        BlockerCode.SetupMissing => Say("The setup is not complete"),
        BlockerCode.ProductUnmatched => Say("Product not found in Odoo"),
        BlockerCode.ProductAmbiguous => Say("Several Odoo products fit"),
        BlockerCode.ProductArchived => Say("Product is archived in Odoo"),
        BlockerCode.ProductLinkBroken => Say("Linked product cannot be sold in Odoo"),
        BlockerCode.ProductUnitUndecided => Say("Unit of the product is not decided"),
        BlockerCode.TaxUnmapped => Say("Tax not mapped"),
        BlockerCode.TaxUnusable => Say("Mapped tax cannot be used"),
        BlockerCode.CustomLineUnmapped => Say("No Odoo product for custom lines"),
        BlockerCode.ShippingUnmapped => Say("No Odoo product for shipping"),
        BlockerCode.TipUnmapped => Say("No Odoo product for tips"),
        BlockerCode.DutyUnmapped => Say("No Odoo product for duties"),
        BlockerCode.FeeUnmapped => Say("No Odoo product for fees"),
        BlockerCode.GiftCardUnmapped => Say("No Odoo product for gift cards"),
        BlockerCode.RoundingUnmapped => Say("No Odoo product for rounding"),
        BlockerCode.DeliveryMethodUnmapped => Say("No Odoo delivery method for the shipping"),
        BlockerCode.CustomerAmbiguous => Say("Several Odoo contacts fit"),
        BlockerCode.CustomerMissing => Say("Order without a customer"),
        BlockerCode.CurrencyUnmapped => Say("Currency not mapped"),
        BlockerCode.StockNotWritten => Say("Stock not told to Shopify"),
        BlockerCode.FieldsDiffer => Say("Fields of a product differ"),
        BlockerCode.ListingNotWritten => Say("Fields of a product were refused"),
        BlockerCode.ListingNotMade => Say("A product cannot be made"),
        BlockerCode.TotalsDiffer => Say("Totals differ"),
        BlockerCode.StructureDiffers => Say("Lines differ"),
        BlockerCode.ChangedInShopify => Say("Changed in Shopify after Odoo took over"),
        BlockerCode.ChangedOnBothSides => Say("Changed in Shopify and in Odoo"),
        BlockerCode.DeletedInOdoo => Say("Deleted in Odoo"),
        BlockerCode.DeletedInShopify => Say("Deleted in Shopify"),
        BlockerCode.CancelledInOdoo => Say("Cancelled in Odoo"),
        BlockerCode.JournalUnmapped => Say("No journal for a gateway"),
        BlockerCode.InvoiceDiffers => Say("An invoice differs from its order"),
        BlockerCode.InvoiceCancelledInOdoo => Say("Invoice cancelled in Odoo"),
        BlockerCode.RefundedOffered => Say("Refunded units would be invoiced again"),
        BlockerCode.PaymentDiffers => Say("Payments differ"),
        BlockerCode.CashRoundingUnmapped => Say("No account for rounding in cash"),
        BlockerCode.RateDifferenceUnmapped => Say("No account for exchange rates"),
        BlockerCode.TermsUnmapped => Say("Payment terms not mapped"),
        BlockerCode.AdjustmentUnmapped => Say("No Odoo product for refund adjustments"),
        BlockerCode.RefundDiffers => Say("A refund and its credit note differ"),
        BlockerCode.CancelledAfterDelivery => Say("Cancelled after goods left"),
        BlockerCode.HeldInShopify => Say("Held in Shopify"),
        BlockerCode.LocationUnmapped => Say("Location or warehouse not mapped"),
        BlockerCode.DeliveryDiffers => Say("Deliveries differ"),
        BlockerCode.SerialNumberNeeded => Say("A transfer waits for a person"),
        BlockerCode.OdooRightMissing => Say("Odoo user lacks a right"),
        BlockerCode.OdooRejected => Say("Odoo refused the order"),
        BlockerCode.OdooReferenceGone => Say("A mapped Odoo record is gone"),
        BlockerCode.OdooRefusedLogin => Say("Odoo refused the login"),
        BlockerCode.OdooUnreachable => Say("Odoo cannot be reached"),
        BlockerCode.OdooNotUsable => Say("This Odoo cannot be used"),
        BlockerCode.ShopifyScopeMissing => Say("Shopify access scope missing"),
        BlockerCode.ShopifyRefused => Say("Shopify refused the call"),
        BlockerCode.ShopifyTokenMissing => Say("No access to Shopify"),
        BlockerCode.ShopUnavailable => Say("The shop is not available"),
        BlockerCode.Defect => Say("A fault in Tandem"),
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };
}
