using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tandem.App.Setup;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Load;

/// <summary>What each stage of an order's life takes, against the bare calls that it cannot do without, life by life in turn: <c>life [lives=12] [calls]</c>.</summary>
internal static class Life
{
    private const double Required = 0.7;
    private const int MostCalls = 9;
    private const int OwnCalls = 4;

    /// <summary>Until then this process compiles more than it works.</summary>
    private const int WarmUp = 3;

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var lives = arguments.Number("lives", 12);
        var run = Random.Shared.Next(1, 20_000);
        await using var house = await PracticeHouse.Start(Options(run), stop);
        Latencies(house);
        if (!await HouseSetup.ConnectAndApply(house, Console.Out, stop) || !await Decide(house, stop)) return 1;
        var figure = new LifeFigure(house, 9_100_000_000_000 + run);
        var first = await figure.Simple(stop);
        var floor = await LifeFloor.Like(house, first, stop);
        // The first order was matched by the shop's rule and linked its products; the second looks at the linked ones, which are then known for a while.
        await figure.Simple(stop);
        var calls = await Calls(figure, stop);
        for (var life = -WarmUp; life < lives; life++)
        {
            if (life == 0)
            {
                figure.Times.Clear();
                floor.Times.Clear();
                figure.Told = arguments.Contains("calls");
            }

            await floor.One(stop);
            await figure.One(stop);
        }

        foreach (var stage in Enum.GetValues<LifeStage>()) Console.WriteLine(LifeTimes.Row(stage, figure.Times, floor.Times));
        var ratio = floor.Times.Whole / figure.Times.Whole;
        Print($"calls to Odoo to confirm, invoice, post and pay a simple order, beyond the order's own {OwnCalls}: {calls} (at most {MostCalls})");
        Print($"life: {figure.Times.Whole:0} ms, floor {floor.Times.Whole:0} ms, ratio {ratio:0.00}");
        return calls <= MostCalls && ratio >= Required ? 0 : 1;
    }

    /// <summary>Calls of one simple order beyond those of its booking.</summary>
    private static async Task<int> Calls(LifeFigure figure, CancellationToken stop)
    {
        using var counted = new OdooCallCount();
        await figure.Simple(stop);
        Print($"calls of one order: {counted}");
        return counted.Total - OwnCalls;
    }

    private static PracticeHouseOptions Options(int run) => new()
    {
        Shop = $"life-load-{run}.myshopify.com",
        Currency = "USD",
        FirstOrderNumber = 1_000_000 + (run * 1000),
        OdooVersion = Environment.GetEnvironmentVariable("TANDEM_PRACTICE_ODOO") == "18" ? 18 : 19,
        OutsideOdoo = OdooAccess.OfEnvironment(),
        ShopifyBudget = 1_000_000,
        Settings = new Dictionary<string, string?> { ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:PollEvery"] = "00:00:00" },
    };

    private static async Task<bool> Decide(PracticeHouse house, CancellationToken stop)
    {
        var decided = await house.Decisions(stop);
        var outcome = await house.App.Services.GetRequiredService<SetupApply>().Apply(ShopDomain.Parse(house.Shop.Domain), DecisionsFile.Write(decided with
        {
            Payments = new PaymentDecision { Invoice = InvoiceWhen.OnPayment, Gateways = [new GatewayDecision(LifeFigure.Gateway, null, new OdooReference("Bank", null))] },
            Refunds = new RefundDecision { Returns = ReturnPolicy.Receive },
            Fulfillments = new FulfillmentDecision { Locations = [new LocationDecision(new LocationId(7001), new OdooReference("WH", null), Ships.Shopify)] },
        }), "the practice house", stop);
        if (!outcome.InForce) Console.WriteLine(ReportText.Plain(outcome.Report));
        return outcome.InForce;
    }

    /// <summary>A practice Odoo computes quickly; a real one takes about this long for the same calls.</summary>
    private static void Latencies(PracticeHouse house)
    {
        if (OdooAccess.OfEnvironment() is not null)
        {
            Print($"The Odoo at {house.Access}; one order at a time.");
            return;
        }

        var slow = new Dictionary<string, int>
        {
            ["load"] = 60, ["action_confirm"] = 100, ["web_read"] = 15, ["web_save"] = 25, ["create_invoices"] = 120, ["action_post"] = 90, ["action_create_payments"] = 150,
            ["button_validate"] = 110, ["refund_moves"] = 100, ["action_create_returns"] = 70, ["create"] = 10, ["write"] = 20, ["search_read"] = 4, ["read"] = 3, ["get_metadata"] = 3,
        };
        foreach (var (method, milliseconds) in slow)
            house.Odoo.Faults.Add(new Fault(FaultKind.DelayBefore, call => call.Method == method, int.MaxValue, TimeSpan.FromMilliseconds(milliseconds)));
        Print($"Practice Odoo {house.Odoo.Options.Version}, made slow: {string.Join(", ", slow.Select(one => $"{one.Key} {one.Value} ms"))}; one order at a time.");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
