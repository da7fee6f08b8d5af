using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.Sandbox.Shopify.Shops;

/// <summary>Shopify's search syntax for orders: <c>updated_at:>='2026-11-20T10:00:00Z' tag:vip</c>.</summary>
/// <param name="Warnings">Fields that Shopify doesn't know: it ignores them, and so matches everything.</param>
internal sealed partial record OrderSearch(Func<PracticeOrder, bool> Matches, IReadOnlyList<(string Field, string Value)> Warnings)
{
    private static readonly OrderSearch Everything = new(_ => true, []);

    public static OrderSearch Parse(string? query)
    {
        if (string.IsNullOrWhiteSpace(query)) return Everything;
        var warnings = new List<(string, string)>();
        var any = new List<List<Func<PracticeOrder, bool>>> { new() };
        var negated = false;
        foreach (Match match in Terms().Matches(query))
        {
            var word = match.Value;
            if (word == "AND") continue;
            if (word == "OR") any.Add([]);
            else if (word == "NOT") negated = true;
            else
            {
                var filter = Filter(match, warnings);
                any[^1].Add(negated || match.Groups["not"].Success ? order => !filter(order) : filter);
                negated = false;
            }
        }

        return new OrderSearch(order => any.Any(all => all.All(filter => filter(order))), warnings);
    }

    /// <summary>A time as the search index compares it.</summary>
    public static string Instant(object? time) =>
        time is DateTimeOffset t ? t.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) : "";

    private static Func<PracticeOrder, bool> Filter(Match match, List<(string, string)> warnings)
    {
        var value = match.Groups["value"].Value.Trim('\'', '"');
        var comparison = match.Groups["op"].Value;
        if (!match.Groups["field"].Success)
        {
            var word = match.Value.Trim('\'', '"');
            return o => o.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || Is(o.Data.Text("email"), word) || Called(o, word);
        }

        return match.Groups["field"].Value switch
        {
            "updated_at" => Time(o => o.UpdatedAt, comparison, value),
            "created_at" => Time(o => o.CreatedAt, comparison, value),
            "processed_at" => Time(o => (DateTimeOffset)o.Data["processedAt"]!, comparison, value),
            "id" => Number(o => o.Number, comparison, value),
            "name" => o => Is(o.Name.TrimStart('#'), value.TrimStart('#')),
            "tag" => o => o.Description.Tags.Any(t => Is(t, value)),
            "tag_not" => o => !o.Description.Tags.Any(t => Is(t, value)),
            "status" => o => Status(o, value),
            "financial_status" => o => Is(o.Data.Text("displayFinancialStatus"), value),
            "fulfillment_status" => o => Is(o.Data.Text("displayFulfillmentStatus"), value),
            "email" => o => Is(o.Data.Text("email"), value),
            "sku" => o => o.Description.Lines.Any(l => Is(l.Sku ?? l.Variant?.Sku, value)),
            "source_name" => o => Is(o.Description.SourceName, value),
            "po_number" => o => Is(o.Description.PoNumber, value),
            "test" => o => Is(o.Description.Test ? "true" : "false", value),
            "customer_id" => Number(o => o.Description.Customer?.Id ?? 0, comparison, value),
            var unknown => Unknown(unknown, value, warnings),
        };
    }

    private static bool Called(PracticeOrder order, string word) =>
        order.Description.Customer is { } customer && $"{customer.FirstName} {customer.LastName}".Contains(word, StringComparison.OrdinalIgnoreCase);

    private static Func<PracticeOrder, bool> Unknown(string field, string value, List<(string, string)> warnings)
    {
        warnings.Add((field, value));
        return _ => true;
    }

    private static bool Status(PracticeOrder order, string value)
    {
        var (cancelled, closed) = (order.Description.CancelledAt is not null, order.Description.ClosedAt is not null);
        return value.ToLowerInvariant() switch
        {
            "open" => !cancelled && !closed,
            "closed" => closed && !cancelled,
            "cancelled" => cancelled,
            "not_closed" => !closed,
            _ => true,
        };
    }

    private static Func<PracticeOrder, bool> Time(Func<PracticeOrder, DateTimeOffset> of, string comparison, string value)
    {
        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            throw new Graph.GraphRefusal("BAD_REQUEST", "Invalid timestamp for query filter.");
        return order => Holds(of(order).CompareTo(time), comparison);
    }

    private static Func<PracticeOrder, bool> Number(Func<PracticeOrder, long> of, string comparison, string value)
    {
        var parsed = long.TryParse(value.Split('/')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return order => parsed && Holds(of(order).CompareTo(number), comparison);
    }

    private static bool Holds(int order, string comparison) => comparison switch
    {
        ">=" => order >= 0,
        ">" => order > 0,
        "<=" => order <= 0,
        "<" => order < 0,
        _ => order == 0,
    };

    private static bool Is(string? text, string value) => value.EndsWith('*')
        ? text?.StartsWith(value[..^1], StringComparison.OrdinalIgnoreCase) == true
        : string.Equals(text, value, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""(?:(?<not>-)?(?<field>[a-z_]+):(?<op>>=|<=|>|<)?(?<value>'[^']*'|"[^"]*"|\S+))|'[^']*'|"[^"]*"|\S+""", RegexOptions.CultureInvariant)]
    private static partial Regex Terms();
}
