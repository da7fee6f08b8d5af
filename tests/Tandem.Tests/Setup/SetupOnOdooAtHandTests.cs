using Tandem.Odoo;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Tests.Fixtures;
using Tandem.Tests.Odoo.Contracts;
using Xunit;

namespace Tandem.Tests.Setup;

/// <summary>On the Odoo at hand: the one that is named, or the practice one.</summary>
public sealed class SetupOnOdooAtHandTests(SqliteLedger ledger, OdooAtHand hand) : IClassFixture<SqliteLedger>, IClassFixture<OdooAtHand>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_Odoo_at_hand_holds_is_found_by_name_and_by_id()
    {
        await using var desk = new SetupDesk(ledger, hand.Secret);
        var decisions = await Decisions(desk);

        var code = await desk.With("check", decisions);
        TestContext.Current.TestOutputHelper?.WriteLine(desk.Said);
        Assert.True(code == 0, desk.Said);
    }

    [Fact]
    public async Task What_the_Odoo_at_hand_does_not_hold_is_listed_at_once()
    {
        await using var desk = new SetupDesk(ledger, hand.Secret);
        var decisions = await Decisions(desk);
        var missing = new OdooReference("No such thing 4711", null);
        decisions = decisions with
        {
            Customers = new CustomerDecision(CustomerStrategy.HouseAccount, missing),
            Orders = decisions.Orders with
            {
                Warehouse = missing, SalesTeam = missing, Pricelists = new Dictionary<string, OdooReference> { ["EUR"] = missing },
                LineProducts = new LineProductsDecision { Tip = missing, Fee = new OdooReference(null, 99_999_999) },
            },
            Taxes = [new TaxDecision("VAT", 0.2m, null, null, null, missing)],
        };

        Assert.Equal(1, await desk.With("check", decisions));
        TestContext.Current.TestOutputHelper?.WriteLine(desk.Said);
        foreach (var setting in new[] { "customers.houseAccount", "orders.warehouse", "orders.salesTeam", "orders.pricelists.EUR", "orders.lineProducts.tip", "orders.lineProducts.fee", "taxes[0].odooTax" })
            Assert.Contains($"{setting}: There is no", desk.Said, StringComparison.Ordinal);
    }

    private async Task<ShopDecisions> Decisions(SetupDesk desk)
    {
        var connection = new OdooDecision(hand.Url, hand.Database, hand.User, SetupDesk.Secret, default);
        var odoo = desk.Get<IOdooClients>().For(new OdooConnection(connection.Url, connection.Database, connection.User, new OdooSecret(hand.Secret)));
        var session = await odoo.Session(Stop);
        var company = (await odoo.Read("res.users", [session.User], ["company_id"], OdooContext.Plain, Stop))[0].Link("company_id")!.Value;
        async Task<OdooRecord> First(string model, params (string Field, object Value)[] conditions) =>
            (await odoo.SearchRead(model, conditions.Aggregate(Domain.All, (domain, one) => domain.And(one.Field, "=", one.Value)), ["name"], OdooContext.In(company.Id), Stop, 1))[0];
        var tax = await First("account.tax", ("type_tax_use", "sale"), ("amount_type", "percent"), ("company_id", company.Id));
        var rate = (await odoo.Read("account.tax", [tax.Id], ["amount"], OdooContext.Plain, Stop))[0].Amount("amount") / 100m;
        return new ShopDecisions
        {
            Shop = ShopDomain.Parse("alpha.myshopify.com"),
            Odoo = connection with { Company = new OdooReference(company.Name, null) },
            Customers = new CustomerDecision(CustomerStrategy.MatchEmail),
            Products = new ProductDecision(VariantIdentity.Sku, ProductIdentity.InternalReference),
            Orders = new OrderDecision
            {
                Warehouse = new OdooReference((await First("stock.warehouse", ("company_id", company.Id))).Text("name"), null),
                LineProducts = new LineProductsDecision { Shipping = new OdooReference(null, (await First("product.product", ("type", "service"))).Id) },
            },
            Taxes = [new TaxDecision("VAT", rate, null, null, null, new OdooReference(null, tax.Id))],
        };
    }
}
