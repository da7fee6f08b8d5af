using Tandem.App.Admin;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Shopify.Orders;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>What a person decides about one order by hand holds until the order changes in a way that matters.</summary>
public sealed class HandMarkTests(House19 house) : IClassFixture<House19>
{
    private static readonly StaffMember Ada = new("42", "Ada", true, new HashSet<Role>());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_left_out_stays_out_whatever_happens_to_it_until_what_was_sold_changes()
    {
        var order = await Blocked();

        Assert.Contains("Say why", await Decide(order, HandMarkKind.LeftOut, " "), StringComparison.Ordinal);
        Assert.Null(await Decide(order, HandMarkKind.LeftOut, "A colleague's sample"));
        var left = await house.Until(order, record => record.Standing is Standing.ExcludedByRule);
        Assert.Contains("left out by Ada (staff member 42)", ((Standing.ExcludedByRule)left.Standing).Rule, StringComparison.Ordinal);
        Assert.Contains("A colleague's sample.", ((Standing.ExcludedByRule)left.Standing).Rule, StringComparison.Ordinal);

        house.Shop.Desk.Edit(order, new OrderEdit { Note = "Gift", Tags = ["vip"] });
        house.Shop.Desk.MarkAsPaid(order);
        Assert.IsType<Standing.ExcludedByRule>(await house.Settled(order));

        house.Shop.Desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [0] = 5 } });
        await house.Until(order, record => record.Standing is Standing.BlockedBy);
        var story = await house.Get<IActivity>().Of(house.Key(order), new Page(100), Stop);
        Assert.Contains(story, entry => entry.Step == "leave out" && entry.Sentence.StartsWith("Ada (staff member 42) left order", StringComparison.Ordinal));
        Assert.Contains(story, entry => entry.Step == "by hand" && entry.Sentence.Contains("does not hold any more", StringComparison.Ordinal));
        Assert.Empty(house.InOdoo(order));
        Assert.Null(await house.Get<IHandMarks>().Find(house.Key(order), Stop));
    }

    [Fact]
    public async Task A_correction_by_hand_passes_over_its_causes_alone_and_is_undone_by_money_or_taken_back()
    {
        var order = await Blocked();
        var before = (await house.Standings.Find(house.Key(order), Stop))!;

        Assert.Null(await Decide(order, HandMarkKind.Corrected, "Entered by hand as S77777."));
        var corrected = await house.Until(order, record => record.Standing is Standing.InStep);
        Assert.Contains("Entered by hand as S77777.", ((Standing.InStep)corrected.Standing).Remark!, StringComparison.Ordinal);
        Assert.Contains("moved on", await house.Get<HandDesk>().Mark(before with { Standing = corrected.Standing }, HandMarkKind.LeftOut, "Late", 1, Ada, Stop), StringComparison.Ordinal);

        house.Shop.Desk.Edit(order, new OrderEdit { Tags = ["vip"] });
        Assert.IsType<Standing.InStep>(await house.Settled(order));
        house.Shop.Desk.MarkAsPaid(order);
        var again = await house.Until(order, record => record.Standing is Standing.BlockedBy);

        Assert.Null(await Decide(order, HandMarkKind.Corrected, "Paid there too."));
        await house.Until(order, record => record.Standing is Standing.InStep);
        await house.Get<HandDesk>().TakeBack(again, Ada, Stop);
        Assert.Equal(BlockerCode.TaxUnmapped, House.TheBlockerOf((await house.Until(order, record => record.Standing is Standing.BlockedBy)).Standing).Code);
    }

    [Fact]
    public async Task An_order_is_found_by_its_customer_or_a_SKU_that_only_Shopify_knows()
    {
        var person = house.Newcomer();
        var order = await Blocked(person);
        var finder = house.Get<OrderFinder>();

        foreach (var (by, text) in new[] { (OrderTerm.Customer, person.Email!), (OrderTerm.Customer, $"{person.FirstName} {person.LastName}"), (OrderTerm.Customer, $"{person.Id}"), (OrderTerm.Sku, DemoOrders.Tea.Sku!) })
        {
            var found = await finder.Find(house.Domain, by, text, Stop);
            Assert.Null(found.Problem);
            Assert.Contains(found.Orders, one => one.Order.Value == order.Number && one.Standing?.Standing is Standing.BlockedBy);
        }

        Assert.Empty((await finder.Find(house.Domain, OrderTerm.Customer, "it's nobody@example.com", Stop)).Orders);
    }

    private async Task<string?> Decide(PracticeOrder order, HandMarkKind kind, string reason)
    {
        var standing = (await house.Standings.Find(house.Key(order), Stop))!;
        return await house.Get<HandDesk>().Mark(standing, kind, reason.Trim(), standing.ChangedAt.ToUnixTimeMilliseconds(), Ada, Stop);
    }

    private async Task<PracticeOrder> Blocked(CustomerDescription? person = null)
    {
        var order = house.Place(DemoOrders.Simple() with
        {
            Lines = [new LineDescription("Tea", 10m) { Variant = DemoOrders.Tea, Taxes = [new TaxDescription("Hand levy", 0.07m)] }], Shipping = [], Payments = [], Customer = person ?? house.Newcomer(),
        });
        House.TheBlockerOf(await house.Announced(order));
        return order;
    }
}
