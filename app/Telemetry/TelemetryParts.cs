using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Tandem.App.Telemetry;

/// <summary>Sends traces and metrics to whoever the settings name; to nobody without them, and then nothing is kept.</summary>
internal static class TelemetryParts
{
    /// <summary>What every source and meter of ours begins with.</summary>
    private const string Ours = "Tandem.*";

    private static readonly string[] Collector = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <exception cref="FormatException">A setting cannot be used; the message names it.</exception>
    public static void AddTandemTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var collected = Array.Exists(Collector, name => !string.IsNullOrWhiteSpace(configuration[name]));
        var scraped = MetricsPort.Address(configuration);
        if (!collected && scraped is null) return;
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("tandem", serviceInstanceId: Environment.MachineName));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Ours, "System.Runtime", "Microsoft.AspNetCore.Hosting");
            if (collected) metrics.AddOtlpExporter();
            if (scraped is not null) metrics.AddPrometheusExporter();
        });
        if (collected) telemetry.WithTracing(traces => traces.AddSource(Ours).AddOtlpExporter());
        if (scraped is not null) services.AddSingleton(provider => new MetricsPort(scraped, provider.GetRequiredService<MeterProvider>())).AddHostedService(provider => provider.GetRequiredService<MetricsPort>());
    }
}
