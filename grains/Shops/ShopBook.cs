using Tandem.Grains.Locations;
using Tandem.Grains.Lots;
using Tandem.Grains.Orders;
using Tandem.Odoo.Fields;
using Tandem.Odoo.Products;
using Tandem.Odoo.Sales;
using Tandem.Odoo.Server;
using Tandem.Odoo.Stock;
using Tandem.Sync;
using Tandem.Grains.Failures;
using Tandem.Sync.Decisions;
using Tandem.Sync.Planning;
using Tandem.Sync.Records;

namespace Tandem.Grains.Shops;

/// <summary>Everything a pass needs to know of a shop: its decisions, resolved against Odoo, and its order book.</summary>
/// <param name="Version">Version of the decisions.</param>
/// <param name="OdooUrl">For links that open a record.</param>
public sealed record ShopBook(ShopDomain Shop, long Version, OrderRules Rules, IOrderBook Orders, IOrderLife Life, IDeliveryWatch Deliveries, OdooCatalogue Catalogue, Uri OdooUrl)
{
    public required OdooStock Stock { get; init; }

    public required OdooKeys Keys { get; init; }

    public required OdooPresence Presence { get; init; }

    public required OdooTemplates Templates { get; init; }

    public required TemplateLoading NewTemplates { get; init; }

    /// <summary>Whether the decisions have anything of products carried.</summary>
    public bool MovesProducts => Rules.Decisions.Products.Listings.Moves || Rules.Decisions.CustomFields.Any(one => one.OfCatalogue && one.Owner != FieldOwner.None);

    /// <summary>Whether Shopify gets its products' images from Odoo.</summary>
    public bool CarriesImages => Rules.Decisions.Products.Listings.OwnerOf(ListingField.Image) == FieldOwner.Odoo;

    /// <summary>The custom fields of orders and customers that are carried.</summary>
    public IReadOnlyList<CustomFieldDecision> RecordFields => [.. Rules.Decisions.CustomFields.Where(one => !one.OfCatalogue && one.Owner != FieldOwner.None)];

    public required RecordFields Fields { get; init; }

    /// <summary>What orders that go together ask of Odoo and Shopify in one call.</summary>
    public required OdooLots Lots { get; init; }

    public required SaleOrderNames OrderNames { get; init; }

    /// <summary>All of Odoo's sales orders that come from Shopify, for comparing.</summary>
    public required BookedOrders Booked { get; init; }

    /// <summary>The locations that are told their stock, and what they are in Odoo.</summary>
    public required IReadOnlyList<StockedPlaces> Stocked { get; init; }

    /// <summary>Flows that are paused now.</summary>
    public IReadOnlySet<Flow> Paused { get; init; } = Flows.None;

    /// <summary>Why this is not the Odoo that the shop's orders were booked in; null while it is. All flows are paused for it.</summary>
    public string? Doubt { get; init; }

    /// <summary>Address of an order in Odoo's own pages.</summary>
    public Uri OrderLink(OdooId<SaleOrder> order) => new(OdooUrl, $"/web#id={order}&model=sale.order&view_type=form");
}

/// <summary>Opens shops' books; the same book serves all passes until decisions change or it grows old.</summary>
public interface IShopBooks
{
    Task<ShopBookOpening> Open(ShopDomain shop, CancellationToken stop);

    /// <summary>Reads everything anew at the next opening, because Odoo turned out to hold something else.</summary>
    void Forget(ShopDomain shop);
}

/// <summary>A shop's book, or why it cannot be opened.</summary>
public abstract record ShopBookOpening
{
    private ShopBookOpening() { }

    public sealed record Open(ShopBook Book) : ShopBookOpening;

    public sealed record Closed(Verdict Verdict) : ShopBookOpening;
}
