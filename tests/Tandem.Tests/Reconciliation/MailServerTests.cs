using Microsoft.Extensions.Options;
using Tandem.Reconciler;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Xunit;

namespace Tandem.Tests.Reconciliation;

/// <summary>The report mailed by a real server, with encryption and a login.</summary>
public sealed class MailServerTests(MailServer server) : IClassFixture<MailServer>
{
    private static readonly DateTimeOffset Night = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_that_the_server_knows_get_theirs_encrypted_and_one_that_it_refuses_is_named_in_its_words()
    {
        server.Required();

        var outcome = await Send(new MailOptions { Smtp = server.Address, Authority = server.Authority, From = "tandem@example.com" }, "owner@example.com", "nobody@example.com", "finance=books@example.com");

        Assert.Equal(2, outcome.Sent);
        Assert.Contains("did not reach nobody@example.com", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("no such mailbox here", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("owner@example.com", outcome.Error, StringComparison.Ordinal);
        var mails = await server.Arrived(2, Stop);
        Assert.Contains("Envelope-to: owner@example.com", mails, StringComparison.Ordinal);
        Assert.Contains("Envelope-to: books@example.com", mails, StringComparison.Ordinal);
        Assert.Equal(2, mails.Split("Subject: alpha.myshopify.com: 1 difference between Shopify and Odoo").Length - 1);
        // With a login, over TLS.
        Assert.Equal(2, mails.Split("with esmtpsa").Length - 1);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_authority_and_another_name_are_each_told_once()
    {
        server.Required();
        var wrong = new UriBuilder(server.Address) { Password = "guess" }.Uri;

        Assert.Contains("localhost refused the login", (await Send(new MailOptions { Smtp = wrong, Authority = server.Authority }, "owner@example.com")).Error, StringComparison.Ordinal);
        Assert.Contains("Name its authority in Mail:Authority", (await Send(new MailOptions { Smtp = server.Address }, "owner@example.com")).Error, StringComparison.Ordinal);
        // A certificate for another name is not trusted by its authority either.
        var elsewhere = new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri;
        Assert.Contains("is for another name", (await Send(new MailOptions { Smtp = elsewhere, Authority = server.Authority }, "owner@example.com")).Error, StringComparison.Ordinal);
    }

    /// <summary>A pause would outlast the test: what is refused for good is not tried again.</summary>
    private static Task<MailOutcome> Send(MailOptions options, params string[] readers)
    {
        options.Pause = TimeSpan.FromDays(1);
        var decided = new ReconciliationDecision { Readers = [.. readers.Select(reader => ReportReader.TryParse(reader)!)] };
        var report = new NightReport
        {
            Shop = "alpha.myshopify.com", StartedAt = Night, From = Night.AddDays(-35), Completeness = Completeness.Of([]),
            Findings = [new ReportedFinding("order/1", "#1001", FindingKind.Differs, "total", "10.00", "12.00", "It was changed in Odoo by hand.", Role.Finance, "Correct it.", null)],
        };
        return new ReportMail(Options.Create(options), TimeProvider.System).Send(report, [], null, decided, Stop);
    }
}
