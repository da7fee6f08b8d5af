using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tandem.App.Hosting;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Operations;

/// <summary>What a server answers whoever asks too much of it, or whether it is ready.</summary>
public sealed class ReadinessTests(SqliteLedger ledger) : IClassFixture<SqliteLedger>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_not_ready_says_what_is_missing()
    {
        var (clock, working) = (new FakeTimeProvider(), new Worker(Task.CompletedTask));
        var pulse = new Pulse(clock);
        pulse.Beat();
        await using var services = new ServiceCollection().AddSingleton(pulse).BuildServiceProvider();
        using var stopping = new CancellationTokenSource();
        var readiness = new Readiness(ledger.Get<Migrations>(), [working], new Lifetime(stopping.Token), services, clock);
        await working.StartAsync(Stop);
        await working.ExecuteTask!;
        Assert.Empty(await readiness.Missing(Stop));

        clock.Advance(TimeSpan.FromSeconds(13));
        Assert.StartsWith("Nothing could be written to the database for 13 seconds", Assert.Single(await readiness.Missing(Stop)), StringComparison.Ordinal);
        pulse.Beat();

        var failing = new Worker(Task.FromException(new InvalidOperationException()));
        await failing.StartAsync(Stop);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.ExecuteTask!);
        Assert.Equal(["The worker Worker has stopped."], await new Readiness(ledger.Get<Migrations>(), [failing], new Lifetime(stopping.Token), services, clock).Missing(Stop));

        await stopping.CancelAsync();
        Assert.Equal(["This server is stopping."], await readiness.Missing(Stop));
    }

    [Fact]
    public async Task Whoever_asks_for_pages_without_end_is_told_when_to_come_again()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTandemLimits();
        await using var app = builder.Build();
        app.UseRateLimiter();
        app.MapGet("/page", () => Results.Ok()).RequireRateLimiting(Limits.Pages);
        await app.StartAsync(Stop);
        using var http = new HttpClient();
        var page = new Uri(new Uri(app.Urls.Single()), "/page");

        // A bucket of 300 that fills by 30 a second is empty soon, however slow this machine is.
        HttpResponseMessage? refused = null;
        await Parallel.ForEachAsync(Enumerable.Range(0, 20_000), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Stop }, async (_, stop) =>
        {
            if (Volatile.Read(ref refused) is not null) return;
            var answer = await http.GetAsync(page, stop);
            if (!answer.IsSuccessStatusCode) Interlocked.CompareExchange(ref refused, answer, null);
        });

        Assert.Equal(HttpStatusCode.TooManyRequests, refused!.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task More_webhooks_than_can_be_in_hand_are_sent_away_to_come_again_and_those_that_wait_are_served()
    {
        var (inside, go) = (new SemaphoreSlim(0), new TaskCompletionSource());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTandemLimits(deliveries: 1, queue: 1);
        await using var app = builder.Build();
        app.UseRateLimiter();
        app.MapPost("/webhooks", async () =>
        {
            inside.Release();
            await go.Task;
        }).RequireRateLimiting(Limits.Deliveries);
        await app.StartAsync(Stop);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        var served = http.PostAsync("/webhooks", null, Stop);
        await inside.WaitAsync(Stop);
        // One of these two waits, whichever comes first; there is no room for the other.
        Task<HttpResponseMessage>[] later = [http.PostAsync("/webhooks", null, Stop), http.PostAsync("/webhooks", null, Stop)];
        using var refused = await await Task.WhenAny(later);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter!.Delta);

        go.SetResult();
        foreach (var answer in await Task.WhenAll([served, .. later])) Assert.True(answer == refused || answer.IsSuccessStatusCode);
    }

    private sealed class Worker(Task work) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => work;
    }

    private sealed class Lifetime(CancellationToken stopping) : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() { }
    }
}
