namespace Tandem.Sync.Listings;

/// <summary>A price of a product and what each value of its options adds to it: how Odoo keeps what variants cost.</summary>
/// <param name="Extra">By option and value; nothing is less than nothing.</param>
public sealed record PriceParts(decimal Base, IReadOnlyDictionary<(string Name, string Value), decimal> Extra)
{
    /// <summary>The parts that add up to exactly what each variant costs; null where there are none.</summary>
    public static PriceParts? Of(IReadOnlyList<(IReadOnlyList<(string Name, string Value)> Options, decimal Price)> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        if (variants.Count == 0) return null;
        // The first variant is what the others are compared with: its values add nothing.
        var price = variants[0].Price;
        var extra = variants[0].Options.ToDictionary(option => option, _ => 0m);
        while (variants.Where(variant => Unknown(variant) > 0).OrderBy(Unknown).FirstOrDefault() is { Options: not null } next)
        {
            // Where several are unknown at once, only what they add together counts.
            List<(string, string)> unknown = [.. next.Options.Where(option => !extra.ContainsKey(option))];
            foreach (var one in unknown.Skip(1)) extra[one] = 0m;
            extra[unknown[0]] = next.Price - price - Sum(next.Options.Where(option => option != unknown[0]));
        }

        if (variants.Any(variant => price + Sum(variant.Options) != variant.Price)) return null;
        var least = extra.GroupBy(one => one.Key.Name).ToDictionary(option => option.Key, option => option.Min(one => one.Value));
        var start = price + least.Values.Sum();
        return start < 0m ? null : new PriceParts(start, extra.ToDictionary(one => one.Key, one => one.Value - least[one.Key.Name]));

        decimal Sum(IEnumerable<(string, string)> options) => options.Sum(option => extra[option]);
        int Unknown((IReadOnlyList<(string Name, string Value)> Options, decimal Price) variant) => variant.Options.Count(option => !extra.ContainsKey(option));
    }

    /// <summary>What values that a product got just now have to add for its new variants to cost what they do in Shopify, the prices of all others left as they are; values that cannot are missing.</summary>
    /// <param name="before">The product without these values.</param>
    public static IReadOnlyDictionary<(string Name, string Value), decimal> Added(IReadOnlyList<SameVariant> variants, OdooTemplate before)
    {
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(before);
        return variants.Select(one => (New: one.Odoo.Variant.Attributes.Where(IsNew).ToList(), More: one.Shopify.Price - one.Odoo.Variant.SalesPrice)).Where(one => one.New.Count == 1)
            .GroupBy(one => one.New[0], one => one.More).Where(value => value.Distinct().Count() == 1 && value.First() != 0m).ToDictionary(value => value.Key, value => value.First());

        bool IsNew((string Name, string Value) value) => before.Attributes.All(attribute => attribute.Name != value.Name || !attribute.Values.Contains(value.Value));
    }

    /// <summary>Of what Shopify's variants cost that are variants of one product in Odoo, by the values that they have there; null where no parts add up to that.</summary>
    public static PriceParts? Of(ShopListing listing, IReadOnlyDictionary<VariantId, LinkedVariant> linked, OdooId<Template> template)
    {
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentNullException.ThrowIfNull(linked);
        // A pack has a price of its own, and what stands for one product more than once has no one price.
        var sold = listing.Variants.Where(variant => linked.TryGetValue(variant.Id, out var one) && one.Template.Id == template && one.Units == 1m).Select(variant => (Shopify: variant, Odoo: linked[variant.Id])).ToList();
        return sold.Select(one => one.Odoo.Variant.Id).Distinct().Count() != sold.Count ? null : Of([.. sold.Select(one => (one.Odoo.Variant.Attributes, one.Shopify.Price))]);
    }
}
