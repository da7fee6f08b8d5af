namespace Tandem.Sync.Decisions;

/// <summary>Whose word about a field counts; the other side is brought to it.</summary>
public enum FieldOwner
{
    /// <summary>Nobody's: the field is not carried.</summary>
    None,
    Odoo,
    Shopify,
}

/// <summary>The fields of a product and its variants that both systems have.</summary>
public enum ListingField
{
    Title,
    Description,
    Vendor,
    Type,
    Tags,
    Status,
    Price,
    CompareAtPrice,
    Cost,
    Barcode,
    Sku,
    Weight,
    HsCode,
    CountryOfOrigin,

    /// <summary>The product's own image.</summary>
    Image,
}

/// <summary>How a product begins in Shopify that Odoo had first.</summary>
public enum NewListingStatus
{
    Draft,
    Active,
}

/// <summary>How products go between the two systems; as it stands, nothing of them does.</summary>
public sealed record ListingDecision
{
    /// <summary>Whose each field is; one that is not named is nobody's.</summary>
    public IReadOnlyDictionary<ListingField, FieldOwner> Owners { get; init; } = new Dictionary<ListingField, FieldOwner>();

    /// <summary>What prices are taken from; null takes Odoo's sales price.</summary>
    public OdooReference? Pricelist { get; init; }

    /// <summary>What the price before a reduction is taken from.</summary>
    public OdooReference? CompareAtPricelist { get; init; }

    /// <summary>The field of Odoo's product that says who Shopify's vendor is, such as <c>x_brand</c>.</summary>
    public string? VendorField { get; init; }

    public NewListings InShopify { get; init; } = new();

    public NewProducts InOdoo { get; init; } = new();

    /// <summary>Whether anything of a product is carried at all.</summary>
    public bool Moves => Owners.Values.Any(owner => owner != FieldOwner.None) || InShopify.Create || InOdoo.Create;

    public FieldOwner OwnerOf(ListingField field) => Owners.GetValueOrDefault(field);
}

/// <summary>Products that Odoo sells and Shopify does not have.</summary>
public sealed record NewListings(bool Create = false, NewListingStatus Status = NewListingStatus.Draft);

/// <summary>Products that Shopify has and Odoo does not.</summary>
public sealed record NewProducts
{
    public bool Create { get; init; }

    /// <summary>Null takes Odoo's own.</summary>
    public OdooReference? Category { get; init; }

    /// <summary>The sales taxes; none books them without.</summary>
    public IReadOnlyList<OdooReference> Taxes { get; init; } = [];

    /// <summary>Odoo keeps stock of them.</summary>
    public bool Storable { get; init; } = true;
}

/// <summary>What a custom field belongs to.</summary>
public enum CustomFieldOf
{
    Product,
    Variant,

    /// <summary>Carried with the customer's latest order.</summary>
    Customer,
    Order,
}

/// <summary>A field of Odoo and the metafield that it is in Shopify.</summary>
/// <param name="Field">Its technical name on product.template, product.product, res.partner or sale.order, such as <c>x_material</c>.</param>
/// <param name="Type">The metafield's type, such as <c>single_line_text_field</c>.</param>
public sealed record CustomFieldDecision(CustomFieldOf Of, string Field, string Namespace, string Key, string Type, FieldOwner Owner)
{
    /// <summary>How the metafield is called in sentences and rows.</summary>
    public string Name => $"{Namespace}.{Key}";

    public bool OfCatalogue => Of is CustomFieldOf.Product or CustomFieldOf.Variant;
}
