using System.Text.Json;
using System.Text.RegularExpressions;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Tests.Conventions;
using Xunit;

namespace Tandem.Tests.Operations;

/// <summary>What the files under <c>deploy/</c> say of the program is so.</summary>
public sealed class DeployFilesTests
{
    private static readonly string[] Units = ["deploy/systemd/tandem.service", "deploy/systemd/tandem-reconciler.service"];

    [Fact]
    public void Ports_and_addresses_are_those_of_the_program()
    {
        var place = new ClusterPlace();
        var (image, app) = (Repository.Read("deploy/Dockerfile"), Repository.Read("deploy/kubernetes/app.yaml"));

        Assert.Contains($"EXPOSE 8080 9464 {place.SiloPort} {place.GatewayPort}", image, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_URLS=http://*:8080", image, StringComparison.Ordinal);
        foreach (var port in new[] { $"name: silo, containerPort: {place.SiloPort} ", $"name: gateway, containerPort: {place.GatewayPort} ", "name: metrics, containerPort: 9464 ", "value: \"http://*:9464\"", "path: /health/live,", "path: /health/ready," })
            Assert.Contains(port, app, StringComparison.Ordinal);
        foreach (var path in new[] { "deploy/kubernetes/network.yaml", "deploy/grafana/prometheus.yaml" }) Assert.Contains("9464", Repository.Read(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_stops_Tandem_waits_longer_than_it_takes_to_stop()
    {
        var drain = new DispatchOptions().Drain;
        Assert.True(drain < TimeSpan.FromSeconds(30));
        foreach (var (path, pattern) in new[] { ("deploy/kubernetes/app.yaml", @"terminationGracePeriodSeconds: (\d+)"), ("deploy/compose.yaml", @"stop_grace_period: (\d+)s"), (Units[0], @"TimeoutStopSec=(\d+)"), (Units[1], @"TimeoutStopSec=(\d+)") })
            Assert.True(int.Parse(Regex.Match(Repository.Read(path), pattern).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) > 30, path);
    }

    [Fact]
    public void Programs_are_started_by_the_names_that_are_built()
    {
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "Tandem.App.dll")) && File.Exists(Path.Combine(AppContext.BaseDirectory, "Tandem.Reconciler.dll")));
        Assert.Contains("/app/Tandem.App.dll", Repository.Read(Units[0]), StringComparison.Ordinal);
        Assert.Contains("/reconciler/Tandem.Reconciler.dll serve", Repository.Read(Units[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_dashboard_is_one_document_with_panels_that_each_ask_something()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read("deploy/grafana/tandem.json"));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() != "row").ToList();

        Assert.NotEmpty(panels);
        Assert.All(panels, panel => Assert.All(panel.GetProperty("targets").EnumerateArray(), target => Assert.NotEmpty(target.GetProperty("expr").GetString()!)));
    }
}
