using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tandem.Tests.Odoo;

/// <summary>An HTTP server on loopback that answers, or misbehaves, as a test tells it; one connection for each request.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<string, string?> answer;
    private readonly Task serving;

    /// <param name="answer">From the request's first line and body to a whole HTTP answer; null drops the connection.</param>
    public ScriptedServer(Func<string, string?> answer)
    {
        this.answer = answer;
        listener.Start();
        serving = Serve();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public static string Json(string body) => Answer("200 OK", "application/json", body);

    public static string Answer(string status, string type, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
        listener.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                var stream = client.GetStream();
                if (answer(await Request(stream)) is { } text) await stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException || stop.IsCancellationRequested)
        {
            // The test is over; a listener stopped between two requests says so as an invalid operation.
        }
    }

    private async Task<string> Request(NetworkStream stream)
    {
        var buffer = new byte[65536];
        var text = "";
        while (true)
        {
            var read = await stream.ReadAsync(buffer, stop.Token);
            text += Encoding.UTF8.GetString(buffer, 0, read);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (end >= 0 && text.Length >= end + 4 + Length(text))) return text;
        }
    }

    private static int Length(string text)
    {
        var at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(text[(at + 16)..text.IndexOf("\r\n", at, StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
