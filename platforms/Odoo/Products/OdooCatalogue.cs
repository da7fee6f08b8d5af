using System.Runtime.CompilerServices;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Odoo.Products;

/// <summary>All products that the user sees in one Odoo, of whatever company, archived ones too (product.product).</summary>
public sealed class OdooCatalogue(IOdoo odoo, OdooProfile profile)
{
    private const int PageSize = 2000;

    /// <summary>Codes that nobody has are looked for one by one, so not for too many.</summary>
    private const int MostLookedFor = 20;

    /// <summary>More than a person would look through.</summary>
    private const int MostShown = 20;

    private static readonly string[] Fields =
        ["product_tmpl_id", "default_code", "barcode", "name", "active", "sale_ok", "type", "is_storable", "company_id", "uom_id"];

    /// <summary>Whatever company it belongs to, so that a product of another one can be told.</summary>
    private static readonly OdooContext Everywhere = OdooContext.Plain.WithArchived();

    private OdooUnits? units;

    /// <summary>By id, page after page behind the last id, so that no page is skipped when products come and go meanwhile.</summary>
    public async IAsyncEnumerable<CatalogueProduct> All([EnumeratorCancellation] CancellationToken cancellation)
    {
        var kits = await Kits(cancellation);
        var last = 0;
        while (true)
        {
            var page = await odoo.At(CallPriority.History).SearchRead(
                Product.Model, Domain.Where("id", ">", last), Fields, Everywhere, cancellation, PageSize, "id", bare: true);
            foreach (var product in page) yield return await Read(product, kits, cancellation);
            if (page.Count < PageSize) yield break;
            last = page[^1].Id;
        }
    }

    /// <summary>Those of the products that exist.</summary>
    public async Task<IReadOnlyList<CatalogueProduct>> Read(IReadOnlyCollection<OdooId<Product>> products, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(products);
        return await Find([.. products.Distinct().Chunk(PageSize).Select(some => Domain.Where("id", "in", some.Select(product => product.Value).ToArray()))], cancellation);
    }

    /// <summary>Those that carry one of the codes exactly, or differ from it in case alone.</summary>
    public async Task<IReadOnlyList<CatalogueProduct>> WithCodes(ProductIdentity by, IReadOnlyCollection<string> codes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var field = by == ProductIdentity.Barcode ? "barcode" : "default_code";
        var exact = await Find([.. codes.Distinct(StringComparer.Ordinal).Chunk(PageSize).Select(some => Domain.Where(field, "in", some))], cancellation);
        var found = exact.Select(product => by == ProductIdentity.Barcode ? product.Barcode : product.Reference).ToHashSet();
        var near = await Find([.. codes.Where(code => !found.Contains(code)).Distinct(StringComparer.Ordinal).Take(MostLookedFor).Select(code => Domain.Where(field, "=ilike", Domain.Literal(code)))], cancellation);
        return [.. exact.Concat(near).DistinctBy(product => product.Id)];
    }

    /// <summary>Products that a person may mean, which can be sold by the company: those with the text as their code first, then those with it in their code or name.</summary>
    public async Task<IReadOnlyList<CatalogueProduct>> Search(string text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sold = Domain.Where("active", "=", true).And("sale_ok", "=", true).And("company_id", "in", new object[] { false, profile.Company.Id.Value });
        var found = await Find([sold.And("default_code", "=ilike", Domain.Literal(text)), sold.And("barcode", "=", text), sold.And("default_code", "ilike", Domain.Literal(text)), sold.And("name", "ilike", Domain.Literal(text))], cancellation, MostShown);
        return [.. found.DistinctBy(product => product.Id).Take(MostShown)];
    }

    private async Task<IReadOnlyList<CatalogueProduct>> Find(IReadOnlyList<Domain> domains, CancellationToken cancellation, int? limit = null)
    {
        if (domains.Count == 0) return [];
        var found = new List<CatalogueProduct>();
        foreach (var domain in domains)
            foreach (var product in await odoo.SearchRead(Product.Model, domain, Fields, Everywhere, cancellation, limit, "id", bare: true))
                found.Add(await Read(product, KitIds.None, cancellation));
        if (found.Count == 0) return found;
        var kits = await Kits(cancellation);
        return [.. found.Select(product => product with { Kit = kits.Has(product) })];
    }

    private async Task<CatalogueProduct> Read(OdooRecord product, KitIds kits, CancellationToken cancellation)
    {
        units ??= await OdooUnits.Read(odoo, cancellation);
        var read = new CatalogueProduct(
            product.IdOf<Product>(), product.Link("product_tmpl_id")?.Id ?? 0, product.Text("default_code"), product.Text("barcode"), product.Text("name") ?? "",
            product.Flag("active"), product.Flag("sale_ok"), product.Flag("is_storable"), product.Link<Company>("company_id"),
            units.Name(product.Link<UnitOfMeasure>("uom_id")), units.IsPlain(product.Link<UnitOfMeasure>("uom_id")));
        return read with { Kit = kits.Has(read) };
    }

    /// <summary>What is sold as a kit; nothing where the app for manufacturing is not installed, or its bills are not for this user.</summary>
    private async Task<KitIds> Kits(CancellationToken cancellation)
    {
        if (!profile.Modules.Contains("mrp")) return KitIds.None;
        try
        {
            var bills = await odoo.SearchRead(
                "mrp.bom", Domain.Where("type", "=", "phantom"), ["product_tmpl_id", "product_id"], OdooContext.Plain, cancellation, bare: true);
            return new KitIds(
                bills.Where(bill => bill.Link("product_id") is null).Select(bill => bill.Link("product_tmpl_id")!.Value.Id).ToHashSet(),
                bills.Select(bill => bill.Link("product_id")?.Id).OfType<int>().ToHashSet());
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.AccessDenied or OdooFailure.ModelMissing)
        {
            return KitIds.None;
        }
    }

    private sealed record KitIds(IReadOnlySet<int> Templates, IReadOnlySet<int> Products)
    {
        public static readonly KitIds None = new(new HashSet<int>(), new HashSet<int>());

        public bool Has(CatalogueProduct product) => Products.Contains(product.Id.Value) || Templates.Contains(product.Template);
    }
}
