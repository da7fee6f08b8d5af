using Tandem.Sandbox.Odoo;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Tests.Setup;

/// <summary>Decisions that fit a practice Odoo as it is seeded.</summary>
internal static class PracticeSetup
{
    public static readonly ShopDomain Shop = ShopDomain.Parse("alpha.myshopify.com");

    public static ShopDecisions For(PracticeOdoo odoo) => new()
    {
        Shop = Shop,
        Odoo = new OdooDecision(odoo.Address, odoo.Database, odoo.User, SetupDesk.Secret, Named("Practice Ltd")),
        Customers = new CustomerDecision(CustomerStrategy.MatchEmail),
        Products = new ProductDecision(VariantIdentity.Sku, ProductIdentity.InternalReference),
        Orders = new OrderDecision
        {
            Warehouse = Named("WH"),
            SalesTeam = Named("Sales"),
            Pricelists = new Dictionary<string, OdooReference> { ["EUR"] = Named("EUR") },
            LineProducts = new LineProductsDecision { Shipping = Named("SHIP"), Tip = Named("Tip"), Rounding = Named("Rounding") },
        },
        Taxes = [new TaxDecision("VAT", 0.2m, null, null, null, Named("VAT 20%"))],
    };

    public static OdooReference Named(string name) => new(name, null);
}
