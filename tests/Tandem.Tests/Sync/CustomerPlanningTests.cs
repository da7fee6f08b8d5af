using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Tests.Planning;
using Xunit;

namespace Tandem.Tests.Sync;

public sealed class CustomerPlanningTests
{
    private static readonly ShopOrder Order = Sold.Order(Sold.Line("Shirt", 20m));

    [Fact]
    public void A_customer_is_matched_by_email_in_lower_case_and_kept_under_its_own_identity()
    {
        var person = Assert.IsType<CustomerRoot.Person>(Plan(Order).Root);

        Assert.Equal("ann@example.com", person.Email);
        Assert.Equal(("customer_77", "Ann Lee", "Ann@Example.com", "Shopify 77"), (person.Draft.ExternalId, person.Draft.Name, person.Draft.Email, person.Draft.Reference));
        Assert.Equal(("1 High Street", "LS1 4AP", "GB"), (person.Draft.Street, person.Draft.Zip, person.Draft.CountryCode));
    }

    [Fact]
    public void A_customer_without_email_is_matched_by_the_orders_email()
    {
        var person = Assert.IsType<CustomerRoot.Person>(Plan(Order with { Customer = Order.Customer! with { Email = "" } }).Root);

        Assert.Equal(("ann@example.com", "Ann@Example.com"), (person.Email, person.Draft.Email));
    }

    [Fact]
    public void A_customer_with_neither_name_nor_email_is_named_by_address_or_number()
    {
        var nameless = Order with { Email = null, Customer = new ShopCustomer(new CustomerId(77), null, " ", null, null, false) };

        Assert.Equal("Ann Lee", Root(nameless).Draft.Name);
        Assert.Equal("Shopify customer 77", Root(nameless with { BillingAddress = null, ShippingAddress = null }).Draft.Name);
        Assert.Null(Root(nameless).Email);
    }

    [Fact]
    public void A_guest_is_one_partner_for_each_email_however_it_is_written()
    {
        var guest = Order with { Customer = null };

        Assert.StartsWith("guest_", Root(guest).Draft.ExternalId, StringComparison.Ordinal);
        Assert.Equal(Root(guest).Draft.ExternalId, Root(guest with { Email = " ANN@example.com" }).Draft.ExternalId);
        Assert.NotEqual(Root(guest).Draft.ExternalId, Root(guest with { Email = "bob@example.com" }).Draft.ExternalId);
        Assert.Equal("1 High Street", Root(guest).Draft.Street);
    }

    [Fact]
    public void A_company_is_the_customer_and_the_person_who_ordered_its_contact()
    {
        var plan = Plan(Order with { Company = new ShopCompany(5, "Acme Ltd", 6, "Leeds", "ACME-1") });

        var company = Assert.IsType<CustomerRoot.Organisation>(plan.Root).Draft;
        Assert.Equal(("company_5", ContactKind.Company, "Acme Ltd", "ACME-1"), (company.ExternalId, company.Kind, company.Name, company.Reference));
        Assert.Equal(("customer_77", ContactKind.Contact), (plan.Contact!.ExternalId, plan.Contact.Kind));
        Assert.StartsWith("delivery_company_5_", plan.Delivery!.ExternalId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_house_account_takes_all_orders_and_keeps_their_addresses()
    {
        var rules = House with { HouseAccount = new(42) };
        var plan = CustomerPlanning.Plan(Order, rules).Plan!;

        Assert.Equal(new CustomerRoot.HouseAccount(new(42)), plan.Root);
        Assert.StartsWith("delivery_house42_", plan.Delivery!.ExternalId, StringComparison.Ordinal);
        Assert.Null(plan.Contact);
    }

    [Fact]
    public void A_house_account_that_is_not_decided_is_a_blocker_that_says_so()
    {
        var blocker = CustomerPlanning.Plan(Order, House).Blocker!;

        Assert.Equal((BlockerCode.CustomerMissing, "customers.houseAccount"), (blocker.Code, blocker.Setting));
        Assert.Equal("Order #1001 was not written to Odoo: all orders are to be booked on one house account, and none is decided. Choose it under customers.houseAccount; all orders that wait for it then go on.", blocker.Sentence);
    }

    [Fact]
    public void An_order_with_nobody_on_it_goes_to_the_house_account_or_waits_for_one()
    {
        var nobody = Order with { Customer = null, Email = null };

        Assert.Equal(new CustomerRoot.HouseAccount(new(42)), CustomerPlanning.Plan(nobody, Rules.All with { HouseAccount = new(42) }).Plan!.Root);
        Assert.Contains("it has no customer and no e-mail address", CustomerPlanning.Plan(nobody, Rules.All).Blocker!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_address_of_one_customer_is_the_same_contact_however_it_is_spaced()
    {
        var other = Sold.Address("GB") with { Street = " 1  HIGH street " };

        Assert.Equal(Delivery(Sold.Address("GB")), Delivery(other));
        Assert.StartsWith("delivery_customer_77_", Delivery(other), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("street")]
    [InlineData("zip")]
    [InlineData("country")]
    [InlineData("phone")]
    public void Another_address_is_another_contact_so_that_old_orders_keep_theirs(string field)
    {
        var address = Sold.Address("GB");
        var other = field switch
        {
            "name" => address with { Name = "Bob Lee" },
            "street" => address with { Street = "2 High Street" },
            "zip" => address with { Zip = "LS2 4AP" },
            "country" => address with { CountryCode = "IE" },
            _ => address with { Phone = "+44 113 1" },
        };

        Assert.NotEqual(Delivery(address), Delivery(other));
    }

    [Fact]
    public void Invoice_and_delivery_address_are_contacts_of_their_own_and_absent_where_Shopify_has_none()
    {
        var plan = Plan(Order with { ShippingAddress = null, BillingAddress = Sold.Address("GB") with { Company = "Acme" } });

        Assert.Equal((ContactKind.InvoiceAddress, "Acme, Ann Lee"), (plan.Invoice!.Kind, plan.Invoice.Name));
        Assert.Null(plan.Delivery);
    }

    private static Tandem.Sync.Planning.OrderRules House => Rules.Of(new OrderDecision(), new CustomerDecision(CustomerStrategy.HouseAccount));

    private static CustomerPlan Plan(ShopOrder order) => CustomerPlanning.Plan(order, Rules.All).Plan!;

    private static CustomerRoot.Person Root(ShopOrder order) => Assert.IsType<CustomerRoot.Person>(Plan(order).Root);

    private static string Delivery(ShopAddress address) => Plan(Order with { ShippingAddress = address }).Delivery!.ExternalId;
}
