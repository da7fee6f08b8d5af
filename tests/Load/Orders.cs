using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tandem.Odoo;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;
using Tandem.Sync;

namespace Tandem.Load;

/// <summary>Simple orders a second through everything, against a bare loop of the two calls to Odoo that no connector can leave out.</summary>
internal static class Orders
{
    public const int AtOnce = 8;
    private const double Required = 0.75;
    private const double MostCalls = 4;
    private const int Each = 200;
    private const string Plain = "plain";

    private static int Version => Environment.GetEnvironmentVariable("TANDEM_PRACTICE_ODOO") == "18" ? 18 : 19;

    /// <param name="arguments"><c>each=200</c>: orders of a round; <c>plain</c>: the practice Odoo as fast as it computes, instead of at the pace of a real one.</param>
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var each = arguments.Number("each", Each);
        if (OdooAccess.OfEnvironment() is { } outside) return await Against($"the Odoo at {outside}", null, each, stop);
        if (arguments.Contains(Plain)) return await Against($"practice Odoo {Version}, as fast as it computes", null, each, stop);
        var pace = MeasuredPace.Of(Version);
        var times = string.Join(", ", pace.Named.Select(named => $"{named.Key} {named.Value.TotalMilliseconds:0} ms"));
        return await Against(Text($"practice Odoo {Version} at the measured pace of a real one: {pace.AtOnce} calls at once, {times}, others {pace.Other.TotalMilliseconds:0.0} ms"), pace, each, stop);
    }

    private static async Task<int> Against(string odoo, MeasuredPace? pace, int each, CancellationToken stop)
    {
        Console.WriteLine($"{AtOnce} orders at once, {odoo}.");
        var run = Random.Shared.Next(1, 20_000);
        await using var house = await PracticeHouse.Start(Options(run, pace), stop);
        if (!await HouseSetup.ConnectAndApply(house, Console.Out, stop)) return 1;
        var figure = new OrdersFigure(house, 9_000_000_000_000 + run);
        await figure.Run(1, stop);
        await figure.Run(AtOnce * 5, stop);
        var turns = new PacingTurns(AtOnce);
        turns.Set(AtOnce);
        using var unpaced = new OdooClients(Microsoft.Extensions.Options.Options.Create(new OdooOptions { AllowPrivateNetworks = true }), TimeProvider.System, NullLoggerFactory.Instance, turns);
        var floor = await OrdersFloor.Like(ShopDomain.Parse(house.Shop.Domain), figure.First, unpaced.For(house.Access.Connection), stop);
        await floor.Run(AtOnce * 5, stop);

        using var calls = new OdooCallCount();
        var rounds = await OrdersRounds.Run(each, floor.Run, figure.Run, calls, stop);
        Console.WriteLine($"calls in all: {calls}");
        return Report(rounds);
    }

    private static PracticeHouseOptions Options(int run, MeasuredPace? pace) => new()
    {
        Shop = $"load-{run}.myshopify.com",
        Currency = "USD",
        FirstOrderNumber = 1_000_000 + (run * 1000),
        OdooVersion = Version,
        OdooPace = pace,
        OutsideOdoo = OdooAccess.OfEnvironment(),
        ShopifyBudget = 1_000_000,
    };

    private static int Report(OrdersRounds rounds)
    {
        Console.WriteLine(Text($"calls to Odoo for each simple order of a known customer: {rounds.Calls:0.00} (at most {MostCalls:0})"));
        Console.WriteLine(Text($"orders: {rounds.Figure:0.0}/s, floor {rounds.Floor:0.0}/s, ratio {rounds.Ratio:0.00}"));
        return rounds.Calls <= MostCalls && rounds.Ratio >= Required ? 0 : 1;
    }

    private static string Text(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
