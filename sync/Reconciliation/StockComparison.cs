using System.Globalization;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Sync.Stock;

namespace Tandem.Sync.Reconciliation;

/// <summary>Says what disagrees about the stock of a variant at a location: whatever the live loop would still do about it.</summary>
public static class StockComparison
{
    /// <param name="place">What people call the location.</param>
    /// <param name="paused">The flow that would carry it is paused.</param>
    /// <returns>Null when Shopify shows what it is to show, or when it is left alone on purpose.</returns>
    public static Finding? Of(ShopDomain shop, LocationId location, string place, VariantId variant, string name, LevelStep step, bool paused)
    {
        var called = name == $"variant {variant}" ? name : $"{name} (variant {variant})";
        Finding Found(FindingKind kind, string shopify, string odoo, string cause, string action) => new(
            RecordKey.Location(shop, location), place, kind, $"stock of {called}", shopify, odoo,
            paused && kind != FindingKind.Waits ? "The flow inventory is paused, so stock is not told." : cause, Role.Operations, action);
        return step switch
        {
            LevelStep.Set set => Found(
                FindingKind.Differs, Text(set.From), Text(set.To), "It changed on one side while its news did not arrive, or was corrected by hand in Shopify.", $"Bring {place} in step now; Odoo's quantity is then told to Shopify."),
            LevelStep.Activate activate => Found(
                FindingKind.Behind, $"{name} is not stocked there", Text(activate.To), "The variant is not stocked at the location in Shopify.", $"Bring {place} in step now; it is then stocked there."),
            LevelStep.Wait wait => Found(FindingKind.Waits, "to be in step", "waits", wait.Why, "Do what the cause says; the level follows by itself then."),
            _ => null,
        };
    }

    /// <summary>Where so many levels differ that there is one cause for all of them.</summary>
    public static Finding More(ShopDomain shop, LocationId location, string place, int more) => new(
        RecordKey.Location(shop, location), place, FindingKind.Differs, "stock of many more", string.Create(CultureInfo.InvariantCulture, $"{more} more levels"), "others",
        "So many levels have one cause: the stock flow stands still, or another warehouse is mapped.", Role.Operations, $"Look at the flow inventory, then bring {place} in step now.");

    private static string Text(int units) => units.ToString(CultureInfo.InvariantCulture);
}
