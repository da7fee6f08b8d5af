using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Tandem.Load;

/// <summary>What the senders saw in one round.</summary>
/// <param name="NinetyNine">99 of 100 were acknowledged within so long.</param>
internal sealed record Acks(double PerSecond, TimeSpan Median, TimeSpan NinetyNine, TimeSpan Slowest, int Refused);

/// <summary>Senders that each wait for an acknowledgement before they send the next webhook; on bare sockets, so that what is measured is the endpoint.</summary>
internal static class IntakeSenders
{
    public const int Count = 32;
    private const int MostHead = 1024;
    private static readonly byte[] Ok = Encoding.ASCII.GetBytes("HTTP/1.1 200 ");
    private static long orders;

    /// <param name="perSecond">So many a second and no more, each acknowledgement counted from when its webhook was due; null as many as are acknowledged.</param>
    public static async Task<Acks> Run(IntakeTarget target, TimeSpan time, CancellationToken cancellationToken, double? perSecond = null)
    {
        var clock = Stopwatch.StartNew();
        var every = perSecond is { } rate ? TimeSpan.FromSeconds(Count / rate) : (TimeSpan?)null;
        var all = await Task.WhenAll(Enumerable.Range(0, Count).Select(sender => Task.Run(() => Send(target, clock, time, every, sender, cancellationToken), cancellationToken)));
        var elapsed = clock.Elapsed;
        var acks = all.SelectMany(s => s.Acks).Order().ToList();
        return new Acks(acks.Count / elapsed.TotalSeconds, acks[acks.Count / 2], acks[(int)(acks.Count * 0.99)], acks[^1], all.Sum(s => s.Refused));
    }

    private static async Task<(List<TimeSpan> Acks, int Refused)> Send(IntakeTarget target, Stopwatch clock, TimeSpan time, TimeSpan? every, int sender, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(target.Address.Host, target.Address.Port, cancellationToken);
        await using var stream = socket.GetStream();
        var answer = new byte[4096];
        var room = new byte[MostHead + IntakeBodies.Size];
        var acks = new List<TimeSpan>();
        var refused = 0;
        var due = (every ?? TimeSpan.Zero) * sender / Count;
        while (clock.Elapsed < time)
        {
            var request = Request(Interlocked.Increment(ref orders), target, room);
            if (every is not null && due - clock.Elapsed is { Ticks: > 0 } early) await Task.Delay(early, cancellationToken);
            // One that is sent late because the one before took long has waited since it was due.
            var sent = every is null || due > clock.Elapsed ? clock.Elapsed : due;
            due += every ?? TimeSpan.Zero;
            await stream.WriteAsync(request, cancellationToken);
            if (await Acknowledged(stream, answer, cancellationToken)) acks.Add(clock.Elapsed - sent);
            else refused++;
        }

        return (acks, refused);
    }

    private static ReadOnlyMemory<byte> Request(long order, IntakeTarget target, byte[] request)
    {
        var body = request.AsSpan(request.Length - IntakeBodies.Size);
        var signature = IntakeBodies.Write(order, target.Key, body);
        var head = Encoding.ASCII.GetBytes(
            $"POST /webhooks HTTP/1.1\r\nHost: tandem\r\nContent-Type: application/json\r\nContent-Length: {IntakeBodies.Size}\r\n"
            + $"X-Shopify-Hmac-Sha256: {signature}\r\nX-Shopify-Topic: orders/updated\r\nX-Shopify-Shop-Domain: {target.Shop}\r\n"
            + $"X-Shopify-Webhook-Id: {Guid.NewGuid()}\r\n\r\n", request);
        // The body stands where it is; the head goes right before it.
        request.AsSpan(0, head).CopyTo(request.AsSpan(request.Length - IntakeBodies.Size - head));
        return request.AsMemory(request.Length - IntakeBodies.Size - head);
    }

    // An answer of the endpoint fits into one buffer: a 200 has no body, and a refusal ends the round's meaning anyway.
    private static async Task<bool> Acknowledged(NetworkStream stream, byte[] answer, CancellationToken cancellationToken)
    {
        var length = 0;
        do
        {
            var read = await stream.ReadAsync(answer.AsMemory(length), cancellationToken);
            if (read == 0) throw new IOException("The endpoint hung up.");
            length += read;
        }
        while (!answer.AsSpan(0, length).EndsWith("\r\n\r\n"u8) && !answer.AsSpan(0, length).EndsWith("again."u8));

        return answer.AsSpan(0, length).StartsWith(Ok);
    }
}
