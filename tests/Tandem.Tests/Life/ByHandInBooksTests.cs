using System.Globalization;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

public sealed class ByHandInBooksTests19(PayingHouse19 house) : ByHandInBooksTests(house), IClassFixture<PayingHouse19>;

public sealed class ByHandInBooksTests18(PayingHouse18 house) : ByHandInBooksTests(house), IClassFixture<PayingHouse18>;

/// <summary>What people do in Odoo's books themselves: taken for the same fact where it is one, else said with what was found.</summary>
public abstract class ByHandInBooksTests(PayingHouse house)
{
    private readonly Person person = new(house);

    [Fact]
    public async Task A_payment_registered_by_hand_is_that_of_the_transaction_of_the_same_amount()
    {
        var order = await Unpaid();

        await person.Pays(Invoice(order), 37.30m, "Klarna settlement 12");
        await house.Synced(order);

        InStep(await house.Settled(order));
        await Map("klarna");
        await house.Synced(order);
        Assert.Equal(37.30m, Assert.Single(Payments(order)));
    }

    [Fact]
    public async Task A_payment_of_another_amount_registered_by_hand_is_said_and_nothing_is_paid_twice()
    {
        var order = await Unpaid();

        await person.Pays(Invoice(order), 30m, "Klarna settlement 13");
        await Map("klarna");
        await house.Synced(order);

        var blocker = House.TheBlockerOf(await house.Settled(order));
        Assert.Equal(BlockerCode.PaymentDiffers, blocker.Code);
        Assert.Contains("30.00 GBP", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal(30m, Assert.Single(Payments(order)));

        // Put right: the person pays the rest too.
        await person.Pays(Invoice(order), 7.30m, "Klarna settlement 14");
        await house.Synced(order);
        Assert.Equal(37.30m, Payments(order).Sum());
    }

    [Fact]
    public async Task An_invoice_cancelled_by_hand_is_said_and_no_second_one_is_made()
    {
        var order = await Paid();
        await person.Press("account.move", "button_draft", Invoice(order));
        await person.Press("account.move", "button_cancel", Invoice(order));

        await house.Synced(order);

        var blocker = House.TheBlockerOf(await house.Settled(order));
        Assert.Equal(BlockerCode.InvoiceCancelledInOdoo, blocker.Code);
        Assert.Single(Books.Moves(house.Odoo, order));
    }

    [Fact]
    public async Task An_invoice_changed_by_hand_is_said_with_the_line()
    {
        var order = await Unpaid();
        await person.Press("account.move", "button_draft", Invoice(order));
        var line = house.Odoo.Records("account.move.line").First(one => Number(one["move_id"]) == Invoice(order) && ((string?)one["name"])?.Contains("mug", StringComparison.OrdinalIgnoreCase) == true);
        house.Odoo.Change("account.move.line", House.Id(line), new Dictionary<string, object?> { ["price_unit"] = 11m });

        await house.Synced(order);

        var blocker = House.TheBlockerOf(await house.Settled(order));
        Assert.Equal(BlockerCode.InvoiceDiffers, blocker.Code);
        Assert.Contains("2 × 11.00", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credit_note_made_by_hand_is_that_of_the_refund_of_the_same_amount()
    {
        var order = await Paid();
        await person.Credits(Invoice(order), "Mug arrived broken", 1m);

        Refund(order, 1);
        InStep(await house.Announced(order, "orders/updated"));
        await house.Synced(order);

        Assert.Equal(2, Books.Moves(house.Odoo, order).Count);
        Assert.Equal(new Books(37.30m, 12.50m, 37.30m, 12.50m, 0m), Books.Of(house.Odoo, order));
    }

    [Fact]
    public async Task A_credit_note_of_another_amount_made_by_hand_is_said_and_no_second_one_is_made()
    {
        var order = await Paid();
        await person.Credits(Invoice(order), "Goodwill", 2m);

        Refund(order, 1);
        var blocker = House.TheBlockerOf(await house.Announced(order, "orders/updated"));

        Assert.Equal(BlockerCode.RefundDiffers, blocker.Code);
        Assert.Contains("25.00 GBP", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal(2, Books.Moves(house.Odoo, order).Count);
    }

    [Fact]
    public async Task What_Odoo_books_on_another_day_since_the_books_are_closed_is_said()
    {
        var placed = TimeProvider.System.GetUtcNow().AddDays(-40);
        var company = House.Id(house.Odoo.Records("res.company").First(one => (string?)one["name"] == "Practice Ltd"));
        house.Odoo.Change("res.company", company, new Dictionary<string, object?> { ["fiscalyear_lock_date"] = placed.AddDays(10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        try
        {
            var order = house.Place(Order() with { ProcessedAt = placed, Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway, ProcessedAt = placed }] });

            var standing = InStep(await house.Announced(order));

            Assert.Contains($"is of {placed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} and is booked on", standing.Remark, StringComparison.Ordinal);
            Assert.Equal(new Books(37.30m, 0m, 37.30m, 0m, 0m), Books.Of(house.Odoo, order));
        }
        finally
        {
            house.Odoo.Change("res.company", company, new Dictionary<string, object?> { ["fiscalyear_lock_date"] = false });
        }
    }

    [Fact]
    public async Task A_tax_that_was_archived_stops_new_orders_and_stays_the_tax_of_those_that_were_sold_with_it()
    {
        var before = await Paid();
        var tax = House.Id(house.Odoo.Records("account.tax").First(one => (string?)one["name"] == "VAT 20%"));
        house.Odoo.Change("account.tax", tax, new Dictionary<string, object?> { ["active"] = false });
        try
        {
            house.Get<Grains.Shops.IShopBooks>().Forget(house.Domain);
            var order = house.Place(Order());
            var blocker = House.TheBlockerOf(await house.Announced(order));
            Assert.Equal(BlockerCode.TaxUnusable, blocker.Code);
            Assert.Contains("“VAT 20%” is archived", blocker.Sentence, StringComparison.Ordinal);
            Assert.Empty(house.InOdoo(order));

            Refund(before, 1);
            InStep(await house.Announced(before, "orders/updated"));
            Assert.Equal(new Books(37.30m, 12.50m, 37.30m, 12.50m, 0m), Books.Of(house.Odoo, before));
        }
        finally
        {
            house.Odoo.Change("account.tax", tax, new Dictionary<string, object?> { ["active"] = true });
            house.Get<Grains.Shops.IShopBooks>().Forget(house.Domain);
        }
    }

    [Fact]
    public async Task An_account_that_is_not_there_is_named_in_words_on_either_version()
    {
        var decided = Gateways(new GatewayDecision("another", null, new OdooReference("Bank", null)));
        var wrong = decided with { Payments = decided.Payments with { CashRounding = new OdooReference("999999", null) } };

        var refused = await house.Get<App.Setup.SetupApply>().Apply(house.Domain, DecisionsFile.Write(wrong), "a test", TestContext.Current.CancellationToken);

        Assert.False(refused.InForce);
        Assert.Contains("There is no account “999999” in Odoo.", App.Setup.ReportText.Plain(refused.Report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_never_goes_into_a_journal_of_another_currency()
    {
        var euro = House.Id(house.Odoo.Records("res.currency").First(one => (string?)one["name"] == "EUR"));
        var journal = house.Odoo.Add("account.journal", new Dictionary<string, object?> { ["name"] = "Euro account", ["code"] = "EUR1", ["type"] = "bank", ["company_id"] = 1, ["currency_id"] = euro, ["sequence"] = 50 });
        Assert.True(journal > 0);
        var wrong = Gateways(new GatewayDecision("euro", null, new OdooReference("EUR1", null)));

        var refused = await house.Get<App.Setup.SetupApply>().Apply(house.Domain, DecisionsFile.Write(wrong), "a test", TestContext.Current.CancellationToken);
        Assert.False(refused.InForce);
        Assert.Contains("keeps EUR", App.Setup.ReportText.Plain(refused.Report), StringComparison.Ordinal);

        await house.Decide(_ => wrong with { Orders = wrong.Orders with { Pricelists = new Dictionary<string, OdooReference> { ["EUR"] = new("EUR", null) } } });
        var order = house.Place(Order() with { Payments = [new PaymentDescription { Gateway = "euro" }] });
        var blocker = House.TheBlockerOf(await house.Announced(order));

        Assert.Equal(BlockerCode.JournalUnmapped, blocker.Code);
        Assert.Contains("keeps EUR", blocker.Sentence, StringComparison.Ordinal);
        Assert.Empty(Payments(order));
        await house.Decide(decisions => decisions);
    }

    [Theory]
    [InlineData("active")]
    [InlineData("company_id")]
    public async Task A_journal_that_was_archived_or_given_to_another_company_stops_its_payments_alone(string what)
    {
        var code = $"J{what[0]}";
        var journal = house.Odoo.Add("account.journal", new Dictionary<string, object?> { ["name"] = $"Stripe {what}", ["code"] = code, ["type"] = "bank", ["company_id"] = 1, ["sequence"] = 60 });
        await house.Decide(_ => Gateways(new GatewayDecision("stripe", null, new OdooReference(code, null))));
        var other = House.Id(house.Odoo.Records("res.company").First(one => (string?)one["name"] != "Practice Ltd"));
        house.Odoo.Change("account.journal", journal, new Dictionary<string, object?> { [what] = what == "active" ? false : other });
        house.Get<Grains.Shops.IShopBooks>().Forget(house.Domain);
        var order = house.Place(Order() with { Payments = [new PaymentDescription { Gateway = "stripe" }] });

        var blocker = House.TheBlockerOf(await house.Announced(order));

        Assert.Equal((BlockerCode.JournalUnmapped, Flow.Payments), (blocker.Code, blocker.Flow));
        Assert.Contains($"the journal “{code}” of the gateway stripe cannot be used. Run 'setup check' and choose another under payments.gateways.", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal((37.30m, 0m), (Books.Of(house.Odoo, order).Invoiced, Books.Of(house.Odoo, order).Paid));
        await house.Decide(decisions => decisions);
    }

    private OrderDescription Order() => DemoOrders.TaxIncluded() with { Customer = house.Newcomer() };

    /// <summary>Paid in Shopify through a gateway that has no journal yet, and invoiced.</summary>
    private async Task<PracticeOrder> Unpaid()
    {
        await house.Decide(decisions => decisions);
        var order = house.Place(Order() with { Payments = [new PaymentDescription { Gateway = "klarna" }] });
        Assert.Equal(BlockerCode.JournalUnmapped, House.TheBlockerOf(await house.Announced(order)).Code);
        return order;
    }

    private async Task<PracticeOrder> Paid()
    {
        var order = house.Place(Order());
        InStep(await house.Announced(order));
        return order;
    }

    private Task<App.Setup.SetupOutcome> Map(string gateway) => house.Decide(_ => Gateways(new GatewayDecision(gateway, null, new OdooReference("Bank", null))));

    private ShopDecisions Gateways(GatewayDecision more) =>
        house.Decisions with { Payments = house.Decisions.Payments with { Gateways = [.. house.Decisions.Payments.Gateways, more] } };

    private void Refund(PracticeOrder order, int units) => house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, units)], RestockType = "CANCEL", Gateway = PayingHouse.Gateway });

    private int Invoice(PracticeOrder order) => House.Id(Books.Moves(house.Odoo, order).First(move => (string?)move["move_type"] == "out_invoice"));

    /// <summary>Amounts of the payments that are registered for the order's documents.</summary>
    private List<decimal> Payments(PracticeOrder order)
    {
        var moves = Books.Moves(house.Odoo, order).Select(House.Id).ToHashSet();
        return [.. house.Odoo.Records("account.payment").Where(payment => payment["reconciled_invoice_ids"] is IEnumerable<int> of && of.Any(moves.Contains) || payment["invoice_ids"] is IEnumerable<int> ids && ids.Any(moves.Contains)).Select(payment => Books.Number(payment["amount"]))];
    }

    private static int Number(object? value) => value is null or false ? 0 : Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private static Standing.InStep InStep(Standing standing)
    {
        Assert.True(standing is Standing.InStep, standing is Standing.BlockedBy blocked ? string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)) : standing.ToString());
        return (Standing.InStep)standing;
    }
}
