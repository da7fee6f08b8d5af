namespace Tandem.Sync.Listings;

/// <summary>One rule of a pricelist (product.pricelist.item), in Odoo's own words.</summary>
public sealed record PriceRule
{
    /// <summary><c>0_product_variant</c>, <c>1_product</c>, <c>2_product_category</c> or <c>3_global</c>.</summary>
    public required string AppliedOn { get; init; }
    public int? Product { get; init; }
    public int? Template { get; init; }
    public int? Category { get; init; }
    public decimal MinQuantity { get; init; }
    public DateTimeOffset? Start { get; init; }
    public DateTimeOffset? End { get; init; }

    /// <summary><c>fixed</c>, <c>percentage</c> or <c>formula</c>.</summary>
    public required string Compute { get; init; }
    public decimal Fixed { get; init; }
    public decimal Percent { get; init; }

    /// <summary><c>list_price</c>, <c>standard_price</c> or <c>pricelist</c>.</summary>
    public string Base { get; init; } = "list_price";
    public decimal Discount { get; init; }
    public decimal Markup { get; init; }
    public decimal Round { get; init; }
    public decimal Surcharge { get; init; }
    public decimal MinMargin { get; init; }
    public decimal MaxMargin { get; init; }
}

/// <summary>What a price is made of.</summary>
/// <param name="Categories">The product's category and those above it.</param>
public sealed record PricedProduct(int Product, int Template, IReadOnlyList<int> Categories, decimal SalesPrice, decimal Cost);

/// <summary>A pricelist's prices for one piece, as Odoo computes them.</summary>
/// <param name="Rules">In Odoo's order: the first that applies decides.</param>
/// <param name="Foreign">It keeps another currency than the company, so that sales prices would have to be converted.</param>
public sealed record PriceRules(string Name, Currency Currency, bool Foreign, IReadOnlyList<PriceRule> Rules)
{
    public QuotedPrice Of(PricedProduct product, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(product);
        var rule = Rules.FirstOrDefault(one => Applies(one, product, now));
        if (rule is { Compute: "fixed" }) return Rounded(rule.Fixed);
        if (Foreign) return new QuotedPrice(null, $"The pricelist “{Name}” is in {Currency} and has no fixed price for it, so it would follow the day's exchange rate. Give it a fixed price there.");
        if (rule is null) return Rounded(product.SalesPrice);
        if (rule.Base == "pricelist") return new QuotedPrice(null, $"The pricelist “{Name}” takes it from another pricelist. Name that pricelist, or give it a price of its own.");
        var start = rule.Base == "standard_price" ? product.Cost : product.SalesPrice;
        return Rounded(rule.Compute == "percentage" ? start - (start * rule.Percent / 100m) : Formula(rule, start));
    }

    private static bool Applies(PriceRule rule, PricedProduct product, DateTimeOffset now) =>
        rule.MinQuantity <= 1m && !(rule.Start > now) && !(rule.End < now) && rule.AppliedOn switch
        {
            "0_product_variant" => rule.Product == product.Product,
            "1_product" => rule.Template == product.Template,
            "2_product_category" => rule.Category is { } category && product.Categories.Contains(category),
            _ => true,
        };

    private static decimal Formula(PriceRule rule, decimal start)
    {
        var price = start - (start * (rule.Base == "standard_price" ? -rule.Markup : rule.Discount) / 100m);
        if (rule.Round != 0m) price = Math.Round(price / rule.Round, MidpointRounding.AwayFromZero) * rule.Round;
        price += rule.Surcharge;
        if (rule.MinMargin != 0m) price = Math.Max(price, start + rule.MinMargin);
        return rule.MaxMargin != 0m ? Math.Min(price, start + rule.MaxMargin) : price;
    }

    private QuotedPrice Rounded(decimal price) => new(Math.Round(price, Currency.Digits, MidpointRounding.AwayFromZero), null);
}
