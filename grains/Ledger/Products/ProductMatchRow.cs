using System.Globalization;
using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.Grains.Ledger;

/// <summary>One row of the match report as the table keeps it.</summary>
internal sealed record ProductMatchRow
{
    private const string VariantSide = "variant";
    private const string OdooSide = "odoo";

    public const string Columns = """
        shop as Shop, side as Side, id as Id, state as State, reason as Reason, product as Product, inventory_item as InventoryItem, title as Title, sku as Sku, barcode as Barcode,
        code as Code, status as Status, tracked as Tracked, odoo_product as OdooProduct, odoo_name as OdooName, reference as Reference, odoo_barcode as OdooBarcode,
        unit as Unit, units as Units, proposals as Proposals, sentence as Sentence, seen_at as SeenAt
        """;

    /// <summary>A row that was seen later stays.</summary>
    public const string Upsert = """
        insert into product_match (shop, side, id, state, reason, product, inventory_item, title, sku, barcode, code, status, tracked,
            odoo_product, odoo_name, reference, odoo_barcode, unit, units, proposals, sentence, seen_at)
        values (@Shop, @Side, @Id, @State, @Reason, @Product, @InventoryItem, @Title, @Sku, @Barcode, @Code, @Status, @Tracked,
            @OdooProduct, @OdooName, @Reference, @OdooBarcode, @Unit, @Units, @Proposals, @Sentence, @SeenAt)
        on conflict (shop, side, id) do update set
            state = excluded.state, reason = excluded.reason, product = excluded.product, inventory_item = excluded.inventory_item, title = excluded.title,
            sku = excluded.sku, barcode = excluded.barcode, code = excluded.code, status = excluded.status, tracked = excluded.tracked,
            odoo_product = excluded.odoo_product, odoo_name = excluded.odoo_name, reference = excluded.reference, odoo_barcode = excluded.odoo_barcode,
            unit = excluded.unit, units = excluded.units, proposals = excluded.proposals, sentence = excluded.sentence, seen_at = excluded.seen_at
        where product_match.seen_at <= excluded.seen_at
        """;

    /// <summary>What a person has to look at comes first.</summary>
    public const string Urgency = "case state when 'broken' then 0 when 'ambiguous' then 1 when 'unmatched' then 2 when 'changed' then 3 when 'exact' then 4 when 'odoo_only' then 6 when 'gone' then 7 else 5 end";

    public string Shop { get; init; } = "";

    public string Side { get; init; } = "";

    public long Id { get; init; }

    public string State { get; init; } = "";

    public string Reason { get; init; } = "";

    public long? Product { get; init; }

    public long? InventoryItem { get; init; }

    public string Title { get; init; } = "";

    public string? Sku { get; init; }

    public string? Barcode { get; init; }

    public string? Code { get; init; }

    public string? Status { get; init; }

    public long Tracked { get; init; }

    public long? OdooProduct { get; init; }

    public string? OdooName { get; init; }

    public string? Reference { get; init; }

    public string? OdooBarcode { get; init; }

    public string? Unit { get; init; }

    public string Units { get; init; } = "1";

    public string Proposals { get; init; } = "";

    public string Sentence { get; init; } = "";

    public long SeenAt { get; init; }

    public static ProductMatchRow Of(ShopDomain shop, MatchRow row, DateTimeOffset seenAt) => new()
    {
        Shop = shop.Value,
        Side = row.Variant is null ? OdooSide : VariantSide,
        Id = row.Variant?.Value ?? row.OdooProduct!.Value.Value,
        State = Words.Of(row.State),
        Reason = Words.Of(row.Reason),
        Product = row.Product?.Value,
        InventoryItem = row.InventoryItem?.Value,
        Title = row.Title,
        Sku = row.Sku,
        Barcode = row.Barcode,
        Code = row.Code,
        Status = row.Status is { } status ? Words.Of(status) : null,
        Tracked = row.Tracked ? 1 : 0,
        OdooProduct = row.OdooProduct?.Value,
        OdooName = row.OdooName,
        Reference = row.Reference,
        OdooBarcode = row.OdooBarcode,
        Unit = row.Unit,
        Units = row.Units.ToString("0.####", CultureInfo.InvariantCulture),
        Proposals = string.Join(' ', row.Proposals),
        Sentence = row.Sentence,
        SeenAt = UnixTime.Of(seenAt),
    };

    public MatchRow Read() => new()
    {
        State = Words.Read<MatchState>(State),
        Reason = Words.Read<MatchReason>(Reason),
        Variant = Side == VariantSide ? new VariantId(Id) : null,
        Product = Product is { } product ? new ProductId(product) : null,
        InventoryItem = InventoryItem is { } item ? new InventoryItemId(item) : null,
        Title = Title,
        Sku = Sku,
        Barcode = Barcode,
        Code = Code,
        Status = Status is { } status ? Words.Read<ListingStatus>(status) : null,
        Tracked = Tracked != 0,
        OdooProduct = OdooProduct is { } odoo ? new OdooId<Product>((int)odoo) : null,
        OdooName = OdooName,
        Reference = Reference,
        OdooBarcode = OdooBarcode,
        Unit = Unit,
        Units = decimal.Parse(Units, CultureInfo.InvariantCulture),
        Proposals = [.. Proposals.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => new OdooId<Product>(int.Parse(id, CultureInfo.InvariantCulture)))],
        Sentence = Sentence,
    };
}
