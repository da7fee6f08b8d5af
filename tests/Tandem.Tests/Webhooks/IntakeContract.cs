using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Tests.Fixtures;
using Tandem.Tests.Ledger;
using Xunit;

namespace Tandem.Tests.Webhooks;

public sealed class IntakeOnSqlite(SqliteLedger ledger) : IntakeContract(ledger), IClassFixture<SqliteLedger>;

public sealed class IntakeOnPostgres(PostgresLedger ledger) : IntakeContract(ledger), IClassFixture<PostgresLedger>;

public abstract class IntakeContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private const string Body = """{"id":1001,"updated_at":"2026-11-20T09:00:00Z"}""";

    [Theory]
    [InlineData("X-Shopify-")]
    [InlineData("Shopify-")]
    public async Task A_signed_delivery_of_either_header_family_is_committed_and_acknowledged(string family)
    {
        await using var endpoint = await Start();

        using var answer = await endpoint.Deliver(Body, Stop, family);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var claim = Assert.Single(await Ledger.Get<IInbox>().Claim(new ClaimTerms("worker", 10, TimeSpan.FromMinutes(1)), Stop));
        Assert.Equal("alpha.myshopify.com/order/1001", claim.Record.ToString());
        Assert.Equal(Body, Encoding.UTF8.GetString(await Single<byte[]>("select body from inbox")));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public async Task A_removal_ends_the_installation_it_speaks_of_and_no_later_one(int minutes, bool stays)
    {
        await using var endpoint = await Start();
        var shop = ShopDomain.Parse("alpha.myshopify.com");
        var (shops, tokens) = (endpoint.Services.GetRequiredService<IShops>(), endpoint.Services.GetRequiredService<ITokens>());
        await tokens.Save(shop, 0, "token", null, Stop);
        var connected = (await shops.Find(shop, Stop))!.ConnectedAt;

        using var answer = await endpoint.Deliver("{}", Stop, change: r =>
        {
            Set(r, "Topic", "app/uninstalled");
            Set(r, "Triggered-At", connected.AddMinutes(minutes).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((stays, stays), (await tokens.Find(shop, Stop) is not null, (await shops.Find(shop, Stop))!.DisconnectedAt is null));
    }

    [Fact]
    public async Task The_previous_secret_still_signs()
    {
        await using var endpoint = await Start();

        using var answer = await endpoint.Deliver(Body, Stop, change: r => Set(r, "Hmac-Sha256", Endpoint.Sign(Encoding.UTF8.GetBytes(Body), Endpoint.PreviousSecret)));

        Assert.Equal((HttpStatusCode.OK, 1), (answer.StatusCode, await Rows()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task An_unsigned_or_badly_signed_delivery_is_401_and_leaves_nothing(string? signature)
    {
        await using var endpoint = await Start();

        using var answer = await endpoint.Deliver(Body, Stop, change: r => Set(r, "Hmac-Sha256", signature));

        Assert.Equal((HttpStatusCode.Unauthorized, 0), (answer.StatusCode, await Rows()));
    }

    [Fact]
    public async Task A_body_that_was_changed_on_its_way_is_401()
    {
        await using var endpoint = await Start();

        using var answer = await endpoint.Deliver(Body, Stop, change: r =>
        {
            r.Content = new StringContent(Body.Replace("1001", "1002", StringComparison.Ordinal), Encoding.UTF8, "application/json");
        });

        Assert.Equal((HttpStatusCode.Unauthorized, 0), (answer.StatusCode, await Rows()));
    }

    [Theory]
    [InlineData("Topic", null)]
    [InlineData("Webhook-Id", null)]
    [InlineData("Shop-Domain", null)]
    [InlineData("Shop-Domain", "alpha.example.com")]
    [InlineData("Shop-Domain", "alpha.myshopify.com.evil.example")]
    public async Task A_signed_delivery_with_a_bad_header_is_400_and_says_which(string header, string? value)
    {
        await using var endpoint = await Start();

        using var answer = await endpoint.Deliver(Body, Stop, change: r => Set(r, header, value));

        Assert.Equal((HttpStatusCode.BadRequest, 0), (answer.StatusCode, await Rows()));
        Assert.Contains(header.Split('-')[0], await answer.Content.ReadAsStringAsync(Stop), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"id":1001,"updated_at":"2026-""")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("1001")]
    [InlineData("""{"id":"a string"}""")]
    [InlineData("""{"name":"#1001"}""")]
    public async Task A_signed_body_that_is_no_order_is_400(string body)
    {
        await using var endpoint = await Start();

        using var answer = await endpoint.Deliver(body, Stop);

        Assert.Equal((HttpStatusCode.BadRequest, 0), (answer.StatusCode, await Rows()));
    }

    [Fact]
    public async Task A_content_type_other_than_json_is_400()
    {
        await using var endpoint = await Start();

        using var answer = await endpoint.Deliver(Body, Stop, change: r => r.Content!.Headers.ContentType = new MediaTypeHeaderValue("text/html"));

        Assert.Equal((HttpStatusCode.BadRequest, 0), (answer.StatusCode, await Rows()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task More_than_two_mebibytes_is_413_whether_announced_or_not(bool chunked)
    {
        await using var endpoint = await Start();
        var body = $$"""{"id":1001,"note":"{{new string('x', 2 << 20)}}"}""";

        using var answer = await endpoint.Deliver(body, Stop, change: r =>
        {
            r.Headers.TransferEncodingChunked = chunked;
            r.Headers.ExpectContinue = true;
        });

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, 0), (answer.StatusCode, await Rows()));
    }

    [Fact]
    public async Task A_large_order_within_the_limit_is_kept_whole()
    {
        await using var endpoint = await Start();
        var body = $$"""{"id":1001,"note":"{{new string('x', (2 << 20) - 100)}}"}""";

        using var answer = await endpoint.Deliver(body, Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(body.Length, await Single<long>("select length(body) from inbox"));
    }

    [Fact]
    public async Task A_sender_that_hangs_up_in_the_middle_leaves_nothing()
    {
        await using var endpoint = await Start();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(endpoint.Http.BaseAddress!.Host, endpoint.Http.BaseAddress.Port, Stop);
            var head = $"POST /webhooks HTTP/1.1\r\nHost: tandem\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n"
                + $"X-Shopify-Topic: orders/updated\r\nX-Shopify-Shop-Domain: alpha.myshopify.com\r\nX-Shopify-Webhook-Id: w\r\n"
                + $"X-Shopify-Hmac-Sha256: {Endpoint.Sign(Encoding.UTF8.GetBytes(Body))}\r\n\r\n{Body[..10]}";
            await using var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Stop);
            socket.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream);
            Assert.DoesNotContain(" 200 ", await Answer(reader), StringComparison.Ordinal);
        }

        Assert.Equal(0, await Rows());

        // A connection that is cut is as good a refusal as one in words.
        static async Task<string> Answer(StreamReader reader)
        {
            try
            {
                return await reader.ReadToEndAsync(Stop);
            }
            catch (IOException)
            {
                return "";
            }
        }
    }

    [Fact]
    public async Task A_topic_that_concerns_no_record_is_acknowledged_and_not_kept()
    {
        await using var endpoint = await Start();

        using var answer = await endpoint.Deliver(Body, Stop, change: r => Set(r, "Topic", "themes/publish"));

        Assert.Equal((HttpStatusCode.OK, 0), (answer.StatusCode, await Rows()));
    }

    [Fact]
    public async Task A_shop_that_is_not_connected_is_acknowledged_and_not_kept()
    {
        await using var endpoint = await Start();

        using var answer = await endpoint.Deliver(Body, Stop, change: r => Set(r, "Shop-Domain", "stranger.myshopify.com"));

        Assert.Equal((HttpStatusCode.OK, 0), (answer.StatusCode, await Rows()));
    }

    [Fact]
    public async Task Duplicates_are_acknowledged_and_cost_no_row()
    {
        await using var endpoint = await Start();

        using var first = await endpoint.Deliver(Body, Stop, change: r => Named(r, "w1", "e1"));
        using var again = await endpoint.Deliver(Body, Stop, change: r => Named(r, "w1", "e1"));
        using var sameEvent = await endpoint.Deliver(Body, Stop, change: r => Named(r, "w2", "e1"));

        Assert.All([first, again, sameEvent], a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(1, await Rows());

        using var another = await endpoint.Deliver(Body, Stop, change: r => Named(r, "w3", "e2"));
        Assert.Equal(2, await Rows());
    }

    [Fact]
    public async Task A_table_that_cannot_be_written_is_503_with_a_time_to_come_again_and_nothing_half_written()
    {
        await using var endpoint = await Start();
        await Change("alter table inbox rename to inbox_away");
        try
        {
            using var answer = await endpoint.Deliver(Body, Stop);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
        finally
        {
            await Change("alter table inbox_away rename to inbox");
        }

        Assert.Equal(0, await Rows());
        using var later = await endpoint.Deliver(Body, Stop);
        Assert.Equal((HttpStatusCode.OK, 1), (later.StatusCode, await Rows()));
    }

    [Fact]
    public async Task Other_methods_are_405()
    {
        await using var endpoint = await Start();

        using var answer = await endpoint.Http.GetAsync(new Uri("/webhooks", UriKind.Relative), Stop);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    private async Task<Endpoint> Start()
    {
        var endpoint = await Endpoint.Start(Ledger.ConnectionString, Stop);
        await endpoint.Services.GetRequiredService<IShops>().Connect(Alpha, Stop);
        return endpoint;
    }

    private static void Named(HttpRequestMessage request, string delivery, string happened)
    {
        Set(request, "Webhook-Id", delivery);
        Set(request, "Event-Id", happened);
    }

    private static void Set(HttpRequestMessage request, string header, string? value)
    {
        request.Headers.Remove($"X-Shopify-{header}");
        if (value is not null) request.Headers.TryAddWithoutValidation($"X-Shopify-{header}", value);
    }

    private async Task<long> Rows() => await Single<long>("select count(*) from inbox");

    private async Task<T> Single<T>(string sql)
    {
        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        return await connection.QuerySingleAsync<T>(sql);
    }

    private async Task Change(string sql)
    {
        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        await connection.ExecuteAsync(sql);
    }
}
