using Tandem.Grains.Ledger;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>Whose order it is in Odoo.</summary>
public sealed class CustomerTests(House19 house) : IClassFixture<House19>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_of_one_new_customer_that_arrive_together_make_one_partner()
    {
        var customer = house.Newcomer();
        var orders = Enumerable.Range(0, 4).Select(_ => house.Place(DemoOrders.Simple() with { Customer = customer })).ToList();

        await Task.WhenAll(orders.Select(order => house.Shop.Webhooks.Deliver(order, "orders/create", null, Stop)));
        foreach (var order in orders) house.InStepOnce(order, await house.Settled(order));

        var partner = Assert.Single(house.PartnersWith(customer.Email!));
        Assert.All(orders, order => Assert.Equal(House.Id(partner), Convert.ToInt32(house.InOdoo(order)[0]["partner_id"], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_guest_and_an_account_with_the_same_e_mail_share_one_partner()
    {
        var account = house.Newcomer();
        var asGuest = house.Place(DemoOrders.Guest() with { Email = account.Email!.ToUpperInvariant() });
        var asCustomer = house.Place(DemoOrders.Simple() with { Customer = account });

        await Task.WhenAll(new[] { asGuest, asCustomer }.Select(order => house.Shop.Webhooks.Deliver(order, "orders/create", null, Stop)));
        house.InStepOnce(asGuest, await house.Settled(asGuest));
        house.InStepOnce(asCustomer, await house.Settled(asCustomer));

        Assert.Single(house.PartnersWith(account.Email!));
        Assert.Equal(house.InOdoo(asGuest)[0]["partner_id"], house.InOdoo(asCustomer)[0]["partner_id"]);
    }

    [Fact]
    public async Task An_order_whose_customer_was_erased_in_Shopify_stays_whose_it_was_in_Odoo()
    {
        var customer = house.Newcomer();
        var order = house.Place(DemoOrders.Simple() with { Customer = customer });
        house.InStepOnce(order, await house.Announced(order));
        var partner = house.InOdoo(order)[0]["partner_id"];
        var people = house.Odoo.Records("res.partner").Count;

        house.Shop.Change(order, placed => placed with
        {
            Customer = customer with { FirstName = null, LastName = null, Email = null, Phone = null }, Email = null, Phone = null, BillingAddress = null, ShippingAddress = null, Note = "anonymised",
        });

        house.InStepOnce(order, await house.Announced(order, "orders/updated"));
        Assert.Equal((partner, people), (house.InOdoo(order)[0]["partner_id"], house.Odoo.Records("res.partner").Count));
    }

    [Fact]
    public async Task A_partner_that_has_the_e_mail_already_is_used()
    {
        var customer = house.Newcomer();
        var partner = Partner(customer.Email!);
        var order = house.Place(DemoOrders.Simple() with { Customer = customer });

        house.InStepOnce(order, await house.Announced(order));

        Assert.Equal(partner, Convert.ToInt32(house.InOdoo(order)[0]["partner_id"], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Two_partners_with_the_e_mail_block_the_order_until_one_is_left()
    {
        var customer = house.Newcomer();
        var (first, second) = (Partner(customer.Email!), Partner(customer.Email!));
        var order = house.Place(DemoOrders.Simple() with { Customer = customer });

        var blocker = House.TheBlockerOf(await house.Announced(order));

        Assert.Equal(BlockerCode.CustomerAmbiguous, blocker.Code);
        Assert.Contains($"{first}, {second}", blocker.Sentence, StringComparison.Ordinal);
        Assert.Empty(house.InOdoo(order));
        house.Odoo.Change("res.partner", second, new Dictionary<string, object?> { ["active"] = false });
        await house.Standings.Release(house.Domain, new ReleaseRule.WithCause(blocker.Code, blocker.Subject), Stop);
        house.InStepOnce(order, (await house.Until(order, record => record.Standing is Standing.InStep)).Standing);
    }

    [Fact]
    public async Task A_company_is_booked_with_its_contact_and_its_addresses()
    {
        var buyer = house.Newcomer();
        var order = house.Place(DemoOrders.Business() with { Customer = buyer });

        house.InStepOnce(order, await house.Announced(order));

        var company = house.Odoo.Record("res.partner", "tandem_alpha.company_9300001")!;
        Assert.Equal(true, company["is_company"]);
        Assert.Equal("Harbour Cafés Ltd", company["name"]);
        var record = house.InOdoo(order)[0];
        var children = house.Odoo.Records("res.partner").Where(partner => Number(partner["parent_id"]) == House.Id(company)).ToDictionary(House.Id);
        Assert.Equal(buyer.Email, children[Number(record["partner_id"])]["email"]);
        Assert.Equal("invoice", children[Number(record["partner_invoice_id"])]["type"]);
        Assert.Equal("delivery", children[Number(record["partner_shipping_id"])]["type"]);
    }

    [Fact]
    public async Task With_a_house_account_all_orders_are_one_partners_with_their_own_addresses()
    {
        var account = house.Odoo.Add("res.partner", new Dictionary<string, object?> { ["name"] = "Web shop customers" });
        await house.Decide(decisions => decisions with { Customers = new CustomerDecision(CustomerStrategy.HouseAccount, new OdooReference(null, account)) });
        var customer = house.Newcomer();
        var order = house.Place(DemoOrders.Simple() with { Customer = customer });

        house.InStepOnce(order, await house.Announced(order));

        var record = house.InOdoo(order)[0];
        Assert.Equal(account, Number(record["partner_id"]));
        Assert.Empty(house.PartnersWith(customer.Email!));
        Assert.NotEqual(account, Number(record["partner_shipping_id"]));
        await house.Decide(decisions => decisions);
    }

    private static int Number(object? value) => value is null or false ? 0 : Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture);

    private int Partner(string email) => house.Odoo.Add("res.partner", new Dictionary<string, object?> { ["name"] = "Known before", ["email"] = email });
}
