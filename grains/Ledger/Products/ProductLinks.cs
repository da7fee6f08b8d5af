using System.Globalization;
using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class ProductLinks(LedgerDatabase database) : IProductLinks
{
    /// <summary>SQLite takes only so many parameters in a statement; a transaction of so many rows holds up no other writer for long.</summary>
    private const int AtOnce = 500;

    private const string Insert = """
        insert into product_link (shop, variant, product, inventory_item, odoo_product, origin, units, sku, barcode, reference, odoo_barcode, linked_by, linked_at)
        values (@Shop, @Variant, @Product, @InventoryItem, @OdooProduct, @Origin, @Units, @Sku, @Barcode, @Reference, @OdooBarcode, @LinkedBy, @LinkedAt)
        """;

    public async Task<IReadOnlyDictionary<VariantId, ProductLink>> Of(ShopDomain shop, IReadOnlyCollection<VariantId> variants, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(variants);
        var found = new Dictionary<VariantId, ProductLink>();
        foreach (var some in variants.Distinct().Chunk(AtOnce))
            foreach (var link in await Read(shop, $"variant {database.Dialect.OneOf("Ids")}", [.. some.Select(variant => variant.Value)], cancellationToken))
                found[link.Variant] = link;
        return found;
    }

    public async Task<IReadOnlyList<ProductLink>> To(ShopDomain shop, IReadOnlyCollection<OdooId<Product>> products, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(products);
        var found = new List<ProductLink>();
        foreach (var some in products.Distinct().Chunk(AtOnce))
            found.AddRange(await Read(shop, $"odoo_product {database.Dialect.OneOf("Ids")}", [.. some.Select(product => (long)product.Value)], cancellationToken));
        return found;
    }

    public async Task<IReadOnlyDictionary<VariantId, ProductLink>> All(ShopDomain shop, CancellationToken cancellationToken) =>
        (await Read(shop, "1 = 1", [], cancellationToken)).ToDictionary(link => link.Variant);

    public async Task<IReadOnlyList<ProductLink>> After(ShopDomain shop, VariantId? last, int most, CancellationToken cancellationToken) =>
        [.. (await database.Query<ProductLinkRow>(
            $"select {ProductLinkRow.Columns} from product_link where shop = @Shop and variant > @Last order by variant limit @Most",
            new { Shop = shop.Value, Last = last?.Value ?? 0L, Most = (long)most }, cancellationToken)).Select(row => row.Read())];

    public async Task<int> Add(ShopDomain shop, IReadOnlyCollection<ProductLink> links, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(links);
        var made = 0;
        foreach (var some in links.Chunk(AtOnce))
            made += await database.Execute($"{Insert} on conflict (shop, variant) do nothing", some.Select(link => ProductLinkRow.Of(shop, link)).ToArray(), cancellationToken);
        return made;
    }

    public Task Put(ShopDomain shop, IReadOnlyCollection<ProductLink> links, CancellationToken cancellationToken) => database.Execute(
        $"""
        {Insert} on conflict (shop, variant) do update set
            product = excluded.product, inventory_item = excluded.inventory_item, odoo_product = excluded.odoo_product, origin = excluded.origin, units = excluded.units,
            sku = excluded.sku, barcode = excluded.barcode, reference = excluded.reference, odoo_barcode = excluded.odoo_barcode,
            linked_by = excluded.linked_by, linked_at = excluded.linked_at
        """,
        links.Select(link => ProductLinkRow.Of(shop, link)).ToArray(),
        cancellationToken);

    public async Task<bool> Remove(ShopDomain shop, VariantId variant, CancellationToken cancellationToken) => await database.Execute(
        "delete from product_link where shop = @Shop and variant = @Variant", new { Shop = shop.Value, Variant = variant.Value }, cancellationToken) > 0;

    private async Task<IReadOnlyList<ProductLink>> Read(ShopDomain shop, string where, long[] ids, CancellationToken cancellationToken) =>
        [.. (await database.Query<ProductLinkRow>($"select {ProductLinkRow.Columns} from product_link where shop = @Shop and {where} order by variant", new { Shop = shop.Value, Ids = ids }, cancellationToken))
            .Select(row => row.Read())];
}

/// <summary>One link as the table keeps it.</summary>
internal sealed record ProductLinkRow
{
    public const string Columns = """
        shop as Shop, variant as Variant, product as Product, inventory_item as InventoryItem, odoo_product as OdooProduct, origin as Origin, units as Units,
        sku as Sku, barcode as Barcode, reference as Reference, odoo_barcode as OdooBarcode, linked_by as LinkedBy, linked_at as LinkedAt
        """;

    public string Shop { get; init; } = "";

    public long Variant { get; init; }

    public long Product { get; init; }

    public long InventoryItem { get; init; }

    public long OdooProduct { get; init; }

    public string Origin { get; init; } = "";

    public string Units { get; init; } = "1";

    public string? Sku { get; init; }

    public string? Barcode { get; init; }

    public string? Reference { get; init; }

    public string? OdooBarcode { get; init; }

    public string LinkedBy { get; init; } = "";

    public long LinkedAt { get; init; }

    public static ProductLinkRow Of(ShopDomain shop, ProductLink link) => new()
    {
        Shop = shop.Value,
        Variant = link.Variant.Value,
        Product = link.Product.Value,
        InventoryItem = link.InventoryItem.Value,
        OdooProduct = link.OdooProduct.Value,
        Origin = Words.Of(link.Origin),
        Units = link.Units.ToString("0.####", CultureInfo.InvariantCulture),
        Sku = link.Seen.Sku,
        Barcode = link.Seen.Barcode,
        Reference = link.Seen.Reference,
        OdooBarcode = link.Seen.OdooBarcode,
        LinkedBy = link.By,
        LinkedAt = UnixTime.Of(link.At),
    };

    public ProductLink Read() => new()
    {
        Variant = new VariantId(Variant),
        Product = new ProductId(Product),
        InventoryItem = new InventoryItemId(InventoryItem),
        OdooProduct = new OdooId<Product>((int)OdooProduct),
        Origin = Words.Read<LinkOrigin>(Origin),
        Units = decimal.Parse(Units, CultureInfo.InvariantCulture),
        Seen = new LinkedCodes(Sku, Barcode, Reference, OdooBarcode),
        By = LinkedBy,
        At = UnixTime.Read(LinkedAt),
    };
}
