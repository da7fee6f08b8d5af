using OpenTelemetry.Metrics;

namespace Tandem.App.Telemetry;

/// <summary>Answers Prometheus at an address of its own; nothing else is served there.</summary>
internal sealed class MetricsPort(Uri address, MeterProvider meters) : IHostedService, IAsyncDisposable
{
    public const string Setting = "Telemetry:Prometheus";

    private WebApplication? listening;

    /// <summary>Where it listens once it has started, such as <c>http://127.0.0.1:9464</c>.</summary>
    public Uri Listens => new(listening!.Urls.First());

    /// <summary>Null where nobody scrapes.</summary>
    /// <exception cref="Tandem.Grains.Settings.SettingsException">The setting names no address.</exception>
    public static Uri? Address(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } text) return null;
        // A star stands for every address of the machine; Uri knows no such host.
        return Uri.TryCreate(text.Replace("//*", "//[::]", StringComparison.Ordinal), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && address.AbsolutePath == "/"
            ? address
            : throw new Tandem.Grains.Settings.SettingsException($"{Setting} is “{text}”, which is no address to listen at: write such as http://127.0.0.1:9464, or http://*:9464 for every address of the machine.");
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address.GetLeftPart(UriPartial.Authority));
        listening = builder.Build();
        listening.UseOpenTelemetryPrometheusScrapingEndpoint(meters, null, "/metrics", null, null);
        await listening.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => listening?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => listening?.DisposeAsync() ?? ValueTask.CompletedTask;
}
