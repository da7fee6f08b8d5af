using Tandem.Sandbox.Odoo;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Sandbox.House;

/// <summary>What the practice shop's people decided.</summary>
public static class PracticeDecisions
{
    /// <summary>The environment variable that the file names for Odoo's key.</summary>
    public const string SecretVariable = "PRACTICE_ODOO_KEY";

    public static ShopDecisions Of(string shop, PracticeOdoo odoo)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        return new ShopDecisions
        {
            Shop = ShopDomain.Parse(shop),
            Odoo = new OdooDecision(odoo.Address, odoo.Database, odoo.User, SecretVariable, Named("Practice Ltd")),
            Customers = new CustomerDecision(CustomerStrategy.MatchEmail),
            Products = new ProductDecision(VariantIdentity.Sku, ProductIdentity.InternalReference),
            Orders = new OrderDecision
            {
                SalesTeam = Named("Sales"),
                Warehouse = Named("WH"),
                LineProducts = new LineProductsDecision
                {
                    Shipping = Named("SHIP"), Tip = Named("Tip"), Duty = Named("Duty"), Fee = Named("Fee"), Custom = Named("Custom item"),
                    Discount = Named("Discount"), Rounding = Named("Rounding"), GiftCard = Named("Gift card"),
                },
            },
            Taxes =
            [
                new TaxDecision("VAT", 0.2m, null, null, true, Named("VAT 20%")),
                new TaxDecision("VAT", 0.2m, null, null, false, Named("VAT 20% on top")),
                new TaxDecision("State tax", 0.04m, null, null, null, Named("State 4%")),
                new TaxDecision("County tax", 0.0125m, null, null, null, Named("County 1.25%")),
                new TaxDecision("City tax", 0.04875m, null, null, null, Named("City 4.875%")),
                .. Texas,
            ],
        };
    }

    /// <summary>The same for an Odoo from outside, which was prepared for trials: Texan taxes, and products for lines by their names.</summary>
    public static ShopDecisions OfOutside(string shop, OdooAccess odoo, string company)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        return new ShopDecisions
        {
            Shop = ShopDomain.Parse(shop),
            Odoo = new OdooDecision(odoo.Url, odoo.Database, odoo.User, SecretVariable, Named(company)),
            Customers = new CustomerDecision(CustomerStrategy.MatchEmail),
            Products = new ProductDecision(VariantIdentity.Sku, ProductIdentity.InternalReference),
            Orders = new OrderDecision
            {
                SalesTeam = Named("Sales"),
                Warehouse = Named("WH"),
                LineProducts = new LineProductsDecision
                {
                    Shipping = Named("SHIP"), Tip = Named("Tip"), Duty = Named("Duty"), Fee = Named("Fee"), Custom = Named("Custom item"), Rounding = Named("Rounding"),
                },
            },
            Taxes = Texas,
        };
    }

    private static IReadOnlyList<TaxDecision> Texas =>
    [
        new TaxDecision("Texas State Tax", 0.0625m, null, null, null, Named(TexasOrders.StateTax)),
        new TaxDecision("Austin City Tax", 0.02m, null, null, null, Named(TexasOrders.CityTax)),
    ];

    private static OdooReference Named(string name) => new(name, null);
}
