using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Tandem.Odoo.Failures;

namespace Tandem.Odoo.Wire;

/// <summary>Sends one request to one Odoo and tells apart "never sent" and "sent, answer lost". Follows no redirect, uses no proxy, keeps no cookie itself.</summary>
internal sealed class OdooHttp(HttpClient client, OdooConnection connection, OdooOptions options, TimeProvider time)
{
    private const int LargestAnswer = 256 * 1024 * 1024;
    private const string SessionCookie = "session_id=";

    /// <summary>One pool of connections for all Odoos: connections are kept by host.</summary>
    public static HttpClient Client(OdooOptions options) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = options.ConnectTimeout,
        // Shorter than any common server's, so that a call rarely meets a connection that is just being closed.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, cancellation) => NetworkGuard.Connect(context.DnsEndPoint, options.AllowPrivateNetworks, cancellation),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    public Task<HttpAnswer> Get(string path, string call, CancellationToken cancellation) =>
        Send(new HttpRequestMessage(HttpMethod.Get, new Uri(connection.Root, path)), new Sent(), call, cancellation);

    /// <param name="bearer">The key for JSON-2; null where the body carries the secret.</param>
    /// <param name="cookie">Of the session that knows the database; null for none.</param>
    public Task<HttpAnswer> Post(string path, byte[] body, OdooSecret? bearer, string? cookie, string call, CancellationToken cancellation)
    {
        var sent = new Sent();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(connection.Root, path)) { Content = new WatchedContent(body, sent) };
        if (bearer is not null) request.Headers.TryAddWithoutValidation("Authorization", "bearer " + bearer.Reveal());
        // An Odoo that is not told lists all its databases before each call, over a connection that it opens for that.
        request.Headers.TryAddWithoutValidation("X-Odoo-Database", connection.Database);
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);

        return Send(request, sent, call, cancellation);
    }

    private async Task<HttpAnswer> Send(HttpRequestMessage request, Sent sent, string call, CancellationToken cancellation)
    {
        if (connection.Root.Scheme != Uri.UriSchemeHttps && !options.AllowPrivateNetworks) throw Unreachable(call, UnreachableCause.NotEncrypted, null);
        using var timeout = new CancellationTokenSource(options.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Tandem", "1"));
        try
        {
            using (request)
            using (var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token))
            {
                var body = await response.Content.ReadAsByteArrayAsync(either.Token);
                return new HttpAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body) { Cookie = Cookie(response) };
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            throw sent.Yes
                ? new OdooException(new OdooFailure.UnknownOutcome(call, timeout.IsCancellationRequested ? $"no answer in {options.CallTimeout.TotalSeconds:0} seconds" : "the connection broke"), failure)
                : Unreachable(call, Cause(failure), failure);
        }
    }

    private static string? Cookie(HttpResponseMessage response) => response.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? cookies.FirstOrDefault(cookie => cookie.StartsWith(SessionCookie, StringComparison.Ordinal))?.Split(';')[0]
        : null;

    private OdooException Unreachable(string call, UnreachableCause cause, Exception? inner) =>
        new(new OdooFailure.Unreachable(call, connection.Root.Authority, cause), inner);

    private static UnreachableCause Cause(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is PrivateNetworkException) return UnreachableCause.PrivateNetwork;
            if (inner is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }) return UnreachableCause.Dns;
            if (inner is System.Security.Authentication.AuthenticationException) return UnreachableCause.Tls;
        }

        return failure switch
        {
            OperationCanceledException => UnreachableCause.Timeout,
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => UnreachableCause.Dns,
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => UnreachableCause.Tls,
            _ => UnreachableCause.Tcp,
        };
    }

    private sealed class Sent
    {
        public volatile bool Yes;
    }

    /// <summary>Notes that the body is on its way: before that, Odoo cannot have acted.</summary>
    private sealed class WatchedContent : HttpContent
    {
        private readonly byte[] body;
        private readonly Sent sent;

        public WatchedContent(byte[] body, Sent sent)
        {
            this.body = body;
            this.sent = sent;
            Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            sent.Yes = true;
            return stream.WriteAsync(body, cancellationToken).AsTask();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
