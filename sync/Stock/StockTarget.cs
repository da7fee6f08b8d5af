using System.Globalization;
using Tandem.Sync.Decisions;

namespace Tandem.Sync.Stock;

/// <summary>What Shopify is to show of a variant at a location, or why Odoo has nothing to tell.</summary>
public abstract record StockTarget
{
    /// <summary>Shopify takes no more.</summary>
    public const int Most = 1_000_000_000;

    private StockTarget() { }

    /// <param name="Remark">What a person should know of it; null when nothing.</param>
    public sealed record Units(int Quantity, string? Remark) : StockTarget;

    /// <summary>Left alone, on purpose.</summary>
    public sealed record Left(string Why) : StockTarget;

    /// <summary>Somebody has to do something first; Shopify keeps what it shows.</summary>
    public sealed record Unknown(string Why) : StockTarget;

    /// <param name="figures">Null when the product is not in Odoo any more, or not for Tandem's user.</param>
    /// <param name="units">How much of the product one of the variant is.</param>
    public static StockTarget Of(StockFigures? figures, decimal units, InventoryDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (figures is null) return new Unknown("Its Odoo product was deleted, or Tandem's user may not see it. Link the variant to another product.");
        if (!figures.Active) return new Unknown($"Its Odoo product “{figures.Name}” is archived. Unarchive it, or link the variant to another product.");
        if (!figures.Counted) return new Left($"Odoo keeps no stock of “{figures.Name}”: inventory is not tracked on the product.");
        if (figures.Kit && decision.Kits == KitStock.Skip) return new Left($"“{figures.Name}” is a kit in Odoo, and the stock of kits is not told (inventory.kits: skip).");
        var there = figures.Of(decision.Quantity);
        // Half a pack cannot be sold, and neither can half a unit.
        var whole = Math.Floor(there / units) - decision.Buffer;
        if (whole > Most) return new Units(Most, $"Odoo has {Text(there)}, and Shopify takes no more than {Most.ToString("N0", CultureInfo.InvariantCulture)}.");
        if (whole >= 0m) return new Units((int)whole, units == 1m && there != Math.Floor(there) ? $"Odoo has {Text(there)}, and Shopify counts whole units." : null);
        return new Units(0, there < 0m ? $"Odoo has {Text(there)}, less than nothing; Shopify shows 0." : null);
    }

    private static string Text(decimal quantity) => quantity.ToString("0.###", CultureInfo.InvariantCulture);
}
