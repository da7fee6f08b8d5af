using System.Globalization;
using Tandem.Odoo.Fields;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;

namespace Tandem.Odoo.Products;

/// <summary>Which fields of products are read and written in one Odoo, and how: some come with apps, some are the merchant's own.</summary>
internal sealed class TemplateFields
{
    private const string HsCode = "hs_code";
    private const string Origin = "country_of_origin";

    private readonly ListingDecision listings;
    private readonly IReadOnlyList<CustomFieldDecision> custom;
    private readonly IReadOnlyDictionary<string, OdooRecord> ofTemplate;
    private readonly IReadOnlyDictionary<string, OdooRecord> ofVariant;

    private TemplateFields(ShopDecisions decisions, IReadOnlyDictionary<string, OdooRecord> ofTemplate, IReadOnlyDictionary<string, OdooRecord> ofVariant)
    {
        (listings, custom, this.ofTemplate, this.ofVariant) = (decisions.Products.Listings, decisions.CustomFields, ofTemplate, ofVariant);
        Specification = Build();
    }

    /// <summary>Reads a product with its template in one call.</summary>
    public Specification Specification { get; }

    /// <summary>What the decisions name and this Odoo lacks, or keeps in another form.</summary>
    public IReadOnlyList<(string Setting, string Sentence)> Misfits =>
    [
        .. new[] { (Field: ListingField.HsCode, Name: HsCode), (Field: ListingField.CountryOfOrigin, Name: Origin) }
            .Where(one => listings.OwnerOf(one.Field) != FieldOwner.None && !ofTemplate.ContainsKey(one.Name))
            .Select(one => ($"products.owners.{FieldWords.Of(one.Field)}", $"This Odoo's products have no {one.Name}; it comes with the app for deliveries (stock_delivery).")),
        .. listings.VendorField is { } vendor && !ofTemplate.ContainsKey(vendor) ? new[] { ("products.vendorField", $"This Odoo's products have no field {vendor}.") } : [],
        .. CustomForm.Misfits(custom, one => one.OfCatalogue, one => one.Of == CustomFieldOf.Product ? (Template.Model, ofTemplate) : (Product.Model, ofVariant)),
    ];

    public static async Task<TemplateFields> Read(IOdoo odoo, ShopDecisions decisions, CancellationToken cancellation)
    {
        var listings = decisions.Products.Listings;
        string[] template = [HsCode, Origin, .. listings.VendorField is { } vendor ? [vendor] : Array.Empty<string>(), .. Custom(CustomFieldOf.Product)];
        string[] variant = ["standard_price", .. Custom(CustomFieldOf.Variant)];
        return new TemplateFields(decisions, await odoo.FieldsGet(Template.Model, template, cancellation), await odoo.FieldsGet(Product.Model, variant, cancellation));

        IEnumerable<string> Custom(CustomFieldOf of) => decisions.CustomFields.Where(field => field.Of == of).Select(field => field.Field);
    }

    public static PricedProduct Priced(OdooRecord product)
    {
        var template = product.Nested("product_tmpl_id")!.Value;
        var path = template.Nested("categ_id")?.Text("parent_path")?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new PricedProduct(product.Id, template.Id, [.. path.Select(id => int.Parse(id, CultureInfo.InvariantCulture))], product.Amount("lst_price"), product.Amount("standard_price"));
    }

    public OdooVariant VariantOf(OdooRecord product, IReadOnlyDictionary<int, (QuotedPrice Price, QuotedPrice Before)> prices) =>
        new(product.IdOf<Product>(), product.Nested("product_tmpl_id")!.Value.IdOf<Template>(), product.Flag("active"))
        {
            Reference = product.Text("default_code"),
            Barcode = product.Text("barcode"),
            SalesPrice = product.Amount("lst_price"),
            Price = prices[product.Id].Price,
            CompareAtPrice = prices[product.Id].Before,
            Cost = product.Number("standard_price"),
            Weight = product.Number("weight"),
            Storable = product.Flag("is_storable"),
            Attributes = [.. product.Records("product_template_attribute_value_ids").Select(value => (value.Nested("attribute_id")?.Text("display_name") ?? "", value.Text("name") ?? ""))],
            Custom = Texts(product, CustomFieldOf.Variant),
        };

