using System.Text.RegularExpressions;

namespace Tandem.Sync.Decisions;

/// <summary>Reads how products go between the two systems, and which custom fields are which metafields.</summary>
internal static partial class ListingSection
{
    /// <summary>What Odoo has no single field for that could be written; only Odoo can own it.</summary>
    private static readonly ListingField[] OfOdooOnly = [ListingField.Vendor, ListingField.Type, ListingField.Tags, ListingField.CompareAtPrice, ListingField.Image];

    private static readonly string[] Types =
        ["single_line_text_field", "multi_line_text_field", "number_integer", "number_decimal", "boolean", "date", "url"];

    public static ListingDecision Read(Section products)
    {
        var owners = Owners(products.Inner("owners"));
        var decision = new ListingDecision
        {
            Owners = owners,
            Pricelist = products.Reference("pricelist"),
            CompareAtPricelist = products.Reference("compareAtPricelist"),
            VendorField = Field(products, "vendorField"),
            InShopify = InShopify(products.Inner("inShopify")),
            InOdoo = InOdoo(products.Inner("inOdoo")),
        };
        if (decision.OwnerOf(ListingField.Vendor) == FieldOwner.Odoo && !products.States("vendorField"))
            products.Wrong("owners", "Odoo is to own the vendor, but no field of its products says who that is.", "Add \"vendorField\": \"x_brand\", the technical name of the field, or take the vendor out.");
        if (decision.OwnerOf(ListingField.CompareAtPrice) == FieldOwner.Odoo && !products.States("compareAtPricelist"))
            products.Wrong("owners", "Odoo is to own the compare-at price, but no pricelist says what it is.", "Add \"compareAtPricelist\", a pricelist's name or id in Odoo, or take the compare-at price out.");
        if (decision.OwnerOf(ListingField.Price) == FieldOwner.Shopify && products.States("pricelist"))
            products.Wrong("pricelist", "Shopify is to own the price, and a pricelist is not written.", "Take the pricelist out: the price then goes to Odoo's sales price. Or let Odoo own the price.");
        return decision;
    }

    public static IReadOnlyList<CustomFieldDecision> Custom(IReadOnlyList<Section> sections)
    {
        var fields = new List<CustomFieldDecision>();
        foreach (var section in sections)
        {
            var of = section.Choice<CustomFieldOf>("of", required: true);
            var field = Field(section, "odooField", required: true);
            var (space, key, type) = (section.Text("namespace", required: true), section.Text("key", required: true), section.Text("type", required: true));
            var owner = section.Choice<FieldOwner>("owner", required: true);
            if (of is null || field is null || space is null || key is null || type is null || owner is null) continue;
            if (!Types.Contains(type)) section.Wrong("type", $"“{Hints.Short(type)}” is no type of metafield that Tandem carries.", $"Write one of {string.Join(", ", Types)}.");
            else if (fields.Any(other => other.Of == of && (other.Field == field || (other.Namespace == space && other.Key == key))))
                section.Wrong("key", $"{space}.{key} or {field} is named twice.", "Keep one of the entries.");
            else fields.Add(new CustomFieldDecision(of.Value, field, space, key, type, owner.Value));
        }

        return fields;
    }

    private static Dictionary<ListingField, FieldOwner> Owners(Section? section)
    {
        var owners = new Dictionary<ListingField, FieldOwner>();
        if (section is null) return owners;
        foreach (var field in Enum.GetValues<ListingField>())
        {
            var word = DecisionWords.Of(field);
            if (section.Choice<FieldOwner>(word) is not { } owner) continue;
            if (owner == FieldOwner.Shopify && OfOdooOnly.Contains(field))
                section.Wrong(word, $"Shopify cannot own {word}: Odoo has no field of its own that could be written.", "Write \"odoo\" or \"none\".");
            else if (owner != FieldOwner.None) owners[field] = owner;
        }

        return owners;
    }

    private static NewListings InShopify(Section? section)
    {
        var usual = new NewListings();
        return section is null ? usual : new NewListings(section.Flag("create") ?? usual.Create, section.Choice<NewListingStatus>("status") ?? usual.Status);
    }

    private static NewProducts InOdoo(Section? section)
    {
        var usual = new NewProducts();
        return section is null ? usual : new NewProducts
        {
            Create = section.Flag("create") ?? usual.Create,
            Category = section.Reference("category"),
            Taxes = section.References("taxes"),
            Storable = section.Flag("storable") ?? usual.Storable,
        };
    }

    private static string? Field(Section section, string key, bool required = false)
    {
        if (section.Text(key, required) is not { } text) return null;
        if (FieldName().IsMatch(text)) return text;
        section.Wrong(key, $"“{Hints.Short(text)}” is no technical name of a field.", $"Write {Hints.Example(section.PathOf(key))}, as Odoo shows it with the developer mode on.");
        return null;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*\z")]
    private static partial Regex FieldName();
}
