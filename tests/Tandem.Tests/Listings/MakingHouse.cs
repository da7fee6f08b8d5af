using Tandem.Grains.Products;
using Tandem.Sync.Decisions;

namespace Tandem.Tests.Listings;

/// <summary>A shop in which products are made on either side.</summary>
public sealed class MakingHouse : ListingHouse
{
    private int values;

    public static ListingDecision Both { get; } = ByOdoo with { InShopify = new NewListings(Create: true, NewListingStatus.Active), InOdoo = new NewProducts { Create = true } };

    /// <summary>A product that Odoo alone has, told apart by these attributes; each of its variants has a reference.</summary>
    public int Template(string name, bool coded = true, params (string Attribute, string[] Values)[] attributes)
    {
        var lines = attributes.Select(attribute =>
        {
            var id = Odoo.Add("product.attribute", new Dictionary<string, object?> { ["name"] = attribute.Attribute });
            var some = attribute.Values.Select(value => (object?)(long)Odoo.Add("product.attribute.value", new Dictionary<string, object?> { ["name"] = value, ["attribute_id"] = id })).ToList();
            return (object?)new List<object?> { 0L, 0L, new Dictionary<string, object?> { ["attribute_id"] = (long)id, ["value_ids"] = new List<object?> { new List<object?> { 6L, 0L, some } } } };
        }).ToList();
        var template = Odoo.Add("product.template", new Dictionary<string, object?>
        {
            ["name"] = name, ["type"] = "consu", ["is_storable"] = true, ["list_price"] = 19.5m, ["taxes_id"] = new List<object?>(), ["attribute_line_ids"] = lines,
        });
        if (coded)
            foreach (var product in Products(template)) InOdoo("product.product", Id(product), "default_code", $"MADE-{++values}");
        return template;
    }

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Products(int template) =>
        [.. Odoo.Records("product.product").Where(one => Convert.ToInt32(one["product_tmpl_id"], System.Globalization.CultureInfo.InvariantCulture) == template)];

    public async Task Compared() => await Get<CatalogueMatch>().Run(Domain, dryRun: false, Stop);
}
