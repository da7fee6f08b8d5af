using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Tandem.Grains.Ledger;
using Tandem.Sync.Products;

namespace Tandem.App.Admin;

/// <summary>What the address of the products page asks for; what it does not understand it leaves out.</summary>
/// <param name="Page">1 for the first.</param>
public sealed record ProductsQuery(string? Text, MatchState? State, int Page)
{
    internal const int PageSize = 25;
    private const int LastPage = 10_000;

    internal static ProductsQuery Of(IQueryCollection query) => new(
        query["q"].ToString().Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, 100)] : null,
        Enum.GetValues<MatchState>().Where(state => Name(state) == query["state"]).Cast<MatchState?>().FirstOrDefault(),
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1);

    /// <summary>The word for a state in addresses.</summary>
    internal static string Name(MatchState state) => Words.Of(state).Replace('_', '-');

    internal MatchFilter Filter => new(State, Text);

    internal string Address(int page) => $"/app/products{Narrowing(page)}";

    internal string Download => $"/app/products.csv{Narrowing(1)}";

    private QueryBuilder Narrowing(int page)
    {
        var query = new QueryBuilder();
        if (Text is not null) query.Add("q", Text);
        if (State is { } state) query.Add("state", Name(state));
        if (page > 1) query.Add("page", page.ToString(CultureInfo.InvariantCulture));
        return query;
    }
}
