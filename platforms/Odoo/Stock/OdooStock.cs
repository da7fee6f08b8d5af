using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Stock;

namespace Tandem.Odoo.Stock;

/// <summary>Reads the stock of one Odoo company.</summary>
public sealed class OdooStock(IOdoo asked, OdooProfile profile, int pageSize = 25_000)
{
    private const string Quant = "stock.quant";

    private static readonly string[] QuantFields = ["product_id", "quantity", "reserved_quantity", "write_date"];
    private static readonly bool[] ActiveOrNot = [true, false];

    /// <summary>Figures are computed one product after the other, so not too many in one call.</summary>
    private const int MostProducts = 2000;

    private readonly IOdoo odoo = asked.At(CallPriority.Stock);

    private readonly string[] figureFields = profile.Modules.Contains("mrp")
        ? ["name", "active", "is_storable", "free_qty", "qty_available", "virtual_available", "is_kits"]
        : ["name", "active", "is_storable", "free_qty", "qty_available", "virtual_available"];

    /// <summary>How far back to look again: longer than Odoo lets a request run, since a quant shows under the time at which its transaction began.</summary>
    public static TimeSpan Overlap { get; } = TimeSpan.FromMinutes(15);

    /// <summary>All quants in these places, or below them, that were written since, at a glance.</summary>
    public Task<WrittenGlimpse> Glimpse(DateTimeOffset from, IReadOnlyCollection<int> places, CancellationToken cancellation) =>
        WrittenGlimpse.Of(odoo, Quant, InPlaces(places), from, ["quantity", "reserved_quantity"], profile.Context, cancellation);

    /// <inheritdoc cref="MovedSince"/>
    public Task<WrittenGlimpse> GlimpseOfMoves(DateTimeOffset from, bool planned, CancellationToken cancellation) =>
        WrittenGlimpse.Of(odoo, Move.Model, Moved(planned), from, [], profile.Context, cancellation);

    /// <summary>Quants in these places, or below them, that were written since.</summary>
    public Task<IReadOnlyList<QuantSighting>> Since(DateTimeOffset from, IReadOnlyCollection<int> places, CancellationToken cancellation) => Pages(
        from, Quant, InPlaces(places), QuantFields,
        quant => new QuantSighting(quant.Id, quant.Link<Product>("product_id")!.Value, quant.Amount("quantity"), quant.Amount("reserved_quantity"), quant.Time("write_date")!.Value), cancellation);

    /// <summary>Moves that were done since: what emptied a place may have left no quant there.</summary>
    /// <param name="planned">Those that are still to be done too, which is what a forecast is made of.</param>
    public Task<IReadOnlyList<QuantSighting>> MovedSince(DateTimeOffset from, bool planned, CancellationToken cancellation) => Pages(
        from, Move.Model, Moved(planned), ["product_id", "write_date"],
        move => new QuantSighting(move.Id, move.Link<Product>("product_id")!.Value, 0m, 0m, move.Time("write_date")!.Value), cancellation);

    /// <summary>Those of the places that exist and are not archived.</summary>
    public async Task<IReadOnlySet<int>> Usable(IReadOnlyCollection<int> places, CancellationToken cancellation) =>
        (await odoo.SearchRead("stock.location", Domain.Where("id", "in", places), ["id"], profile.Context, cancellation, bare: true)).Select(place => place.Id).ToHashSet();

    /// <summary>Those of the places that exist, archived or not: version 18 looks for nothing below a place that was deleted, nor below the others named with it.</summary>
    public async Task<IReadOnlySet<int>> Existing(IReadOnlyCollection<int> places, CancellationToken cancellation) =>
        (await odoo.SearchRead("stock.location", Domain.Where("id", "in", places).And("active", "in", ActiveOrNot), ["id"], profile.Context, cancellation, bare: true)).Select(place => place.Id).ToHashSet();

    /// <summary>The kits that are made of any of these products, and those that are made of such kits; none where Odoo makes no kits, or its bills are not for this user.</summary>
    public async Task<IReadOnlyList<OdooId<Product>>> KitsOf(IReadOnlyCollection<OdooId<Product>> parts, CancellationToken cancellation)
    {
        if (parts.Count == 0 || !profile.Modules.Contains("mrp")) return [];
        var found = new HashSet<OdooId<Product>>();
        try
        {
            for (var next = await MadeOf(parts, cancellation); next.Count > 0; next = await MadeOf(next, cancellation)) next = [.. next.Where(found.Add)];
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.AccessDenied or OdooFailure.ModelMissing)
        {
            return [];
        }

        return [.. found];
    }

    private async Task<IReadOnlyCollection<OdooId<Product>>> MadeOf(IReadOnlyCollection<OdooId<Product>> parts, CancellationToken cancellation)
    {
        if (parts.Count == 0) return [];
        var bills = await odoo.SearchRead(
            "mrp.bom", Domain.Where("type", "=", "phantom").And("bom_line_ids.product_id", "in", parts.Select(part => part.Value).ToArray()),
            ["product_tmpl_id", "product_id"], profile.Context, cancellation, bare: true);
        var templates = bills.Where(bill => bill.Link("product_id") is null).Select(bill => bill.Link("product_tmpl_id")!.Value.Id).Distinct().ToArray();
        var variants = bills.Select(bill => bill.Link<Product>("product_id")).OfType<OdooId<Product>>();
        if (templates.Length == 0) return [.. variants.Distinct()];
        var whole = await odoo.SearchRead(Product.Model, Domain.Where("product_tmpl_id", "in", templates), ["id"], profile.Context, cancellation, bare: true);
        return [.. variants.Concat(whole.Select(product => product.IdOf<Product>())).Distinct()];
    }

    /// <summary>The figures of products in these places together; what is gone is missing.</summary>
    public async Task<IReadOnlyDictionary<OdooId<Product>, StockFigures>> Figures(IReadOnlyCollection<int> places, IReadOnlyCollection<OdooId<Product>> products, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(products);
        // "location" is understood by every version; "warehouse" was renamed and is ignored without a word.
        var context = profile.Context.With("location", places.ToArray());
        var found = new Dictionary<OdooId<Product>, StockFigures>();
        foreach (var some in products.Distinct().Chunk(MostProducts))
        {
            var domain = Domain.Where("id", "in", some.Select(product => product.Value).ToArray()).And("active", "in", ActiveOrNot);
            foreach (var product in await odoo.SearchRead(Product.Model, domain, figureFields, context, cancellation, order: "id", bare: true))
                found[product.IdOf<Product>()] = Read(product);
        }

        return found;
    }

    private static Domain InPlaces(IReadOnlyCollection<int> places) => Domain.Where("location_id", "child_of", places);

    private Domain Moved(bool planned) => planned
        ? Domain.Where("state", "!=", "draft").And("company_id", "=", profile.Company.Id)
        : Domain.Where("state", "=", "done").And("company_id", "=", profile.Company.Id);

    private static StockFigures Read(OdooRecord product) => new(
        product.IdOf<Product>(), product.Text("name") ?? "", product.Amount("free_qty"), product.Amount("qty_available"), product.Amount("virtual_available"),
        product.Flag("is_storable") || product.Flag("is_kits"), product.Flag("active")) { Kit = product.Flag("is_kits") };

    private async Task<IReadOnlyList<QuantSighting>> Pages(
        DateTimeOffset from, string model, Domain domain, string[] fields, Func<OdooRecord, QuantSighting> read, CancellationToken cancellation) =>
        [.. (await WrittenSince.Read(odoo, model, domain, from, fields, profile.Context, pageSize, cancellation)).Select(read)];
}
