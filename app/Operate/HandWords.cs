using System.Globalization;
using Humanizer;
using Tandem.Grains.Products;
using Tandem.Sync.Products;

namespace Tandem.App.Operate;

/// <summary>What a file of matches did, in words.</summary>
public static class HandWords
{
    public static string Of(LinkChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var each = change.Link.Units == 1m ? "" : string.Create(CultureInfo.InvariantCulture, $", one of it being {change.Link.Units:0.####} {change.Product.Unit}");
        var was = change.Was is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (was product {change.Was.OdooProduct}{(change.Was.Units == 1m ? "" : $" × {change.Was.Units:0.####}")})");
        return $"{change.Variant.Title} (variant {change.Variant.Id}) → {MatchText.Name(change.Product)}{each}{was}";
    }

    public static string Of(HandOutcome.Judged judged, bool dryRun)
    {
        ArgumentNullException.ThrowIfNull(judged);
        var changes = "variant".ToQuantity(judged.Outcome.Changes.Count);
        var unchanged = judged.Outcome.Unchanged == 0 ? "" : $" {judged.Outcome.Unchanged} are linked so already.";
        if (judged.Outcome.Changes.Count == 0) return $"Nothing changes.{unchanged}";
        return dryRun ? $"{changes} would be linked; nothing was applied (dry run).{unchanged}" : $"{changes} linked by hand.{unchanged}{Released(judged.Released)}";
    }

    public static string Released(int orders) => orders == 0 ? "" : $" {"order".ToQuantity(orders)} that waited {(orders == 1 ? "is" : "are")} tried again now.";

    public static string NothingApplied(int problems) => $"Nothing was applied: {"line".ToQuantity(problems)} {(problems == 1 ? "is" : "are")} wrong.";
}
