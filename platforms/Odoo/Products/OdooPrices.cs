using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Listings;
using Tandem.Sync.Planning;

namespace Tandem.Odoo.Products;

/// <summary>Prices from the pricelists that the decisions name; Odoo's own method for that is not open to its API, its rules are.</summary>
internal sealed class OdooPrices(IOdoo odoo, OdooProfile profile, OrderRules rules, TimeProvider time)
{
    public const string Model = "product.pricelist.item";

    private static readonly string[] Fields =
    [
        "pricelist_id", "applied_on", "product_id", "product_tmpl_id", "categ_id", "min_quantity", "date_start", "date_end", "compute_price", "fixed_price", "percent_price",
        "base", "price_discount", "price_markup", "price_round", "price_surcharge", "price_min_margin", "price_max_margin",
    ];

    private static readonly QuotedPrice Undecided = new(null, null);

    public async Task<IReadOnlyDictionary<int, (QuotedPrice Price, QuotedPrice Before)>> Of(IReadOnlyList<PricedProduct> products, CancellationToken cancellation)
    {
        var listings = rules.Decisions.Products.Listings;
        var lists = await Lists(cancellation);
        QuotedPrice Quote(bool decided, OdooId<Pricelist>? list, PricedProduct product, QuotedPrice otherwise) =>
            !decided ? otherwise : list is { } id && lists.TryGetValue(id, out var known) ? known.Of(product, time.GetUtcNow()) : new QuotedPrice(null, ListingText.PricelistGone);
        return products.ToDictionary(product => product.Product, product => (
            Quote(listings.Pricelist is not null, rules.Listings.Pricelist, product, new QuotedPrice(product.SalesPrice, null)),
            Quote(listings.CompareAtPricelist is not null, rules.Listings.CompareAtPricelist, product, Undecided)));
    }

    /// <summary>The rules of the pricelists that the decisions name.</summary>
    public Domain Rules => Domain.Where("pricelist_id", "in", Ids);

    private List<OdooId<Pricelist>> Named => [.. new[] { rules.Listings.Pricelist, rules.Listings.CompareAtPricelist }.OfType<OdooId<Pricelist>>().Distinct()];

    private int[] Ids => [.. Named.Select(list => list.Value)];

    private async Task<Dictionary<OdooId<Pricelist>, PriceRules>> Lists(CancellationToken cancellation)
    {
        if (Named.Count == 0) return [];
        // Unordered, the rules come in Odoo's own order, in which the first that applies decides.
        var found = await odoo.SearchRead(Model, Rules, Fields, profile.Context, cancellation, bare: true);
        return profile.Pricelists.Where(list => Named.Contains(list.Id)).ToDictionary(list => list.Id, list => new PriceRules(
            list.Name, list.Currency, list.Currency != profile.Company.Currency, [.. found.Where(rule => rule.Link<Pricelist>("pricelist_id") == list.Id).Select(Read)]));
    }

    private static PriceRule Read(OdooRecord rule) => new()
    {
        AppliedOn = rule.Text("applied_on") ?? "3_global",
        Product = rule.Link("product_id")?.Id,
        Template = rule.Link("product_tmpl_id")?.Id,
        Category = rule.Link("categ_id")?.Id,
        MinQuantity = rule.Amount("min_quantity"),
        Start = rule.Time("date_start"),
        End = rule.Time("date_end"),
        Compute = rule.Text("compute_price") ?? "fixed",
        Fixed = rule.Amount("fixed_price"),
        Percent = rule.Amount("percent_price"),
        Base = rule.Text("base") ?? "list_price",
        Discount = rule.Amount("price_discount"),
        Markup = rule.Amount("price_markup"),
        Round = rule.Amount("price_round"),
        Surcharge = rule.Amount("price_surcharge"),
        MinMargin = rule.Amount("price_min_margin"),
        MaxMargin = rule.Amount("price_max_margin"),
    };
}
