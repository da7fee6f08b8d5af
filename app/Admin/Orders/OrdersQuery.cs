using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Extensions;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Orders;
using Tandem.Sync.Failures;

namespace Tandem.App.Admin;

/// <summary>What the address of the orders page asks for; what it does not understand it leaves out.</summary>
/// <param name="Page">1 for the newest.</param>
public sealed partial record OrdersQuery(string? Text, StandingKind? Standing, BlockerCode? Code, string? Subject, int Page)
{
    internal const int PageSize = 25;
    private const int LastPage = 10_000;

    internal static OrdersQuery Of(IQueryCollection query) => new(
        Bare(Cut(query["q"], 200)),
        Enum.GetValues<StandingKind>().Where(kind => Name(kind) == query["standing"]).Cast<StandingKind?>().FirstOrDefault(),
        CodeOf(query["code"]),
        Cut(query["subject"], 500),
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1)
    {
        By = query["by"].ToString() switch { "customer" => OrderTerm.Customer, "sku" => OrderTerm.Sku, _ => null },
    };

    /// <summary>Null for names and ids, which the ledger knows; for the rest Shopify is asked.</summary>
    public OrderTerm? By { get; init; }

    internal static string Name(OrderTerm term) => term == OrderTerm.Sku ? "sku" : "customer";

    /// <summary>The list as Shopify finds it by another term.</summary>
    internal string Asking(OrderTerm term) => $"/app/orders{new QueryBuilder { { "q", Text ?? "" }, { "by", Name(term) } }}";

    /// <summary>The word for a standing in addresses.</summary>
    internal static string Name(StandingKind kind) => kind switch
    {
        StandingKind.InStep => "in-step",
        StandingKind.Working => "working",
        StandingKind.Retrying => "retrying",
        StandingKind.Blocked => "blocked",
        StandingKind.Held => "held",
        StandingKind.Excluded => "excluded",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Null for anything but the name of a code.</summary>
    internal static BlockerCode? CodeOf(string? name) =>
        Enum.TryParse<BlockerCode>(name, out var code) && Enum.GetName(code) == name ? code : null;

    internal bool Narrows => (Text, Standing, Code, Subject) is not (null, null, null, null);

    /// <summary>One more than the page shows tells whether there is a next.</summary>
    internal OrderSearch Search => new(Text, Standing, Code, Subject, (Page - 1) * PageSize, PageSize + 1);

    internal string Address(int page)
    {
        var query = new QueryBuilder();
        if (Text is not null) query.Add("q", Text);
        if (Standing is { } standing) query.Add("standing", Name(standing));
        if (Code is { } code) query.Add("code", code.ToString());
        if (Subject is not null) query.Add("subject", Subject);
        if (page > 1) query.Add("page", page.ToString(CultureInfo.InvariantCulture));
        return $"/app/orders{query}";
    }

    /// <summary>A global id, or an address in the Shopify admin or of Odoo, stands for the number at its end.</summary>
    private static string? Bare(string? text)
    {
        if (text is null) return null;
        if (!text.StartsWith("gid://", StringComparison.Ordinal) && !text.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return text[..Math.Min(text.Length, 100)];
        return NumberIn().Matches(text) is [.., var last] ? last.Value : text[..Math.Min(text.Length, 100)];
    }

    [GeneratedRegex("(?<=/|id=)[0-9]+")]
    private static partial Regex NumberIn();

    private static string? Cut(string? text, int length) => text?.Trim() is { Length: > 0 } some ? some[..Math.Min(some.Length, length)] : null;
}
