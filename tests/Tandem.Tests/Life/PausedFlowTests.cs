using System.Globalization;
using System.Text.Json;
using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>A paused flow keeps what it would do, the others go on, and resuming does all of it once.</summary>
public sealed class PausedFlowTests(ShippingHouse19 house) : IClassFixture<ShippingHouse19>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_payments_are_paused_an_order_is_booked_and_delivered_and_paid_once_when_they_resume()
    {
        Assert.Equal(0, (await Run("pause", "payments", "The year is being closed.", "--reason")).Code);
        var order = house.Place(Paid("shopify_payments"));
        Assert.Equal(new Standing.HeldByPausedFlow(Flow.Payments), await house.Announced(order));
        await house.Ship(order);
        await house.Polled(order);

        Assert.Single(order.Data.Children("fulfillments"));
        Assert.Empty(Books.Moves(house.Odoo, order));
        var held = (await house.Get<IFlows>().Of(house.Key(order), Stop)).ToDictionary(flow => flow.Flow);
        Assert.Equal(FlowState.InStep, held[Flow.Orders].State);
        Assert.Equal(FlowState.InStep, held[Flow.Fulfillments].State);
        Assert.Equal((FlowState.Held, (Flow?)Flow.Payments), (held[Flow.Payments].State, held[Flow.Payments].HeldBy));
        Assert.Contains("is to be invoiced", held[Flow.Payments].Sentence, StringComparison.Ordinal);
        await StatusShows("payments", status => Assert.Equal(("paused", 1, "The year is being closed."), (status.GetProperty("state").GetString(), status.GetProperty("held").GetInt32(), status.GetProperty("reason").GetString())));

        var resumed = await Run("resume", "payments");
        Assert.Contains("1 held record", resumed.Said, StringComparison.Ordinal);
        Assert.IsType<Standing.InStep>((await house.Until(order, record => record.Standing is Standing.InStep)).Standing);
        await house.Announced(order, "orders/updated");
        await house.Synced(order);

        var total = order.Data.Money("currentTotalPriceSet").Amount.Shop;
        Assert.Equal(new Books(total, 0m, total, 0m, 0m), Books.Of(house.Odoo, order));
        Assert.Single(Books.Moves(house.Odoo, order));
        Assert.Equal([FlowState.InStep, FlowState.InStep, FlowState.InStep], (await house.Get<IFlows>().Of(house.Key(order), Stop)).Select(flow => flow.State));
    }

    [Fact]
    public async Task While_orders_are_paused_their_signals_are_kept_and_shown_and_resuming_replays_them()
    {
        Assert.Equal(0, (await Run("pause", "orders", "Stock-taking.", "--reason")).Code);
        var orders = Enumerable.Range(0, 3).Select(_ => house.Place(Paid("shopify_payments"))).ToList();
        foreach (var order in orders) await house.Shop.Webhooks.Deliver(order, "orders/create", null, Stop);

        Assert.Empty(await house.Get<IInbox>().Claim(new ClaimTerms("another", 10, TimeSpan.FromSeconds(1)), Stop));
        Assert.All(orders, order => Assert.Empty(house.InOdoo(order)));
        await StatusShows("orders", status => Assert.True(status.GetProperty("heldSignals").GetInt32() >= 3));
        var (code, said) = await house.Synced(orders[0]);
        Assert.Equal(1, code);
        Assert.Contains("Stock-taking.", said, StringComparison.Ordinal);

        Assert.Equal(0, (await Run("resume", "orders")).Code);
        foreach (var order in orders) house.InStepOnce(order, await house.Settled(order));
    }

    [Fact]
    public async Task A_flow_in_which_everything_fails_for_one_cause_pauses_by_itself_and_goes_on_when_the_cause_is_decided()
    {
        await house.Decide(decisions => decisions with { Flows = new FlowDecision { PauseAfter = 3 } });
        var failing = new List<PracticeOrder>();
        for (var i = 0; i < 3; i++)
        {
            failing.Add(house.Place(Paid("klarna")));
            Assert.Equal((BlockerCode.JournalUnmapped, Flow.Payments), House.TheBlockerOf(await house.Announced(failing[^1])) is var blocker ? (blocker.Code, blocker.Flow) : default);
        }

        var paused = await Paused(Flow.Payments);
        Assert.Equal((FlowHands.Tandem, (BlockerCode?)BlockerCode.JournalUnmapped), (paused!.By, paused.Cause));
        Assert.Contains("klarna", paused.Reason, StringComparison.Ordinal);
        var other = house.Place(Paid("shopify_payments"));
        Assert.Equal(new Standing.HeldByPausedFlow(Flow.Payments), await house.Announced(other));
        Assert.Single(house.InOdoo(other));

        var outcome = await house.Decide(decisions => decisions with
        {
            Flows = new FlowDecision { PauseAfter = 3 },
            Payments = decisions.Payments with { Gateways = [.. decisions.Payments.Gateways, new GatewayDecision("klarna", null, new OdooReference("Bank", null))] },
        });

        Assert.Equal(4, outcome.Released);
        Assert.Null(await Paused(Flow.Payments));
        foreach (var order in failing.Append(other))
        {
            Assert.IsType<Standing.InStep>((await house.Until(order, record => record.Standing is Standing.InStep)).Standing);
            var total = order.Data.Money("currentTotalPriceSet").Amount.Shop;
            Assert.Equal(new Books(total, 0m, total, 0m, 0m), Books.Of(house.Odoo, order));
        }
    }

    [Fact]
    public async Task A_right_that_Odoo_took_away_pauses_the_flow_that_needs_it_and_orders_are_booked_meanwhile()
    {
        await house.Decide(decisions => decisions with { Flows = new FlowDecision { PauseAfter = 2 } });
        var user = house.Odoo.Records("res.users").Single(one => (string?)one["login"] == house.Odoo.User);
        var groups = ((System.Collections.IEnumerable)user["group_ids"]!).Cast<object>().Select(group => Convert.ToInt32(group, CultureInfo.InvariantCulture)).ToList();
        var accounting = House.Id(house.Odoo.Record("res.groups", "account.group_account_invoice")!);
        object? Only(IEnumerable<int> ids) => new List<object?> { new List<object?> { 6L, 0L, ids.Select(id => (object?)(long)id).ToList() } };
        house.Odoo.Change("res.users", House.Id(user), new Dictionary<string, object?> { ["group_ids"] = Only(groups.Where(group => group != accounting)) });
        var orders = new List<PracticeOrder>();
        Blocker? cause = null;
        try
        {
            for (var i = 0; i < 2; i++)
            {
                orders.Add(house.Place(Paid("shopify_payments")));
                cause = House.TheBlockerOf(await house.Announced(orders[^1]));
                Assert.Equal((BlockerCode.OdooRightMissing, Flow.Payments), (cause.Code, cause.Flow));
            }

            Assert.Equal(BlockerCode.OdooRightMissing, (await Paused(Flow.Payments))?.Cause);
            Assert.Null(await Paused(Flow.Orders));
            orders.Add(house.Place(Paid("shopify_payments")));
            await house.Announced(orders[^1]);
            Assert.Equal("sale", Assert.Single(house.InOdoo(orders[^1]))["state"]);
        }
        finally
        {
            house.Odoo.Change("res.users", House.Id(user), new Dictionary<string, object?> { ["group_ids"] = Only(groups) });
        }

        await house.Standings.Release(house.Domain, new ReleaseRule.WithCause(cause!.Code, cause.Subject), Stop);
        Assert.Null(await Paused(Flow.Payments));
        foreach (var order in orders)
        {
            Assert.IsType<Standing.InStep>((await house.Until(order, record => record.Standing is Standing.InStep)).Standing);
            var total = order.Data.Money("currentTotalPriceSet").Amount.Shop;
            Assert.Equal(new Books(total, 0m, total, 0m, 0m), Books.Of(house.Odoo, order));
        }
    }

    [Theory]
    [InlineData("pause", "payments")]
    [InlineData("pause", "payments", "why")]
    [InlineData("resume")]
    [InlineData("stop", "payments")]
    public async Task What_is_not_understood_pauses_nothing(params string[] words)
    {
        Assert.Null((await Run(words)).Code);
        Assert.Null(await Paused(Flow.Payments));
    }

    [Fact]
    public async Task A_flow_that_does_not_exist_and_an_empty_reason_are_refused()
    {
        Assert.Contains("fulfillments", (await Run("pause", "shipping", "why", "--reason")).Said, StringComparison.Ordinal);
        var refused = await Run("pause", "payments", " ", "--reason");
        Assert.Equal(1, refused.Code);
        Assert.Contains("Say why", refused.Said, StringComparison.Ordinal);
        Assert.Null(await Paused(Flow.Payments));
    }

    private OrderDescription Paid(string gateway) => DemoOrders.Simple() with { Customer = house.Newcomer(), Payments = [new PaymentDescription { Gateway = gateway }] };

    private async Task<PausedFlow?> Paused(Flow flow) => (await house.Get<IFlows>().Of(house.Domain, Stop)).Single(one => one.Flow == flow).Paused;

    private async Task<(int? Code, string Said)> Run(params string[] words)
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        var flags = words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).ToHashSet();
        var code = await OperateCommands.Flow.Run(new CommandCall([house.Domain.Value, .. words.Where(word => !flags.Contains(word))], flags, house.Services, said, said, Stop));
        return (code, said.ToString());
    }

    private async Task StatusShows(string flow, Action<JsonElement> check)
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(0, await house.Get<StatusCommand>().Run(house.Domain, true, said, said, Stop));
        using var document = JsonDocument.Parse(said.ToString());
        check(document.RootElement.GetProperty("flows").EnumerateArray().Single(one => one.GetProperty("flow").GetString() == flow));
        using var words = new StringWriter(CultureInfo.InvariantCulture);
        await house.Get<StatusCommand>().Run(house.Domain, false, words, words, Stop);
        Assert.Contains($"flow {flow} is paused since", words.ToString(), StringComparison.Ordinal);
    }
}
