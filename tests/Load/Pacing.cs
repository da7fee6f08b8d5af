using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tandem.Odoo.Pacing;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;

namespace Tandem.Load;

/// <summary>
/// The pace that Tandem finds against each fixed one, while a person works in the same Odoo:
/// <c>pace [workers=N] [seconds=20] [rounds=3] [most=4] [person=admin:admin] [into=FILE]</c>.
/// </summary>
internal static class Pacing
{
    private const double Required = 0.9;
    private const double MostSlowed = 1 / 3.0;

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (OdooAccess.OfEnvironment() is { } outside)
        {
            var workers = arguments.Word("workers") ?? throw new InvalidOperationException("Say with how many workers this Odoo runs, such as workers=4: it is its table's name.");
            return await Against($"a real Odoo with {workers} workers", $"outside {workers}", null, outside, arguments, stop) ? 0 : 1;
        }

        var good = true;
        foreach (var places in new[] { 4, 1 }) good &= await Against($"a practice Odoo at the measured pace with {places} at once", $"practice {places}", Measured(places), null, arguments, stop);
        return good ? 0 : 1;
    }

    /// <summary>The person's list and form take what they take on a real Odoo.</summary>
    private static MeasuredPace Measured(int places)
    {
        var pace = MeasuredPace.Of(19);
        return pace with { AtOnce = places, Named = new Dictionary<string, TimeSpan>(pace.Named) { ["sale.order.web_search_read"] = TimeSpan.FromMilliseconds(60) } };
    }

    private static async Task<bool> Against(string odoo, string name, MeasuredPace? pace, OdooAccess? outside, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var (most, rounds, length) = (arguments.Number("most", 4), arguments.Number("rounds", 3), TimeSpan.FromSeconds(arguments.Number("seconds", 20)));
        var (run, turns) = (Random.Shared.Next(1, 20_000), new PacingTurns(most));
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            Shop = $"load-{run}.myshopify.com", Currency = "USD", FirstOrderNumber = 1_000_000 + (run * 1000), OdooPace = pace, OutsideOdoo = outside, ShopifyBudget = 1_000_000,
            Services = services => services.Replace(ServiceDescriptor.Singleton<IOdooTurns>(turns)),
        }, stop);
        if (!await HouseSetup.ConnectAndApply(house, Console.Out, stop)) return false;
        var login = (arguments.Word("person") ?? "admin:admin").Split(':', 2);
        await using var person = outside is null ? PacingPerson.ByCalls(house.Access) : await PacingPerson.InBrowser(outside, login[0], login[1], stop);
        using var measuring = new PacingRounds(turns, new OrdersFigure(house, 9_000_000_000_000 + run), person, length);
        Console.WriteLine($"{odoo}: the pace has found {await measuring.Warm(stop)} at once.");
        var settings = Enumerable.Range(1, most).Select(width => (int?)width).Append(null).ToList();
        var outcome = await measuring.Run(settings, rounds, stop);
        return await Tell(odoo, name, outcome, turns.Found, person.Every, arguments, stop);
    }

    private static async Task<bool> Tell(string odoo, string name, PacingOutcome outcome, int found, TimeSpan every, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var best = outcome.Settings.Where(setting => setting.Width is not null).MaxBy(setting => setting.Rate)!;
        var adaptive = outcome.Settings.Single(setting => setting.Width is null);
        var (ratio, slowed) = (adaptive.Rate / best.Rate, (adaptive.Middle / outcome.Alone.Middle) - 1);
        await new FigureTable($"pace {name}", $"Orders at fixed and adaptive concurrency, {odoo}, beside a person who loads a page every {every.TotalSeconds:0} s", [
            ("the person without orders: the page, middle, 95 of 100 times less than; a few bare requests, middle", Times(outcome.Alone)),
            .. outcome.Settings.Select(setting => (setting.Width is { } width ? Text($"{width} at once: orders a second; the same of the person") : Text($"adaptive ({found} at the end): orders a second; the same of the person"), Text($"{setting.Rate:0.00}/s; {Times(setting)}"))),
            ("**adaptive, of the best fixed one** (at least 0.9)", Text($"**{ratio:0.00}**, the best is {best.Width} at once")),
            ("**the person's page, middle, slowed by** (less than a third)", Text($"**{slowed:P0}**; by {(best.Middle / outcome.Alone.Middle) - 1:P0} at the best fixed one, by {(outcome.Settings[0].Middle / outcome.Alone.Middle) - 1:P0} at one at once")),
            ("bare requests slowed by", Text($"{(adaptive.Asked / outcome.Alone.Asked) - 1:P0}; by {(best.Asked / outcome.Alone.Asked) - 1:P0} at the best fixed one, by {(outcome.Settings[0].Asked / outcome.Alone.Asked) - 1:P0} at one at once")),
        ]).Tell(arguments, stop);
        return ratio >= Required && slowed < MostSlowed;
    }

    private static string Times(PacingSetting setting) => Text($"{1000 * setting.Middle:0} ms, {1000 * setting.Most95:0} ms; {1000 * setting.Asked:0} ms");

    private static string Text(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
