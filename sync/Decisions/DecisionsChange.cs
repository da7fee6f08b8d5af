using System.Text.Json;
using Tandem.Sync.Failures;

namespace Tandem.Sync.Decisions;

/// <summary>What differs between two versions of a shop's decisions.</summary>
public static class DecisionsChange
{
    /// <summary>What stands in the way until a connection works and setup is complete; any change may mend it.</summary>
    private static readonly BlockerCode[] OfSetup =
    [
        BlockerCode.SetupMissing, BlockerCode.OdooReferenceGone, BlockerCode.OdooRefusedLogin, BlockerCode.OdooUnreachable, BlockerCode.OdooNotUsable,
    ];

    private static readonly BlockerCode[] OfPlanning =
    [
        BlockerCode.TotalsDiffer, BlockerCode.StructureDiffers, BlockerCode.OdooRightMissing, BlockerCode.OdooRejected,
    ];

    private static readonly BlockerCode[] OfDocuments =
    [
        BlockerCode.JournalUnmapped, BlockerCode.InvoiceDiffers, BlockerCode.InvoiceCancelledInOdoo, BlockerCode.RefundedOffered, BlockerCode.PaymentDiffers,
        BlockerCode.RefundDiffers, BlockerCode.ChangedInShopify, BlockerCode.DeliveryDiffers,
    ];

    private static readonly BlockerCode[] OfListings = [BlockerCode.FieldsDiffer, BlockerCode.ListingNotWritten, BlockerCode.ListingNotMade];

    /// <summary>The settings that changed, as paths; lists and the pricelist of each currency count as one setting. Approvals decide nothing.</summary>
    /// <param name="old">Null where nothing was decided before.</param>
    public static IReadOnlyList<string> Settings(ShopDecisions? old, ShopDecisions changed)
    {
        var before = old is null ? [] : Flat(old);
        var after = Flat(changed);
        return [.. before.Keys.Union(after.Keys).Where(path => before.GetValueOrDefault(path) != after.GetValueOrDefault(path)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Blockers that a change may have mended: records that wait for them should be tried at once.</summary>
    public static IReadOnlyList<BlockerCode> Released(ShopDecisions? old, ShopDecisions changed)
    {
        var settings = Settings(old, changed);
        if (settings.Count == 0) return [];
        if (old is null || settings.Any(path => path.StartsWith("odoo.", StringComparison.Ordinal))) return Enum.GetValues<BlockerCode>();
        return [.. OfSetup.Concat(OfPlanning).Concat(settings.SelectMany(Codes)).Distinct().Order()];
    }

    private static BlockerCode[] Codes(string setting) => setting switch
    {
        "taxes" => [BlockerCode.TaxUnmapped, BlockerCode.TaxUnusable],
        "orders.lineProducts.shipping" => [BlockerCode.ShippingUnmapped],
        "orders.lineProducts.tip" => [BlockerCode.TipUnmapped],
        "orders.lineProducts.duty" => [BlockerCode.DutyUnmapped],
        "orders.lineProducts.fee" => [BlockerCode.FeeUnmapped],
        "orders.lineProducts.custom" => [BlockerCode.CustomLineUnmapped],
        "orders.lineProducts.giftCard" => [BlockerCode.GiftCardUnmapped],
        "orders.lineProducts.rounding" => [BlockerCode.RoundingUnmapped],
        "orders.lineProducts.adjustment" => [BlockerCode.AdjustmentUnmapped],
        "orders.edits" or "orders.cancellations" => [BlockerCode.ChangedInShopify, BlockerCode.ChangedOnBothSides],
        "orders.deliveryMethods" => [BlockerCode.DeliveryMethodUnmapped],
        "payments.gateways" => [BlockerCode.JournalUnmapped],
        "inventory.locations" => [BlockerCode.LocationUnmapped],
        _ when setting.StartsWith("inventory.", StringComparison.Ordinal) => [BlockerCode.StockNotWritten],
        "payments.cashRounding" => [BlockerCode.CashRoundingUnmapped],
        "payments.rateDifference" or "payments.rateDifferenceLimit" => [BlockerCode.RateDifferenceUnmapped, BlockerCode.PaymentDiffers],
        _ when setting.StartsWith("payments.terms", StringComparison.Ordinal) => [BlockerCode.TermsUnmapped],
        "fulfillments.locations" => [BlockerCode.LocationUnmapped, BlockerCode.DeliveryDiffers],
        _ when setting.StartsWith("payments.", StringComparison.Ordinal) || setting.StartsWith("refunds.", StringComparison.Ordinal) => OfDocuments,
        "orders.bookIn" => [BlockerCode.CurrencyUnmapped, BlockerCode.RoundingUnmapped, BlockerCode.TaxUnusable],
        _ when setting.StartsWith("orders.pricelists.", StringComparison.Ordinal) => [BlockerCode.CurrencyUnmapped],
        _ when setting.StartsWith("customers.", StringComparison.Ordinal) => [BlockerCode.CustomerMissing, BlockerCode.CustomerAmbiguous],
        "customFields" => OfListings,
        _ when setting.StartsWith("products.", StringComparison.Ordinal) && setting is not ("products.shopify" or "products.odoo") => OfListings,
        _ when setting.StartsWith("products.", StringComparison.Ordinal) => [BlockerCode.ProductUnmatched, BlockerCode.ProductAmbiguous, BlockerCode.ProductArchived, BlockerCode.ProductUnitUndecided],
        _ when setting.StartsWith("orders.take.", StringComparison.Ordinal) => [BlockerCode.ChangedInShopify],
        _ => [],
    };

    private static Dictionary<string, string> Flat(ShopDecisions decisions)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        using var json = JsonDocument.Parse(DecisionsFile.Write(decisions));
        foreach (var member in json.RootElement.EnumerateObject())
            if (member.Name is not ("$schema" or "approvals")) Add(member.Name, member.Value, flat);
        return flat;
    }

    private static void Add(string path, JsonElement value, Dictionary<string, string> flat)
    {
        if (value.ValueKind != JsonValueKind.Object) flat[path] = value.GetRawText();
        else foreach (var member in value.EnumerateObject()) Add($"{path}.{member.Name}", member.Value, flat);
    }
}
