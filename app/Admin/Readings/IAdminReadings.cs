using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>What the pages show of one shop; each question names the shop of the session, so that no page can show another's.</summary>
public interface IAdminReadings
{
    /// <param name="since">From when on latencies count.</param>
    Task<ShopReading> Shop(ShopDomain shop, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The newest change first.</summary>
    Task<IReadOnlyList<RecordStanding>> Orders(ShopDomain shop, OrderSearch search, CancellationToken cancellationToken);

    /// <summary>Null when nothing is known of such an order in this shop.</summary>
    Task<OrderTrace?> Order(ShopDomain shop, OrderId order, CancellationToken cancellationToken);

    /// <summary>How each variant is matched with an Odoo product, what needs a person first.</summary>
    Task<ProductsReading> Products(ShopDomain shop, MatchFilter filter, Page page, CancellationToken cancellationToken);

    /// <summary>As <see cref="Products"/>, the rows alone.</summary>
    Task<IReadOnlyList<MatchRow>> ProductRows(ShopDomain shop, MatchFilter filter, Page page, CancellationToken cancellationToken);

    /// <summary>Null when nothing is known of such a product in this shop.</summary>
    Task<ProductTrace?> Product(ShopDomain shop, ProductId product, CancellationToken cancellationToken);

    /// <summary>The levels that Shopify is told from Odoo, and the locations they are at.</summary>
    Task<StockReading> Stock(ShopDomain shop, LevelFilter filter, Page page, CancellationToken cancellationToken);

    /// <summary>Null when this shop is told no stock there.</summary>
    Task<LocationTrace?> Location(ShopDomain shop, LocationId location, CancellationToken cancellationToken);

    /// <summary>What orders wait for, the cause of most orders first.</summary>
    Task<IReadOnlyList<CauseReading>> Causes(ShopDomain shop, CancellationToken cancellationToken);
}

/// <summary>A shop as a whole.</summary>
/// <param name="Shop">Null when the shop never connected.</param>
/// <param name="Odoo">Null while no Odoo is decided.</param>
/// <param name="Counts">Orders by standing; a kind that is missing has none.</param>
/// <param name="Latencies">Null when no order got in step since the given moment.</param>
/// <param name="Waiting">Signals that wait in the inbox.</param>
public sealed record ShopReading(
    ConnectedShop? Shop, OdooConnection? Odoo, IReadOnlyDictionary<StandingKind, int> Counts, Latencies? Latencies, int Waiting)
{
    /// <summary>Every flow of the shop.</summary>
    public IReadOnlyList<FlowReading> Flows { get; init; } = [];

    /// <summary>Locations by standing; a kind that is missing has none.</summary>
    public IReadOnlyDictionary<StandingKind, int> Locations { get; init; } = new Dictionary<StandingKind, int>();

    /// <summary>Variants by how they are matched with Odoo's products; none before the first report.</summary>
    public IReadOnlyDictionary<MatchState, int> Matches { get; init; } = new Dictionary<MatchState, int>();

    /// <summary>The last comparison of both systems; null before the first.</summary>
    public ReconciliationRow? Night { get; init; }

    /// <summary>The day that it is in the shop.</summary>
    public ShopDay? Day { get; init; }

    /// <summary>What got where since that day began.</summary>
    public IReadOnlyList<FlowMoves> Today { get; init; } = [];

    /// <summary>From Odoo to Shopify; null when nothing went that way since the given moment.</summary>
    public Latencies? ToShopify { get; init; }

    /// <summary>The last four weeks, day by day.</summary>
    public IReadOnlyList<DayFigure> Days { get; init; } = [];

    /// <summary>Customers' requests that an owner has to answer, the most urgent first.</summary>
    public IReadOnlyList<PrivacyRequest> Asked { get; init; } = [];

    /// <summary>Scopes that the app asks for and the shop has not granted, with where Shopify asks again; null when there are none.</summary>
    public UngrantedScopes? Ungranted { get; init; }

    public int Count(StandingKind kind) => Counts.GetValueOrDefault(kind);
}

/// <summary>What a shop has not granted.</summary>
public sealed record UngrantedScopes(IReadOnlyList<string> Scopes, Uri Ask);

/// <summary>Which orders a list shows; null does not narrow.</summary>
/// <param name="Text">Part of the order's name in Shopify or in Odoo.</param>
/// <param name="Skip">How many of the newest to leave out.</param>
/// <param name="Size">At most so many.</param>
public sealed record OrderSearch(string? Text, StandingKind? Standing, BlockerCode? Code, string? Subject, int Skip, int Size);

/// <summary>One order's story.</summary>
/// <param name="Activity">Oldest first.</param>
/// <param name="Flows">Where each of its flows is, of those that have anything to do.</param>
/// <param name="OdooUrl">Where its Odoo is; null while no Odoo is decided.</param>
/// <param name="Hand">What a person decided about it and holds; null when nobody did.</param>
public sealed record OrderTrace(RecordStanding Order, IReadOnlyList<ActivityEntry> Activity, IReadOnlyList<FlowStanding> Flows, Uri? OdooUrl, HandMark? Hand = null)
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<SeenSignal> Signals { get; init; } = [];