    public OdooTemplate TemplateOf(OdooRecord template) => new(template.IdOf<Template>(), template.Text("name") ?? "", template.Flag("active"))
    {
        Description = template.Text("description_sale"),
        Category = template.Nested("categ_id")?.Text("name"),
        Tags = [.. template.Records("product_tag_ids").Select(tag => tag.Text("name") ?? "")],
        Vendor = listings.VendorField is { } vendor && ofTemplate.ContainsKey(vendor) ? CustomForm.Text(template, vendor, ofTemplate, boolean: false) : null,
        HsCode = template.Text(HsCode),
        CountryOfOrigin = template.Nested(Origin)?.Text("code"),
        Variants = template.Whole("product_variant_count") ?? 0,
        Sellable = template.Flag("sale_ok"),
        Company = template.Link<Company>("company_id"),
        Attributes = [.. template.Records("attribute_line_ids").Select(line => new ListingOption(
            line.Nested("attribute_id")?.Text("display_name") ?? "", [.. line.Records("value_ids").Select(value => value.Text("name") ?? "")]))],
        Custom = Texts(template, CustomFieldOf.Product),
    };

    /// <summary>What is written on the template and on the product, in Odoo's words.</summary>
    public (Dictionary<string, object?> Template, Dictionary<string, object?> Variant) Values(IReadOnlyDictionary<string, string?> values, bool ofProduct, int? country)
    {
        var (template, variant) = (new Dictionary<string, object?>(), new Dictionary<string, object?>());
        foreach (var (word, value) in values)
        {
            if (custom.FirstOrDefault(field => field.Name == word && field.Of == (ofProduct ? CustomFieldOf.Product : CustomFieldOf.Variant)) is { } own)
                (ofProduct ? template : variant)[own.Field] = CustomForm.Typed(own.Type, value);
            else if (Enum.GetValues<ListingField>().First(field => FieldWords.Of(field) == word) is var field)
                (OnTemplate(field) ? template : variant)[Name(field)] = Value(field, value, country);
        }

        return (template, variant);
    }

    private static object? Value(ListingField field, string? value, int? country) => field switch
    {
        ListingField.Title or ListingField.Description or ListingField.HsCode or ListingField.Barcode or ListingField.Sku => value ?? (object)false,
        ListingField.Status => value != FieldWords.Archived,
        ListingField.CountryOfOrigin => country ?? (object)false,
        _ => FieldText.Number(value) ?? 0m,
    };

    private static string Name(ListingField field) => field switch
    {
        ListingField.Title => "name",
        ListingField.Description => "description_sale",
        ListingField.Status => "active",
        ListingField.Price => "list_price",
        ListingField.Cost => "standard_price",
        ListingField.Barcode => "barcode",
        ListingField.Sku => "default_code",
        ListingField.Weight => "weight",
        ListingField.HsCode => HsCode,
        ListingField.CountryOfOrigin => Origin,
        _ => throw new InvalidOperationException($"{field} is not written in Odoo."),
    };

    private static bool OnTemplate(ListingField field) =>
        field is ListingField.Title or ListingField.Description or ListingField.Status or ListingField.Price or ListingField.HsCode or ListingField.CountryOfOrigin;

    private Specification Build()
    {
        var named = Specification.Of("display_name");
        var template = Specification.Of("name", "active", "description_sale", "product_variant_count", "sale_ok", "company_id")
            .With("categ_id", Specification.Of("name", "parent_path"))
            .With("product_tag_ids", Specification.Of("name"))
            .With("attribute_line_ids", Specification.Of().With("attribute_id", named).With("value_ids", Specification.Of("name")));
        if (ofTemplate.ContainsKey(HsCode)) template = template.And(HsCode);
        if (ofTemplate.ContainsKey(Origin)) template = template.With(Origin, Specification.Of("code"));
        foreach (var field in ofTemplate.Keys.Where(field => !template.Fields.ContainsKey(field)))
            template = CustomForm.IsLink(field, ofTemplate) ? template.With(field, named) : template.And(field);
        var variant = Specification.Of("active", "default_code", "barcode", "lst_price", "standard_price", "weight", "is_storable")
            .With("product_template_attribute_value_ids", Specification.Of("name").With("attribute_id", named))
            .With("product_tmpl_id", template);
        return ofVariant.Keys.Where(field => !variant.Fields.ContainsKey(field))
            .Aggregate(variant, (all, field) => CustomForm.IsLink(field, ofVariant) ? all.With(field, named) : all.And(field));
    }

    private Dictionary<string, string?> Texts(OdooRecord record, CustomFieldOf of)
    {
        var known = of == CustomFieldOf.Product ? ofTemplate : ofVariant;
        return custom.Where(field => field.Of == of && known.ContainsKey(field.Field))
            .ToDictionary(field => field.Field, field => CustomForm.Text(record, field.Field, known, field.Type == "boolean"));
    }
}
