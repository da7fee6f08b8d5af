using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Tandem.Load;

/// <summary>What the senders saw in one round.</summary>
internal sealed record Acks(double PerSecond, TimeSpan Median, TimeSpan Slowest, int Refused);

/// <summary>Senders that each wait for an acknowledgement before they send the next webhook.</summary>
internal static class IntakeSenders
{
    public const int Count = 32;
    private static long orders;

    public static async Task<Acks> Run(IntakeServer server, TimeSpan time, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Count }) { BaseAddress = server.Address };
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(() => Send(http, clock, time, cancellationToken), cancellationToken)));
        var elapsed = clock.Elapsed;
        var acks = all.SelectMany(s => s.Acks).Order().ToList();
        return new Acks(acks.Count / elapsed.TotalSeconds, acks[acks.Count / 2], acks[^1], all.Sum(s => s.Refused));
    }

    private static async Task<(List<TimeSpan> Acks, int Refused)> Send(HttpClient http, Stopwatch clock, TimeSpan time, CancellationToken cancellationToken)
    {
        var acks = new List<TimeSpan>();
        var refused = 0;
        while (clock.Elapsed < time)
        {
            var (body, signature) = IntakeBodies.Of(Interlocked.Increment(ref orders));
            using var request = Request(body, signature);
            var sent = clock.Elapsed;
            using var answer = await http.SendAsync(request, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK) acks.Add(clock.Elapsed - sent);
            else refused++;
        }

        return (acks, refused);
    }

    private static HttpRequestMessage Request(byte[] body, string signature)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks") { Content = content };
        request.Headers.Add("X-Shopify-Hmac-Sha256", signature);
        request.Headers.Add("X-Shopify-Topic", "orders/updated");
        request.Headers.Add("X-Shopify-Shop-Domain", IntakeServer.Shop);
        request.Headers.Add("X-Shopify-Webhook-Id", Guid.NewGuid().ToString());
        return request;
    }
}
