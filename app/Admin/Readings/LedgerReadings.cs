using Tandem.App.Install;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Tokens;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The pages' readings from the ledger's rows.</summary>
internal sealed class LedgerReadings(IShops shops, IStandings standings, IActivity activity, IInbox inbox, IFlows flows, IProductMatches matches, IProductFields fields, IFindings findings, IPrivacyRequests privacy, ITokens tokens, InstallLinks links, IHandMarks hands, IFigures figures, IStockLevels levels, IDecisionStore decisions, IOdooConnections odoos, TimeProvider time) : IAdminReadings
{
    private const int CausesShown = 50;
    private const int OrdersOfCause = 10;
    private const int ActivityShown = 500;
    private const int SignalsShown = 50;

    public async Task<ShopReading> Shop(ShopDomain shop, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var backlogs = await inbox.Backlogs(cancellationToken);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var connected = await shops.Find(shop, cancellationToken);
        var day = ShopDay.Of(time.GetUtcNow(), connected?.TimeZone);
        return new ShopReading(
            connected,
            await odoos.Of(shop, cancellationToken),
            await standings.Counts(shop, RecordKind.Order, cancellationToken),
            await standings.LatenciesSince(shop, since, cancellationToken),
            backlogs.Where(backlog => backlog.Shop == shop).Sum(backlog => backlog.Signals))
        {
            Day = day,
            Today = await flows.Since(shop, day.Began, cancellationToken),
            Flows = await flows.Of(shop, cancellationToken),
            Locations = await standings.Counts(shop, RecordKind.Location, cancellationToken),
            Matches = await matches.Counts(shop, cancellationToken),
            ToShopify = await standings.LatenciesToShopify(shop, since, cancellationToken),
            Days = await figures.Days(shop, today.AddDays(1 - Plot.Days), today, cancellationToken),
            Ungranted = await tokens.State(shop, cancellationToken) is { Scopes: { } granted } && AskedScopes.Missing(granted) is [_, ..] missing ? new UngrantedScopes(missing, links.Again(shop)) : null,
            Asked = await privacy.Unanswered(shop, cancellationToken),
            Night = await findings.Nights(shop, 1, cancellationToken) is [var last] ? last : null,
        };
    }

    public Task<IReadOnlyList<RecordStanding>> Orders(ShopDomain shop, OrderSearch search, CancellationToken cancellationToken) => standings.List(
        new StandingFilter(shop, RecordKind.Order, search.Standing, search.Code, search.Subject, search.Text),
        new Page(search.Size, search.Skip),
        cancellationToken);

    public async Task<OrderTrace?> Order(ShopDomain shop, OrderId order, CancellationToken cancellationToken)
    {
        var record = RecordKey.Order(shop, order);
        if (await standings.Find(record, cancellationToken) is not { } standing) return null;
        var entries = await activity.Of(record, new Page(ActivityShown), cancellationToken);
        return new OrderTrace(standing, entries, await flows.Of(record, cancellationToken), (await odoos.Of(shop, cancellationToken))?.Url, await hands.Find(record, cancellationToken))
        {
            Signals = await inbox.Of(record, SignalsShown, cancellationToken), Decisions = await decisions.Current(shop, cancellationToken), Findings = await findings.Of(record, cancellationToken),
        };
    }

    public async Task<ProductsReading> Products(ShopDomain shop, MatchFilter filter, Page page, CancellationToken cancellationToken) => new(
        await matches.List(shop, filter, page, cancellationToken),
        await matches.Counts(shop, cancellationToken),
        await matches.SeenAt(shop, cancellationToken),
        (await odoos.Of(shop, cancellationToken))?.Url);

    public Task<IReadOnlyList<MatchRow>> ProductRows(ShopDomain shop, MatchFilter filter, Page page, CancellationToken cancellationToken) =>
        matches.List(shop, filter, page, cancellationToken);

    public async Task<ProductTrace?> Product(ShopDomain shop, ProductId product, CancellationToken cancellationToken)
    {
        var record = RecordKey.Product(shop, product);
        var (standing, rows) = (await standings.Find(record, cancellationToken), await matches.Of(shop, product, cancellationToken));
        var entries = await activity.Of(record, new Page(ActivityShown), cancellationToken);
        if (standing is null && rows.Count == 0 && entries.Count == 0) return null;
        return new ProductTrace(
            product, standing, rows, await fields.OpenOf(shop, product, cancellationToken), await inbox.Of(record, SignalsShown, cancellationToken), entries, (await odoos.Of(shop, cancellationToken))?.Url);
    }

    public async Task<StockReading> Stock(ShopDomain shop, LevelFilter filter, Page page, CancellationToken cancellationToken) => new(
        await Locations(shop, cancellationToken), await levels.Find(shop, filter, page, cancellationToken), (await odoos.Of(shop, cancellationToken))?.Url);

    public async Task<LocationTrace?> Location(ShopDomain shop, LocationId location, CancellationToken cancellationToken)
    {
        var record = RecordKey.Location(shop, location);
        var known = (await Locations(shop, cancellationToken)).FirstOrDefault(one => one.Location == location);
        var standing = known?.Standing ?? await standings.Find(record, cancellationToken);
        if (known is null && standing is null) return null;
        return new LocationTrace(
            known ?? new LocationReading(location, standing, new Dictionary<LevelState, int>(), 0, null), await activity.Of(record, new Page(ActivityShown), cancellationToken), (await odoos.Of(shop, cancellationToken))?.Url)
        {
            Findings = await findings.Of(record, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<LocationReading>> Locations(ShopDomain shop, CancellationToken stop)
    {
        var locations = new List<LocationReading>();
        foreach (var counts in (await levels.Counts(shop, stop)).GroupBy(count => count.Location))
            locations.Add(new LocationReading(
                counts.Key, await standings.Find(RecordKey.Location(shop, counts.Key), stop), counts.ToDictionary(count => count.State, count => count.Levels), counts.Sum(count => count.Due), counts.Max(count => count.LookedAt)));
        return locations;
    }

    public async Task<IReadOnlyList<CauseReading>> Causes(ShopDomain shop, CancellationToken cancellationToken)
    {
        var readings = new List<CauseReading>();
        foreach (var cause in (await standings.Causes(shop, cancellationToken)).Take(CausesShown))
        {
            var search = new OrderSearch(null, StandingKind.Blocked, cause.Code, cause.Subject, 0, OrdersOfCause);
            readings.Add(new CauseReading(cause, await Orders(shop, search, cancellationToken)));
        }

        return readings;
    }
}
