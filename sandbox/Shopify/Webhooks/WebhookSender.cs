using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Sandbox.Shopify.Webhooks;

/// <summary>Sends webhooks as Shopify does: signed, within five seconds, again when refused.</summary>
internal sealed class WebhookSender(PracticeShopifyOptions options) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(1), UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentQueue<Delivery> journal = new();
    private readonly ConcurrentDictionary<Task, bool> running = new();

    public IReadOnlyCollection<Delivery> Journal => journal;

    public Uri? Address { get; set; } = options.WebhookAddress;

    public bool Echoes => options.EchoWrites && Address is not null;

    /// <summary>Sends, and again until it is accepted or the tries are used up.</summary>
    public async Task Send(Delivery delivery, DeliveryPlan plan, CancellationToken cancellationToken)
    {
        journal.Enqueue(delivery);
        if (plan.Drop) return;
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        if (plan.Delay > TimeSpan.Zero) await Task.Delay(plan.Delay, options.Clock, both.Token);
        await Try(delivery, plan, both.Token);
        for (var again = 0; again < plan.SameAgain; again++) await Try(delivery, plan, both.Token);
        var wait = options.FirstRetry;
        for (var retry = 0; retry < options.Retries && !delivery.Accepted && !plan.Once; retry++, wait *= 2)
        {
            await Task.Delay(wait, options.Clock, both.Token);
            await Try(delivery, plan, both.Token);
        }
    }

    /// <summary>Sends without being waited for; <see cref="Settled"/> waits.</summary>
    public void SendLater(Delivery delivery, DeliveryPlan plan)
    {
        var task = Quietly(Send(delivery, plan, CancellationToken.None));
        running[task] = true;
        _ = task.ContinueWith(done => running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>All that was sent without waiting has been delivered or given up.</summary>
    public Task Settled() => Task.WhenAll(running.Keys);

    public void Close() => closing.Cancel();

    public void Dispose()
    {
        closing.Cancel();
        http.Dispose();
        closing.Dispose();
    }

    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // Closed before it was sent; the journal shows that it never arrived.
        }
    }

    private async Task Try(Delivery delivery, DeliveryPlan plan, CancellationToken cancellationToken)
    {
        var at = options.Clock.GetUtcNow();
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var request = Request(delivery, plan);
            using var response = await http.SendAsync(request, cancellationToken);
            delivery.Add(new Attempt(at, (int)response.StatusCode, null, Stopwatch.GetElapsedTime(began)));
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            delivery.Add(new Attempt(at, null, failed.Message, Stopwatch.GetElapsedTime(began)));
        }
    }

    private HttpRequestMessage Request(Delivery delivery, DeliveryPlan plan)
    {
        var body = delivery.Body.ToArray();
        var request = new HttpRequestMessage(HttpMethod.Post, Address ?? throw new InvalidOperationException("No webhook address is set."))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var prefix = plan.NewerHeaders ? "shopify-" : "X-Shopify-";
        void Header(string name, string value) => request.Headers.TryAddWithoutValidation(prefix + name, value);
        Header("Topic", delivery.Topic);
        Header("Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(plan.Secret ?? options.ClientSecret), body)));
        Header("Shop-Domain", delivery.Shop);
        Header("API-Version", PracticeShopify.ApiVersion);
        Header("Webhook-Id", delivery.Id);
        Header("Event-Id", delivery.EventId);
        Header("Triggered-At", delivery.TriggeredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        return request;
    }
}
