using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Tandem.App.Hosting;
using Tandem.Grains.Settings;
using Tandem.Reconciler;
using Tandem.Sandbox.House;
using Tandem.Tests.Conventions;
using Xunit;

namespace Tandem.Tests.Operations;

public sealed partial class SettingsTests
{
    private static readonly SettingsSection[] All = [.. AppSettings.Sections.Concat(ReconcilerHost.Sections).DistinctBy(section => section.Name)];

    /// <summary>Read one by one, or by what Tandem is built on.</summary>
    private static readonly string[] Others = ["ConnectionStrings:Tandem"];

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_key_and_an_example()
    {
        var problems = Problems(new()
        {
            ["ConnectionStrings:Tandem"] = "Server here",
            ["Shopify:ClientSecret"] = "too short",
            ["Odoo:AllowPrivateNetwork"] = "true",
            ["Odoo:MaxConcurrentCalls"] = "0",
            ["Dispatch:SweepEvery"] = "300",
            ["Cluster:Address"] = "somewhere",
            ["Telemetry:Prometheus"] = "9464",
        });

        Assert.Collection(problems.Order(StringComparer.Ordinal),
            said => Assert.Equal("Cluster:Address is “somewhere”, and must be an IP address of this machine, or own, such as 10.0.0.5. As an environment variable: Cluster__Address.", said),
            said => Assert.Equal("Dispatch:SweepEvery is “300”, and must be a time as hours, minutes and seconds, such as 00:05:00. As an environment variable: Dispatch__SweepEvery.", said),
            said => Assert.StartsWith("Odoo:AllowPrivateNetwork is no setting. Was Odoo:AllowPrivateNetworks meant?", said, StringComparison.Ordinal),
            said => Assert.StartsWith("Odoo:MaxConcurrentCalls is “0”, and must be a whole number from 1 to 64", said, StringComparison.Ordinal),
            said => Assert.StartsWith("Shopify:ClientId is missing: the app's client id from Shopify's Dev Dashboard, such as ", said, StringComparison.Ordinal),
            said => Assert.StartsWith("Shopify:ClientSecret is something else, and must be ", said, StringComparison.Ordinal),
            said => Assert.StartsWith("Telemetry:Prometheus is “9464”, and must be an address to listen at", said, StringComparison.Ordinal));
        Assert.DoesNotContain("too short", string.Join(' ', problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_settings_are_wrong_says_so_and_ends_before_it_listens()
    {
        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => AppProcess.Command(new Dictionary<string, string?> { ["Shopify:ClientId"] = "id" }, [], TestContext.Current.CancellationToken));

        Assert.StartsWith("'' ended with 2: Shopify:ClientSecret is missing", ended.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Databas=tandem", "ConnectionStrings:Tandem cannot be read")]
    [InlineData("Database=tandem", "ConnectionStrings:Tandem names neither a SQLite file")]
    [InlineData("postgres://", "ConnectionStrings:Tandem starts like a PostgreSQL address but is none")]
    public void A_connection_that_cannot_be_read_is_told_with_what_to_write(string connection, string said) =>
        Assert.Contains(Problems(new() { ["ConnectionStrings:Tandem"] = connection }), problem => problem.StartsWith(said, StringComparison.Ordinal));

    [Fact]
    public void Whoever_writes_down_what_holds_anyway_changes_nothing()
    {
        var written = new Dictionary<string, string?>();
        foreach (var section in All)
            foreach (var options in section.Options.Select(type => Activator.CreateInstance(type)!))
                foreach (var property in options.GetType().GetProperties().Where(property => property.CanWrite))
                    written[$"{section.Name}:{property.Name}"] = Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture);

        Assert.Empty(SettingsCheck.Problems(new ConfigurationBuilder().AddInMemoryCollection(written).Build(), All));
    }

    [Fact]
    public void Every_setting_is_documented_and_none_is_invented()
    {
        var documented = Row.Matches(Repository.Read("docs/settings.md")).Select(match => match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal));
        var known = All.SelectMany(section => SettingsCheck.Keys(section).Keys.Select(key => $"{section.Name}:{key}")).Concat(Others);

        Assert.Equal(known.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_programs_understand_one_environment() => Assert.Equal(
        SettingsCheck.Keys(AppSettings.Sections.Single(section => section.Name == "Shopify")).Keys.Order(StringComparer.Ordinal),
        SettingsCheck.Keys(CommonSettings.Shopify).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_deployed_and_documented_names_only_settings_that_exist()
    {
        var known = All.SelectMany(section => SettingsCheck.Keys(section).Keys.Select(key => $"{section.Name}__{key}")).Concat(Others.Select(key => key.Replace(":", "__", StringComparison.Ordinal))).ToHashSet(StringComparer.Ordinal);
        var named = from path in Repository.Files()
                    where path.StartsWith("deploy/", StringComparison.Ordinal) || (path.StartsWith("docs/", StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal))
                    from Match match in Variable.Matches(Repository.Read(path))
                    select (path, name: match.Value);

        Assert.NotEmpty(named);
        Assert.Empty(named.Where(one => !known.Contains(one.name)).Select(one => $"{one.path}: {one.name}"));
    }

    [Theory]
    [InlineData(null, null, "http://127.0.0.1:5000")]
    [InlineData(null, "8080", "http://127.0.0.1:8080")]
    [InlineData("http://*:8080;https://*:8443", null, "http://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:9000", "8080", "http://127.0.0.1:9000")]
    public void A_probe_asks_where_the_server_listens(string? urls, string? ports, string address) => Assert.Equal(address, HealthProbe.Listening(urls, ports));

    private static IReadOnlyList<string> Problems(Dictionary<string, string?> settings) =>
        SettingsCheck.Problems(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), AppSettings.Sections, AppSettings.OfServer);

    [GeneratedRegex(@"^\| `(\w+__\w+)`", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+__[A-Z][A-Za-z]+\b")]
    private static partial Regex Variable { get; }
}
