using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Tandem.App.Hosting;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Tests.Conventions;
using Xunit;

namespace Tandem.Tests.Operations;

public sealed partial class TelemetryTests(WatchedHouse house) : IClassFixture<WatchedHouse>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trace_goes_from_the_webhook_to_the_calls_of_both_systems()
    {
        var order = await Booked(house.Newcomer());

        var pass = house.Spans.First(span => span.OperationName == "pass" && Equals(span.GetTagItem("tandem.record"), order.Number.ToString(CultureInfo.InvariantCulture)));
        var trace = house.Spans.Where(span => span.TraceId == pass.TraceId).ToList();
        Assert.Equal(pass.ParentSpanId, Assert.Single(trace, span => span.OperationName == "webhook").SpanId);
        foreach (var call in new[] { "sale.order.load", "sale.order.action_confirm", "res.partner.load" }) Assert.Contains(trace, span => span.OperationName == call && span.Kind == ActivityKind.Client);
        Assert.Contains(trace, span => span.OperationName.StartsWith("shopify ", StringComparison.Ordinal));
        Assert.Contains(trace, span => span.OperationName == "ICustomerGrain.Ensure");
    }

    [Fact]
    public async Task Nobody_who_watches_learns_who_bought_or_any_secret()
    {
        var buyer = house.Newcomer();
        await Booked(buyer);

        var watched = string.Join('\n', house.Spans.Select(span => $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.Select(one => one.Name))}")) + await house.Scraped();
        foreach (var secret in new[] { buyer.Email!, buyer.LastName!, house.Odoo.ApiKey, house.Shopify.ClientSecret }) Assert.DoesNotContain(secret, watched, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_dashboard_shows_nothing_that_is_not_measured_and_leaves_nothing_out()
    {
        await Booked(house.Newcomer());
        var families = Families(await house.Scraped());
        var measured = house.Instruments.Select(Name).ToHashSet(StringComparer.Ordinal);
        var shown = Repository.Read("deploy/grafana/tandem.json");

        var asked = Metric.Matches(shown).Select(match => Suffix.Replace(match.Value, "")).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(asked.Except(measured));
        Assert.Empty(measured.Except(asked));
        // The names are those that the exporter really writes.
        Assert.Empty(families.Keys.Where(name => name.StartsWith("tandem_", StringComparison.Ordinal)).Except(measured));
        foreach (var (family, label) in Asked(shown))
            if (families.TryGetValue(family, out var labels)) Assert.True(labels.Contains(label), $"{family} has no label {label}, only {string.Join(", ", labels)}.");
    }

    [Fact]
    public async Task Every_measure_is_explained()
    {
        var explained = Metric.Matches(Repository.Read("docs/metrics.md")).Select(match => Suffix.Replace(match.Value, "")).ToHashSet(StringComparer.Ordinal);
        await Booked(house.Newcomer());

        Assert.Equal(house.Instruments.Select(Name).Distinct().Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_that_works_is_ready_and_says_so()
    {
        Assert.Empty(await house.Get<Readiness>().Missing(Stop));
        using var http = new HttpClient();
        Assert.Equal("ready", await http.GetStringAsync(new Uri(house.Address, "/health/ready"), Stop));
    }

    [Fact]
    public async Task Metrics_are_not_served_where_everybody_asks()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(house.Address, "/metrics"), Stop);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<PracticeOrder> Booked(CustomerDescription buyer)
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = buyer });
        house.InStepOnce(order, await house.Announced(order));
        return order;
    }

    /// <summary>As Prometheus has it: the unit behind the name, counts as totals.</summary>
    private static string Name(System.Diagnostics.Metrics.Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>Each family of a scrape with its labels.</summary>
    private static Dictionary<string, HashSet<string>> Families(string scraped) => Sample.Matches(scraped)
        .GroupBy(match => Suffix.Replace(match.Groups[1].Value, ""), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.SelectMany(match => Label.Matches(match.Groups[2].Value).Select(label => label.Groups[1].Value)).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Which labels of which family the dashboard's questions name.</summary>
    private static IEnumerable<(string Family, string Label)> Asked(string dashboard) =>
        from expression in Expression.Matches(dashboard).Select(match => Regex.Unescape(match.Groups[1].Value))
        let families = Metric.Matches(expression).Select(match => Suffix.Replace(match.Value, "")).Distinct().ToList()
        where families.Count == 1
        from label in By.Matches(expression).SelectMany(match => match.Groups[1].Value.Split(", ")).Concat(Label.Matches(expression).Select(match => match.Groups[1].Value))
        where label is not ("le" or "instance")
        select (families[0], label);

    [GeneratedRegex(@"\btandem_[a-z_]+")]
    private static partial Regex Metric { get; }

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex Suffix { get; }

    [GeneratedRegex(@"^([a-z_]+)\{([^}]*)\}", RegexOptions.Multiline)]
    private static partial Regex Sample { get; }

    [GeneratedRegex("""([a-z_]+)=~?"[^"]*" ?""")]
    private static partial Regex Label { get; }

    [GeneratedRegex(@"\bby \(([^)]*)\)")]
    private static partial Regex By { get; }

    [GeneratedRegex(@"""expr"": ""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Expression { get; }
}
