using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Planning;

namespace Tandem.Odoo.Products;

/// <summary>Products with everything that Shopify may show of them, in the language of Tandem's own user: read, looked at for changes, written.</summary>
public sealed class OdooTemplates(IOdoo asked, OdooProfile profile, OrderRules rules, TimeProvider time)
{
    private const int PageSize = 5000;
    private static readonly bool[] ActiveOrNot = [true, false];

    private readonly IOdoo odoo = asked.At(CallPriority.Stock);
    private readonly OdooContext context = profile.Context.With("lang", profile.User.Language ?? "en_US").With("tracking_disable", true);
    private readonly OdooPrices prices = new(asked.At(CallPriority.Stock), profile, rules, time);
    private readonly TemplateImages images = new(asked.At(CallPriority.Stock), profile);
    private TemplateFields? fields;

    /// <summary>Those of the products that exist, archived ones too, with their templates.</summary>
    public async Task<IReadOnlyList<LinkedVariant>> Read(IReadOnlyCollection<OdooId<Product>> products, CancellationToken cancellation)
    {
        if (products.Count == 0) return [];
        var known = await Fields(cancellation);
        var found = await odoo.WebRead(Product.Model, [.. products.Distinct().Select(product => product.Value)], known.Specification, context.WithArchived(), cancellation);
        var quoted = await prices.Of([.. found.Select(TemplateFields.Priced)], cancellation);
        List<LinkedVariant> read = [.. found.Select(product => new LinkedVariant(known.VariantOf(product, quoted), known.TemplateOf(product.Nested("product_tmpl_id")!.Value), 1m))];
        return rules.Decisions.Products.Listings.OwnerOf(ListingField.Image) == FieldOwner.Odoo ? await images.With(read, cancellation) : read;
    }

    /// <summary>The bytes of a template's image; null when it has none any more.</summary>
    public Task<byte[]?> ImageOf(OdooId<Template> template, CancellationToken cancellation) => images.Bytes(template, cancellation);

    /// <summary>The bytes of a variant's own image; null when it has none any more.</summary>
    public Task<byte[]?> ImageOf(OdooId<Product> product, CancellationToken cancellation) => images.Bytes(product, cancellation);

    /// <summary>A template's variants; none when it was deleted or has none.</summary>
    public async Task<IReadOnlyList<LinkedVariant>> Of(OdooId<Template> template, CancellationToken cancellation)
    {
        var ids = await odoo.SearchRead(Product.Model, Domain.Where("product_tmpl_id", "=", template.Value), ["id"], context, cancellation, order: "id", bare: true);
        return await Read([.. ids.Select(product => product.IdOf<Product>())], cancellation);
    }

    /// <summary>What was written since, at a glance. A product's own row and its template's are written apart.</summary>
    public Task<WrittenGlimpse> Glimpse(SightingKind kind, DateTimeOffset from, CancellationToken cancellation)
    {
        var (model, domain) = Looked(kind);
        return WrittenGlimpse.Of(odoo, model, domain, from, [], context, cancellation);
    }

    /// <summary>The same, row by row; a pricelist's rule that was deleted long after it was written shows with the daily comparison.</summary>
    public async Task<IReadOnlyList<ProductSighting>> Since(SightingKind kind, DateTimeOffset from, CancellationToken cancellation)
    {
        var (model, domain) = Looked(kind);
        return [.. (await WrittenSince.Read(odoo, model, domain, from, ["write_date"], context, PageSize, cancellation)).Select(record => new ProductSighting(kind, record.Id, record.Time("write_date")!.Value))];
    }

    private (string Model, Domain Domain) Looked(SightingKind kind) => kind switch
    {
        SightingKind.Price => (OdooPrices.Model, prices.Rules),
        _ => (kind == SightingKind.Variant ? Product.Model : Template.Model, Domain.Where("active", "in", ActiveOrNot)),
    };

