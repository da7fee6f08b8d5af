using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Sales;

namespace Tandem.App.Setup;

/// <summary>What the way a company books means for a shop's orders.</summary>
internal static class BookingFindings
{
    /// <param name="active">Odoo's active currencies.</param>
    /// <param name="companies">The companies that the user works in.</param>
    /// <param name="shop">The shop's currency; null while unknown.</param>
    public static IEnumerable<SetupFinding> Of(
        ShopDecisions decisions, OdooCompanyHoldings company, IReadOnlyCollection<Currency> active, IReadOnlyCollection<string> companies, Currency? shop)
    {
        yield return SetupFinding.Fact("booking", $"“{company.Name}” keeps its books in {company.Currency}, rounds taxes {(company.Book.Rounding == TaxRounding.PerLine ? "per line" : "globally")} and keeps unit prices to {company.Book.PriceDigits} digits.");
        if (companies.Count > 1)
            yield return SetupFinding.Fact("company", $"The user works in {string.Join(", ", companies.Select(name => $"“{name}”"))}; Tandem always names “{company.Name}”.");
        foreach (var finding in Currencies(decisions, company, active, shop).Concat(Undecided(decisions, company))) yield return finding;
    }

    private static IEnumerable<SetupFinding> Currencies(ShopDecisions decisions, OdooCompanyHoldings company, IReadOnlyCollection<Currency> active, Currency? shop)
    {
        var pricelists = decisions.Orders.Pricelists.Keys.Select(code => new Currency(code)).ToList();
        if (shop is { } currency && currency != company.Currency && !pricelists.Contains(currency))
            yield return SetupFinding.Error(
                "booking", $"The shop keeps {currency} and Odoo's company {company.Currency}; Odoo takes an order's currency only from a pricelist, and none is named for {currency}.",
                $"Name a pricelist in {currency}.", $"orders.pricelists.{currency}");
        if (decisions.Orders.BookIn == BookingCurrency.Presentment && pricelists.Count == 0)
            yield return SetupFinding.Warning(
                "booking", $"Orders are booked in the buyer's currency, but no pricelist is named: orders in another currency than {company.Currency} wait.",
                "Name a pricelist for each currency that the shop sells in.", "orders.pricelists");
        foreach (var inactive in pricelists.Where(one => !active.Contains(one)))
            yield return SetupFinding.Error("booking", $"The currency {inactive} is not active in Odoo.", "Activate it in Odoo (Invoicing, Configuration, Currencies).", $"orders.pricelists.{inactive}");
        foreach (var fine in pricelists.Append(company.Currency).Distinct().Where(one => one.Digits > company.Book.PriceDigits))
            yield return SetupFinding.Warning(
                "booking", $"Amounts in {fine} have {fine.Digits} digits, but Odoo keeps unit prices to {company.Book.PriceDigits}: most orders would need two lines for a price, or a rounding line.",
                "Raise the precision of prices in Odoo (Settings, Technical, Decimal Accuracy, Product Price).");
    }

    private static IEnumerable<SetupFinding> Undecided(ShopDecisions decisions, OdooCompanyHoldings company)
    {
        if (decisions.Taxes.Count == 0)
        {
            var names = company.Taxes.Where(tax => tax is { Active: true, IsPlainPercentage: true }).Select(tax => $"“{tax.Name}”").Take(10).ToList();
            yield return SetupFinding.Warning("booking", "No tax is mapped, so every order with a tax waits.", names.Count == 0 ? "Map them under taxes." : $"Map them under taxes; Odoo has {string.Join(", ", names)}.", "taxes");
        }

        var products = decisions.Orders.LineProducts;
        (string Setting, OdooReference? Product)[] needed =
            [("shipping", products.Shipping), ("tip", products.Tip), ("duty", products.Duty), ("fee", products.Fee), ("custom", products.Custom), ("giftCard", products.GiftCard), ("rounding", products.Rounding)];
        var open = needed.Where(one => one.Product is null).Select(one => one.Setting).ToList();
        if (open.Count > 0) yield return SetupFinding.Fact("booking", $"Undecided under orders.lineProducts: {string.Join(", ", open)}. Orders that need one wait.");
        if (decisions.Customers.HouseAccount is null)
            yield return SetupFinding.Fact("booking", "No house account is named: orders without customer and e-mail address wait.");
    }
}