    /// <summary>In force now; null when none are.</summary>
    public SavedDecisions? Decisions { get; init; }

    /// <summary>What nights found of it, what is open first.</summary>
    public IReadOnlyList<FindingRow> Findings { get; init; } = [];
}

/// <summary>One product's story.</summary>
/// <param name="Standing">Null while nothing of it is carried.</param>
/// <param name="Rows">Which Odoo product each of its variants is.</param>
/// <param name="Open">Fields on which the two sides differ.</param>
/// <param name="Signals">The newest first.</param>
/// <param name="Activity">Oldest first.</param>
public sealed record ProductTrace(
    ProductId Product, RecordStanding? Standing, IReadOnlyList<MatchRow> Rows, IReadOnlyList<OpenField> Open, IReadOnlyList<SeenSignal> Signals, IReadOnlyList<ActivityEntry> Activity, Uri? OdooUrl);

/// <summary>A part of the match report.</summary>
/// <param name="Counts">Of the whole report; a state that is missing has none.</param>
/// <param name="SeenAt">When the catalogues were compared; null when they never were.</param>
/// <param name="OdooUrl">Where its Odoo is; null while no Odoo is decided.</param>
public sealed record ProductsReading(IReadOnlyList<MatchRow> Rows, IReadOnlyDictionary<MatchState, int> Counts, DateTimeOffset? SeenAt, Uri? OdooUrl);

/// <summary>The locations that are told their stock, and some of their levels.</summary>
/// <param name="OdooUrl">Where its Odoo is; null while no Odoo is decided.</param>
public sealed record StockReading(IReadOnlyList<LocationReading> Locations, IReadOnlyList<FoundLevel> Levels, Uri? OdooUrl);

/// <summary>One location's levels, counted.</summary>
/// <param name="Standing">Null before it was looked at.</param>
/// <param name="Due">Levels that changed in Odoo and are not told yet.</param>
/// <param name="LookedAt">When the latest level was looked at; null when none ever was.</param>
public sealed record LocationReading(LocationId Location, RecordStanding? Standing, IReadOnlyDictionary<LevelState, int> Levels, int Due, DateTimeOffset? LookedAt);

/// <summary>One location's story.</summary>
/// <param name="Activity">Oldest first.</param>
public sealed record LocationTrace(LocationReading Reading, IReadOnlyList<ActivityEntry> Activity, Uri? OdooUrl)
{
    /// <summary>What nights found of it, what is open first.</summary>
    public IReadOnlyList<FindingRow> Findings { get; init; } = [];
}

/// <summary>One cause and the first of the orders that wait for it.</summary>
public sealed record CauseReading(CauseGroup Cause, IReadOnlyList<RecordStanding> Orders);
