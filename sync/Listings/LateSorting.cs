using System.Globalization;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Sync.Listings;

/// <summary>Says of each variant that came later what it is on the other side, is to become there, or why it becomes nothing.</summary>
internal sealed class LateSorting(ProductDecision rule, ShopListing listing, LateGoods goods, bool made)
{
    private readonly List<LinkedVariant> free = [.. goods.Free];
    private readonly List<ListingVariant> unlinked = [.. listing.Variants.Where(variant => !goods.Linked.Contains(variant.Id))];
    private readonly List<ListingVariant> onlyInShopify = [];

    public List<SameVariant> Same { get; } = [];

    public List<DraftVariant> ToShopify { get; } = [];

    public List<ListingVariant> ToOdoo { get; } = [];

    public List<string> Open { get; } = [];

    public List<string> Left { get; } = [];

    public void Sort()
    {
        foreach (var variant in unlinked) Find(variant);
        Toward(rule.Listings.InOdoo.Create, onlyInShopify, variant => variant.Sku ?? variant.Title, ToOdooOrOpen, LateText.LeftInShopify);
        List<LinkedVariant> onlyInOdoo = goods.Template is { Sellable: true, Active: true } ? [.. free.Where(one => one.Variant.Active)] : [];
        Toward(rule.Listings.InShopify.Create, onlyInOdoo, Name, ToShopifyOrOpen, LateText.LeftInOdoo);
    }

    private void Toward<T>(bool create, List<T> lacking, Func<T, string> name, Action<T> make, Func<IReadOnlyList<string>, string> left)
    {
        if (create) lacking.ForEach(make);
        else if (lacking.Count > 0) Left.Add(left([.. lacking.Select(name)]));
    }

    /// <summary>What both sides have already is linked, not made; where codes speak against it, a person decides.</summary>
    private void Find(ListingVariant variant)
    {
        if (free.Where(one => Combination.IsSame(variant, one)).ToList() is not [var same])
        {
            onlyInShopify.Add(variant);
            return;
        }

        free.Remove(same);
        var (here, there) = (Code(variant), Code(same.Variant));
        if (here is not null && there is not null && here != there) Open.Add(LateText.CodesDiffer(rule, listing, variant, here, there));
        else if (Others(variant, here ?? there) || goods.InOdoo.Any(product => product.Id != same.Variant.Id && IsNear(product, here))) Open.Add(LateText.Ambiguous(rule, listing, variant, here ?? there));
        else if (here is null && there is null) Open.Add(LateText.NoCode(rule, listing, variant));
        else if (there is null ? !rule.Listings.InOdoo.Create : here is null && !rule.Listings.InShopify.Create) Left.Add(LateText.LeftInShopify([variant.Sku ?? variant.Title]));
        // What is archived comes back with its attribute's value, which may have gone as well.
        else if (!same.Variant.Active && !made) ToOdooOrOpen(variant);
        else Same.Add(new SameVariant(variant, same));
    }

    private void ToOdooOrOpen(ListingVariant variant)
    {
        if (ObstacleInOdoo(variant) is { } sentence) Open.Add(sentence);
        else ToOdoo.Add(variant);
    }

    private void ToShopifyOrOpen(LinkedVariant one)
    {
        if (ObstacleInShopify(one) is { } sentence) Open.Add(sentence);
        else ToShopify.Add(new DraftVariant(one.Variant.Id, [.. one.Variant.Attributes.Where(value => Options.Contains(value.Name))], NewListing.OfVariant(one), one.Variant.Storable));
    }

    private string? ObstacleInOdoo(ListingVariant variant)
    {
        if (goods.Template is not { } template) return LateText.SeveralProducts(rule, listing, variant);
        if (Code(variant) is not { } code) return LateText.NoCode(rule, listing, variant);
        if (Others(variant, code) || listing.Variants.Any(other => other.Id != variant.Id && Code(other) == code) || goods.InOdoo.Any(product => IsNear(product, code))) return LateText.Ambiguous(rule, listing, variant, code);
        var options = Combination.Of(variant).Select(option => option.Name).ToList();
        return options.Find(option => template.Attributes.All(attribute => attribute.Name != option)) is { } unknown ? LateText.NoAttribute(listing, variant, unknown)
            : template.Attributes.FirstOrDefault(attribute => attribute.Values.Count > 1 && !options.Contains(attribute.Name)) is { } more ? LateText.NoOption(listing, variant.Title, more.Name)
            : null;
    }

    private string? ObstacleInShopify(LinkedVariant one)
    {
        var (name, code) = (Name(one), Code(one.Variant));
        if (goods.Elsewhere) return LateText.SeveralListings(rule, listing, name);
        if (code is null) return LateText.NoReference(rule, listing, name);
        if (free.Any(other => other != one && Code(other.Variant) == code)) return LateText.SameReference(rule, listing, name, code);
        if (goods.InShopify.FirstOrDefault(row => row.Code == code) is { } row) return LateText.CodeTaken(rule, listing, name, row);
        if (Options.FirstOrDefault(option => one.Variant.Attributes.Count(value => value.Name == option) != 1) is { } lacking) return LateText.NoValue(listing, name, lacking);
        if (one.Variant.Attributes.FirstOrDefault(value => !Options.Contains(value.Name) && Combination.IsChoice(one.Template, value.Name)) is { Name: { } more }) return LateText.NoOption(listing, name, more);
        if (listing.Variants.FirstOrDefault(variant => Combination.IsSame(variant, one)) is { } taken) return LateText.CombinationTaken(listing, name, taken);
        return listing.Variants.Count + ToShopify.Count >= NewListing.MostVariants
            ? string.Create(CultureInfo.InvariantCulture, $"{name} of “{listing.Title}” is not made in Shopify, which takes {NewListing.MostVariants:#,0} variants of a product. Split it in Odoo.") : null;
    }

    /// <summary>The options that the product has in Shopify.</summary>
    private HashSet<string> Options => [.. listing.Variants.SelectMany(Combination.Of).Select(option => option.Name)];

    private string Name(LinkedVariant one) =>
        Code(one.Variant) is { } code ? $"{Combination.Named(one.Variant.Attributes, one.Template.Name)} ({code})" : Combination.Named(one.Variant.Attributes, one.Template.Name);

    private bool Others(ListingVariant variant, string? code) => code is not null && goods.InShopify.Any(row => row.Code == code && row.Variant != variant.Id);

    private bool IsNear(CatalogueProduct product, string? code) => code is not null && Codes.Of(product, rule) is { } other && Codes.Folded(other) == Codes.Folded(code);

    private string? Code(ListingVariant variant) => Codes.Bare(rule.Shopify == VariantIdentity.Sku ? variant.Sku : variant.Barcode);

    private string? Code(OdooVariant variant) => Codes.Bare(rule.Odoo == ProductIdentity.InternalReference ? variant.Reference : variant.Barcode);
}
