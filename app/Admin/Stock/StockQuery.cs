using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>What the address of the stock page asks for; what it does not understand it leaves out.</summary>
/// <param name="Page">1 for the first.</param>
public sealed record StockQuery(string? Text, LevelState? State, LocationId? Location, int Page)
{
    internal const int PageSize = 25;
    private const int LastPage = 10_000;

    internal static StockQuery Of(IQueryCollection query) => new(
        query["q"].ToString().Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, 100)] : null,
        Enum.GetValues<LevelState>().Where(state => Name(state) == query["state"]).Cast<LevelState?>().FirstOrDefault(),
        long.TryParse(query["location"], NumberStyles.None, CultureInfo.InvariantCulture, out var location) && location > 0 ? new LocationId(location) : null,
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1);

    /// <summary>The word for a state in addresses.</summary>
    internal static string Name(LevelState state) => Words.Of(state).Replace('_', '-');

    internal LevelFilter Filter => new(Location, State, Text);

    internal string Address(int page)
    {
        var query = new QueryBuilder();
        if (Text is not null) query.Add("q", Text);
        if (State is { } state) query.Add("state", Name(state));
        if (Location is { } location) query.Add("location", location.ToString());
        if (page > 1) query.Add("page", page.ToString(CultureInfo.InvariantCulture));
        return $"/app/stock{query}";
    }
}
