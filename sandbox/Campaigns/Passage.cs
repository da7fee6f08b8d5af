using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Tandem.Sandbox.Campaigns;

/// <summary>Stands before one or several servers of a kind and passes each request on to the next that answers; it can be shut, lose answers, and counts who is inside.</summary>
internal sealed class Passage : IAsyncDisposable
{
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase) { "Transfer-Encoding", "Connection", "Keep-Alive", "Host", "Content-Length" };

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2), PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
    }) { Timeout = Timeout.InfiniteTimeSpan };

    private readonly Lock gate = new();
    private readonly WebApplication web;
    private readonly IReadOnlyList<Uri> behind;
    private readonly Func<bool> loses;
    private int turn;
    private int inside;

    private Passage(IReadOnlyList<Uri> behind, Func<bool> loses)
    {
        (this.behind, this.loses) = (behind, loses);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        web = builder.Build();
        web.Run(Pass);
    }

    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Nobody gets through, and who is inside gets no answer.</summary>
    public bool Shut { get; set; }

    public int Lost { get; private set; }

    public int Passed { get; private set; }

    public int MostInside { get; private set; }

    /// <param name="loses">Whether the next answer is lost after the work was done.</param>
    public static async Task<Passage> Open(IReadOnlyList<Uri> behind, Func<bool> loses, CancellationToken stop)
    {
        var passage = new Passage(behind, loses);
        await passage.web.StartAsync(stop);
        return passage;
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await web.StopAsync(soon.Token);
        await web.DisposeAsync();
        http.Dispose();
    }

    private async Task Pass(HttpContext context)
    {
        if (Shut)
        {
            context.Abort();
            return;
        }

        using var kept = new MemoryStream();
        await context.Request.Body.CopyToAsync(kept, context.RequestAborted);
        Enter();
        try
        {
            using var answer = await Ask(context.Request, kept.ToArray());
            var body = answer is null ? [] : await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
            if (Shut || Loses(answer)) context.Abort();
            else await Answer(context, answer, body);
        }
        catch (HttpRequestException)
        {
            // It ended amid the request.
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
        finally
        {
            lock (gate) inside--;
        }
    }

    private void Enter()
    {
        lock (gate)
        {
            Passed++;
            MostInside = Math.Max(MostInside, ++inside);
        }
    }

    private bool Loses(HttpResponseMessage? answer)
    {
        if (answer is null || !loses()) return false;
        lock (gate) Lost++;
        return true;
    }

    /// <summary>Whoever asked may have gone: what was passed on is done all the same.</summary>
    private async Task<HttpResponseMessage?> Ask(HttpRequest asked, byte[] body)
    {
        var first = Interlocked.Increment(ref turn);
        for (var i = 0; i < behind.Count; i++)
        {
            using var request = Copy(asked, body, behind[(int)((uint)(first + i) % behind.Count)]);
            try
            {
                return await http.SendAsync(request, CancellationToken.None);
            }
            catch (HttpRequestException failed) when (failed.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // Nobody listens there; the next one may.
            }
        }

        return null;
    }

    private static HttpRequestMessage Copy(HttpRequest asked, byte[] body, Uri server)
    {
        var request = new HttpRequestMessage(new HttpMethod(asked.Method), new Uri(server, asked.Path + asked.QueryString)) { Content = new ByteArrayContent(body) };
        foreach (var (name, values) in asked.Headers)
            if (!Own.Contains(name) && !request.Headers.TryAddWithoutValidation(name, values.ToArray())) request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        return request;
    }

    private static async Task Answer(HttpContext context, HttpResponseMessage? answer, byte[] body)
    {
        context.Response.StatusCode = (int?)answer?.StatusCode ?? StatusCodes.Status502BadGateway;
        foreach (var (name, values) in answer?.Headers.Concat(answer.Content.Headers) ?? [])
            if (!Own.Contains(name)) context.Response.Headers[name] = values.ToArray();
        await context.Response.Body.WriteAsync(body, CancellationToken.None);
    }
}
