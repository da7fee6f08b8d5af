using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;

namespace Tandem.App.Admin;

/// <summary>What the address of the orders page asks for; what it does not understand it leaves out.</summary>
/// <param name="Page">1 for the newest.</param>
public sealed record OrdersQuery(string? Text, StandingKind? Standing, BlockerCode? Code, string? Subject, int Page)
{
    internal const int PageSize = 25;
    private const int LastPage = 10_000;

    internal static OrdersQuery Of(IQueryCollection query) => new(
        Cut(query["q"], 100),
        Enum.GetValues<StandingKind>().Where(kind => Name(kind) == query["standing"]).Cast<StandingKind?>().FirstOrDefault(),
        CodeOf(query["code"]),
        Cut(query["subject"], 500),
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1);

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

    private static string? Cut(string? text, int length) => text?.Trim() is { Length: > 0 } some ? some[..Math.Min(some.Length, length)] : null;
}
