using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Pacing;
using Tandem.Odoo.Records;
using Tandem.Odoo.Wire;
using Xunit;

namespace Tandem.Tests.Odoo;

public sealed class ClientTests
{
    private const string Version = """{"jsonrpc":"2.0","id":1,"result":{"server_version":"18.0","server_version_info":[18,0,0,"final",0,""]}}""";
    private static readonly OdooContext Plain = OdooContext.Plain;
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_whose_answer_is_lost_is_sent_again()
    {
        var reads = 0;
        await using var server = Odoo18(_ => ++reads == 1 ? null : ScriptedServer.Json("""{"jsonrpc":"2.0","id":1,"result":[{"id":3}]}"""));
        using var clients = Clients();

        var found = await clients.For(At(server.Url)).Read("res.partner", [3], ["id"], Plain, Stop);

        Assert.Equal(3, Assert.Single(found).Id);
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task Logging_in_takes_a_turn_as_any_call_does()
    {
        await using var server = Odoo18(_ => ScriptedServer.Json("""{"jsonrpc":"2.0","id":1,"result":[{"id":3}]}"""));
        var options = Options.Create(new OdooOptions { AllowPrivateNetworks = true, MaxConcurrentCalls = 1 });
        var turns = new OwnTurns(options, TimeProvider.System);
        using var clients = new OdooClients(options, TimeProvider.System, NullLoggerFactory.Instance, turns);
        var connection = At(server.Url);
        var busy = await turns.Enter(connection.Server, new OdooTurn(Guid.NewGuid(), CallPriority.Orders, []), Stop);

        var login = clients.For(connection).Session(Stop);
        Assert.NotEqual(login, await Task.WhenAny(login, Task.Delay(200, Stop)));
        busy(null);

        Assert.Equal(18, (await login).Version.Major);
    }

    [Fact]
    public async Task An_action_whose_answer_is_lost_is_never_sent_again_and_says_when_it_has_ended()
    {
        var calls = 0;
        await using var server = Odoo18(_ =>
        {
            calls++;
            return null;
        });
        using var clients = Clients();

        var failed = await Assert.ThrowsAsync<OdooException>(() => clients.For(At(server.Url)).Invoke("sale.order", "action_confirm", [3], Plain, Stop));

        var lost = Assert.IsType<OdooFailure.UnknownOutcome>(failed.Failure);
        Assert.InRange(lost.Settles!.Value, TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(150));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_load_that_met_another_transaction_is_sent_again()
    {
        var loads = 0;
        await using var server = Odoo18(_ => ScriptedServer.Json(++loads < 3
            ? """{"jsonrpc":"2.0","id":1,"result":{"ids":false,"messages":[{"type":"error","record":0,"message":"could not serialize access due to concurrent update"}]}}"""
            : """{"jsonrpc":"2.0","id":1,"result":{"ids":[8],"messages":[],"nextrow":0}}"""));
        using var clients = Clients();

        var outcome = await clients.For(At(server.Url)).Load("res.partner", new LoadTable(["id", "name"], [["customer_1", "Ada"]]), Plain.Identity("tandem_alpha"), Stop);

        Assert.Equal([8], Assert.IsType<LoadOutcome.Loaded>(outcome).Ids);
        Assert.Equal(3, loads);
    }

    [Fact]
    public async Task A_port_nobody_listens_on_is_unreachable()
    {
        Uri nobody;
        await using (var server = new ScriptedServer(_ => null)) nobody = server.Url;
        using var clients = Clients();

        var failed = await Assert.ThrowsAsync<OdooException>(() => clients.For(At(nobody)).Session(Stop));

        Assert.Equal(UnreachableCause.Tcp, Assert.IsType<OdooFailure.Unreachable>(failed.Failure).Cause);
        Assert.Equal(FailureClass.Transient, failed.Failure.Class);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_unless_allowed()
    {
        using var clients = Clients(allowPrivate: false);

        var failed = await Assert.ThrowsAsync<OdooException>(() => clients.For(At(new Uri("https://localhost:1"))).Session(Stop));

        Assert.Equal(UnreachableCause.PrivateNetwork, Assert.IsType<OdooFailure.Unreachable>(failed.Failure).Cause);
        Assert.Equal(FailureClass.Blocked, failed.Failure.Class);
    }

    [Fact]
    public async Task A_secret_is_not_sent_unencrypted()
    {
        using var clients = Clients(allowPrivate: false);

        var failed = await Assert.ThrowsAsync<OdooException>(() => clients.For(At(new Uri("http://odoo.example"))).Session(Stop));

        Assert.Equal(UnreachableCause.NotEncrypted, Assert.IsType<OdooFailure.Unreachable>(failed.Failure).Cause);
    }

    [Fact]
    public async Task A_redirect_is_told_and_not_followed()
    {
        var elsewhere = 0;
        await using var inside = new ScriptedServer(_ =>
        {
            elsewhere++;
            return null;
        });
        await using var server = new ScriptedServer(_ => $"HTTP/1.1 302 Found\r\nLocation: {inside.Url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var clients = Clients();

        var failed = await Assert.ThrowsAsync<OdooException>(() => clients.For(At(server.Url)).Session(Stop));

        Assert.Equal(302, Assert.IsType<OdooFailure.NotOdoo>(failed.Failure).Status);
        Assert.Equal(0, elsewhere);
    }

    [Fact]
    public async Task An_Odoo_before_19_is_told_the_database_once_and_each_call_says_so_again()
    {
        var calls = new List<string>();
        await using var server = new ScriptedServer(request =>
        {
            if (request.StartsWith("GET /web/login?db=db ", StringComparison.Ordinal))
                return "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nSet-Cookie: frontend_lang=en_US; Path=/\r\nSet-Cookie: session_id=a-b_c; HttpOnly; Path=/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            if (request.StartsWith("GET", StringComparison.Ordinal)) return ScriptedServer.Answer("404 NOT FOUND", "text/html", "<title>404</title>");
            if (request.Contains("\"version\"", StringComparison.Ordinal)) return ScriptedServer.Json(Version);
            if (request.Contains("\"login\"", StringComparison.Ordinal)) return ScriptedServer.Json("""{"jsonrpc":"2.0","id":1,"result":6}""");
            calls.Add(request);
            return ScriptedServer.Json("""{"jsonrpc":"2.0","id":1,"result":[{"id":3}]}""");
        });
        using var clients = Clients();

        await clients.For(At(server.Url)).Read("res.partner", [3], ["id"], Plain, Stop);

        Assert.Contains("\r\nCookie: session_id=a-b_c\r\n", Assert.Single(calls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_later_Odoo_is_asked_again_who_it_is()
    {
        var logins = 0;
        await using var server = new ScriptedServer(request =>
        {
            if (request.StartsWith("GET", StringComparison.Ordinal)) return ScriptedServer.Answer("404 NOT FOUND", "text/html", "<title>404</title>");
            if (request.Contains("\"version\"", StringComparison.Ordinal)) return ScriptedServer.Json(Version);
            logins++;
            return ScriptedServer.Json("""{"jsonrpc":"2.0","id":1,"result":6}""");
        });
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        using var clients = new OdooClients(Options.Create(new OdooOptions { AllowPrivateNetworks = true }), clock, NullLoggerFactory.Instance);
        var odoo = clients.For(At(server.Url));

        await odoo.Session(Stop);
        clock.Advance(TimeSpan.FromHours(23));
        await odoo.Session(Stop);
        Assert.Equal(1, logins);
        clock.Advance(TimeSpan.FromHours(2));
        await odoo.Session(Stop);
        Assert.Equal(2, logins);
    }

    [Fact]
    public async Task An_Odoo_that_is_too_old_is_told_by_its_version()
    {
        await using var server = new ScriptedServer(request => request.StartsWith("GET", StringComparison.Ordinal)
            ? ScriptedServer.Answer("404 NOT FOUND", "text/html", "<title>404</title>")
            : ScriptedServer.Json("""{"jsonrpc":"2.0","id":1,"result":{"server_version":"16.0","server_version_info":[16,0,0,"final",0,""]}}"""));
        using var clients = Clients();

        var failed = await Assert.ThrowsAsync<OdooException>(() => clients.For(At(server.Url)).Session(Stop));

        Assert.Equal("16.0", Assert.IsType<OdooFailure.TooOld>(failed.Failure).Version);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("192.168.1.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("64:ff9b::a00:1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("172.32.0.1", false)]
    [InlineData("2606:4700::1", false)]
    public void Internal_addresses_are_known(string address, bool isInternal) => Assert.Equal(isInternal, NetworkGuard.IsInternal(IPAddress.Parse(address)));

    private static ScriptedServer Odoo18(Func<string, string?> call) => new(request =>
        request.StartsWith("GET", StringComparison.Ordinal) ? ScriptedServer.Answer("404 NOT FOUND", "text/html", "<title>404</title>")
        : request.Contains("\"version\"", StringComparison.Ordinal) ? ScriptedServer.Json(Version)
        : request.Contains("\"login\"", StringComparison.Ordinal) ? ScriptedServer.Json("""{"jsonrpc":"2.0","id":1,"result":6}""")
        : call(request));

    private static OdooConnection At(Uri url) => new(url, "db", "bot", new OdooSecret("secret"));

    private static OdooClients Clients(bool allowPrivate = true) =>
        new(Options.Create(new OdooOptions { AllowPrivateNetworks = allowPrivate }), TimeProvider.System, NullLoggerFactory.Instance);
}
