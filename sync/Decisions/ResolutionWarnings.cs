using System.Globalization;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Decisions;

/// <summary>What would not stop orders by itself, but is seldom meant.</summary>
internal static class ResolutionWarnings
{
    // A gift card or a custom line may well be goods; the others have nothing to deliver.
    private static readonly string[] MayBeGoods = ["orders.lineProducts.custom", "orders.lineProducts.giftCard"];

    public static IReadOnlyList<DecisionsProblem> Of(
        ShopDecisions decisions, IEnumerable<(NeededReference Needed, OdooCandidate? Chosen)> choices, OdooCompanyHoldings? company)
    {
        var warnings = new List<DecisionsProblem>();
        foreach (var (needed, chosen) in choices)
        {
            if (chosen is null) continue;
            if (needed.Kind == ReferenceKind.Product) warnings.AddRange(OfProduct(needed, chosen));
        }

        foreach (var (index, tax) in decisions.Taxes.Index())
        {
            var path = Resolution.TaxPath(index);
            var chosen = choices.FirstOrDefault(choice => choice.Needed.Path == path).Chosen;
            if (company?.Taxes.FirstOrDefault(one => one.Id.Value == chosen?.Id) is { } odooTax) warnings.AddRange(OfTax(path, tax, odooTax, company));
            if (tax is { OdooTax: null, Rate: > 0m })
                warnings.Add(new DecisionsProblem(path, $"Shopify's tax “{tax.Title}” of {Percent(tax.Rate * 100m)} is booked without a tax.", "Where a buyer paid it on top of prices, the order stops; name a tax if that is not meant."));
        }

        if (company is not null) warnings.AddRange(OfRounding(decisions, company));
        return warnings;
    }

    private static IEnumerable<DecisionsProblem> OfProduct(NeededReference needed, OdooCandidate product)
    {
        if (!product.Service && !MayBeGoods.Contains(needed.Path))
            yield return new DecisionsProblem(needed.Path, $"The product {product} is goods in Odoo, so each order would wait for its delivery.", "Make it a service in Odoo.");
        if (!product.Sellable)
            yield return new DecisionsProblem(needed.Path, $"The product {product} is not offered for sale in Odoo.", "Tick “Sales” on the product, so that people can edit its lines.");
    }

    private static IEnumerable<DecisionsProblem> OfTax(string path, TaxDecision tax, OdooTax odooTax, OdooCompanyHoldings company)
    {
        if (odooTax.TotalPercent != tax.Rate * 100m)
            yield return new DecisionsProblem(path, $"Shopify's tax “{tax.Title}” of {Percent(tax.Rate * 100m)} goes to Odoo's tax “{odooTax.Name}” of {Percent(odooTax.TotalPercent)}.", "This is right only where several of Shopify's taxes together make up that one; else name a tax of the same rate.");
        if (odooTax is { IsPlainPercentage: true } && tax.Included is { } included && odooTax.Parts[0].PriceIncluded != included)
            yield return new DecisionsProblem(
                path,
                $"Shopify's prices {(included ? "contain" : "do not contain")} the tax “{tax.Title}”, Odoo's tax “{odooTax.Name}” {(included ? "is added to prices" : "is contained in them")}, and Odoo keeps unit prices to {company.Book.PriceDigits} digits: {(company.Book.PriceDigits <= company.Currency.Digits ? "converted prices often need two lines or a rounding line" : "each price is converted, and some orders need a rounding line")}.",
                $"Name a tax that is {(included ? "included in prices" : "added to prices")}{(company.Book.PriceDigits <= company.Currency.Digits ? ", or raise the precision of prices in Odoo (Settings, Technical, Decimal Accuracy, Product Price)" : "")}.");
    }

    /// <summary>The way a company rounds, against what Shopify does: it rounds each tax of each line.</summary>
    private static IEnumerable<DecisionsProblem> OfRounding(ShopDecisions decisions, OdooCompanyHoldings company)
    {
        if (company.Book.Rounding == TaxRounding.Globally)
            yield return new DecisionsProblem(
                "odoo.company", $"“{company.Name}” rounds taxes globally in Odoo and Shopify rounds them line by line: about every third order carries a visible rounding line.",
                "Choose rounding per line in Odoo (Invoicing, Configuration, Settings, Taxes, Rounding Method).");
        var limit = decisions.Orders.RoundingLimit;
        foreach (var currency in decisions.Orders.Pricelists.Keys.Select(code => new Currency(code)).Append(company.Currency).Distinct())
            if (limit is > 0m and < 1m && currency.Digits == 0)
                yield return new DecisionsProblem(
                    "orders.roundingLimit", $"Amounts in {currency} have no decimals, so the rounding limit of {limit.ToString("0.####", CultureInfo.InvariantCulture)} allows no rounding line there: an order that rounding moves by 1 {currency} waits.",
                    "Write 1 or more if such orders are to be booked; the limit is in each order's own currency.");
    }

    private static string Percent(decimal percent) => percent.ToString("0.####", CultureInfo.InvariantCulture) + " %";
}