    /// <summary>The variants, archived ones too, of templates.</summary>
    public async Task<IReadOnlyDictionary<OdooId<Product>, OdooId<Template>>> VariantsOf(IReadOnlyCollection<int> templates, CancellationToken cancellation) => templates.Count == 0
        ? new Dictionary<OdooId<Product>, OdooId<Template>>()
        : (await odoo.SearchRead(Product.Model, Domain.Where("product_tmpl_id", "in", templates.ToArray()).And("active", "in", ActiveOrNot), ["product_tmpl_id"], context, cancellation, bare: true))
            .ToDictionary(product => product.IdOf<Product>(), product => product.Link<Template>("product_tmpl_id")!.Value);

    /// <summary>The templates of products that exist and are not archived.</summary>
    public async Task<IReadOnlyList<OdooId<Template>>> TemplatesOf(IReadOnlyCollection<OdooId<Product>> products, CancellationToken cancellation) => products.Count == 0
        ? []
        : [.. (await odoo.SearchRead(Product.Model, Domain.Where("id", "in", products.Select(product => product.Value).ToArray()), ["product_tmpl_id"], context, cancellation, bare: true))
            .Select(product => product.Link<Template>("product_tmpl_id")!.Value).Distinct()];

    /// <summary>Why fields that the decisions name cannot be carried in this Odoo, by their settings.</summary>
    public static async Task<IReadOnlyList<(string Setting, string Sentence)>> Misfits(IOdoo odoo, ShopDecisions decisions, CancellationToken cancellation) =>
        (await TemplateFields.Read(odoo, decisions, cancellation)).Misfits;

    /// <summary>Writes what Shopify owns: each value on the record that keeps it.</summary>
    /// <exception cref="Failures.OdooException">Odoo refused.</exception>
    public async Task Write(LinkedVariant where, IReadOnlyDictionary<string, string?> values, bool ofProduct, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(where);
        ArgumentNullException.ThrowIfNull(values);
        var known = await Fields(cancellation);
        var (template, variant) = known.Values(values, ofProduct, await Countries(values, cancellation));
        if (template.Count > 0) await odoo.Write(Template.Model, [where.Template.Id.Value], template, context, cancellation);
        if (variant.Count > 0) await odoo.Write(Product.Model, [where.Variant.Id.Value], variant, context, cancellation);
    }

    /// <summary>Writes what Shopify says that a product's variants cost.</summary>
    /// <exception cref="Failures.OdooException">Odoo refused.</exception>
    public Task WritePrices(OdooId<Template> template, PriceParts parts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new PartedPrices(odoo, context).Write(template, parts, cancellation);
    }

    /// <summary>Writes what some values of a product's attributes add to its price.</summary>
    /// <exception cref="Failures.OdooException">Odoo refused.</exception>
    public Task WritePrices(OdooId<Template> template, IReadOnlyDictionary<(string Name, string Value), decimal> extras, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(extras);
        return new PartedPrices(odoo, context).Write(template, extras, cancellation);
    }

    private async Task<TemplateFields> Fields(CancellationToken cancellation) => fields ??= await TemplateFields.Read(odoo, rules.Decisions, cancellation);

    private async Task<int?> Countries(IReadOnlyDictionary<string, string?> values, CancellationToken cancellation) =>
        values.GetValueOrDefault(FieldWords.Of(ListingField.CountryOfOrigin)) is not { } code ? null
        : (await odoo.SearchRead(Country.Model, Domain.Where("code", "=", code), ["id"], OdooContext.Plain, cancellation, bare: true)) is [var country] ? country.Id : null;
}

/// <summary>What kind of row was written.</summary>
public enum SightingKind
{
    Variant,
    Template,

    /// <summary>A pricelist's rule; every product may be meant.</summary>
    Price,
}

/// <summary>A row of a product as it was seen.</summary>
/// <param name="WrittenAt">When the transaction began that wrote it last.</param>
public sealed record ProductSighting(SightingKind Kind, int Id, DateTimeOffset WrittenAt) : IWrittenRow;
