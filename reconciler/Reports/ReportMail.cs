using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;

namespace Tandem.Reconciler;

/// <summary>What came of mailing a report.</summary>
/// <param name="Error">A sentence; null when all readers got theirs.</param>
internal sealed record MailOutcome(int Sent, string? Error);

/// <summary>Mails a report to its readers: by SMTP, or into a folder where none is set.</summary>
internal sealed class ReportMail(IOptions<MailOptions> options, TimeProvider time)
{
    private MailOptions Options => options.Value;

    /// <param name="decided">Whom the shop itself wants told, and when.</param>
    public async Task<MailOutcome> Send(NightReport report, IReadOnlyList<(DateOnly Day, int Findings)> trend, Uri? app, ReconciliationDecision decided, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(decided);
        // That a night did not run, or a report did not arrive, is something wrong too.
        if ((decided.OnlyWhenWrong ?? Options.OnlyWhenWrong) && report is { Verdict: Grains.Ledger.NightVerdict.Agrees, Alerts.Count: 0 }) return new MailOutcome(0, null);
        if ((decided.Readers.Count > 0 ? decided.Readers : Readers()) is not { Count: > 0 } readers) return new MailOutcome(0, null);
        var refused = new List<string>();
        foreach (var (role, address) in readers)
        {
            var mail = Mail(Of(report, role), address, trend, app);
            if (await Deliver(mail, stop) is { } error) refused.Add($"{address}: {error}");
        }

        return new MailOutcome(readers.Count - refused.Count, refused.Count == 0 ? null : $"The report of {report.Shop} did not reach {string.Join("; ", refused)}");
    }

    /// <exception cref="FormatException">A setting cannot be used; the message names it.</exception>
    public void Check()
    {
        Readers();
        if (!MailboxAddress.TryParse(Options.From, out _)) throw new FormatException($"Mail:From is “{Options.From}”, which is no mail address: write such as tandem@example.com.");
        if (Options.Authority is { Length: > 0 } authority && !File.Exists(authority)) throw new FormatException($"Mail:Authority names {authority}, and there is no such file: name the certificate (PEM) by which the mail server is trusted, or leave it out.");
        if (Options.Smtp is { Scheme: not ("smtp" or "smtps") } server) throw new FormatException($"Mail:Smtp begins with “{server.Scheme}”: write smtp://user@host:587 or smtps://user@host:465.");
    }

    /// <summary>A role reads what it has to do; the verdict and the counts are everybody's.</summary>
    private static NightReport Of(NightReport report, Role? role) => role is not { } only ? report : report with { Findings = [.. report.Findings.Where(finding => finding.Owner == only)] };

    private List<ReportReader> Readers() =>
    [
        .. Options.To.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => ReportReader.TryParse(text)
            ?? throw new FormatException($"Mail:To names “{text}”: write mail addresses separated by commas, or a role before one, such as finance=books@example.com (ecommerce, operations, finance or technical).")),
    ];

    private MimeMessage Mail(NightReport report, string to, IReadOnlyList<(DateOnly Day, int Findings)> trend, Uri? app)
    {
        var mail = new MimeMessage { Subject = ReportWords.Subject(report), Date = time.GetUtcNow() };
        mail.From.Add(MailboxAddress.Parse(Options.From));
        mail.To.Add(MailboxAddress.Parse(to));
        mail.Body = new BodyBuilder { TextBody = ReportText.Of(report), HtmlBody = ReportHtml.Of(report, trend, app) }.ToMessageBody();
        return mail;
    }

    /// <summary>Sends or leaves one mail; what went wrong in a sentence, or null.</summary>
    internal async Task<string?> Deliver(MimeMessage mail, CancellationToken stop)
    {
        if (Options.Smtp is not { } server)
        {
            Directory.CreateDirectory(Options.Pickup);
            var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd'T'HHmmssfff}-{Guid.CreateVersion7(time.GetUtcNow()):N}.eml");
            await mail.WriteToAsync(Path.Combine(Options.Pickup, name), stop);
            return null;
        }

        var pause = Options.Pause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Send(server, mail, stop);
                return null;
            }
            catch (Exception failure) when (failure is SmtpCommandException or SmtpProtocolException or SocketException or IOException or AuthenticationException or SslHandshakeException or TimeoutException or ServiceNotConnectedException or NotSupportedException)
            {
                // What the server refuses for good is refused again; what is away may be back.
                if (attempt >= Options.Attempts || failure is AuthenticationException or NotSupportedException or SslHandshakeException or SmtpCommandException { StatusCode: >= SmtpStatusCode.CommandUnrecognized }) return Said(server, failure);
                await Task.Delay(pause, time, stop);
                pause *= 2;
            }
        }
    }

    private static string Said(Uri server, Exception failure) => failure switch
    {
        SslHandshakeException => $"{server.Host} could not be trusted: its certificate is not one that this machine trusts, or is for another name. Name its authority in Mail:Authority, or correct Mail:Smtp.",
        NotSupportedException => $"{server.Host} offers no encryption, without which no password is sent. Use smtps://, or a server that offers STARTTLS.",
        AuthenticationException => $"{server.Host} refused the login: {failure.Message} Correct the user in Mail:Smtp, or Mail:Password.",
        _ => $"{server.Host} said: {failure.Message}",
    };

    private async Task Send(Uri server, MimeMessage mail, CancellationToken stop)
    {
        using var client = new SmtpClient();
        var named = server.UserInfo.Split(':', 2);
        // A password is never said where others may listen.
        var tls = server.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect : named[0].Length > 0 ? SecureSocketOptions.StartTls : SecureSocketOptions.StartTlsWhenAvailable;
        if (Options.Authority is { Length: > 0 } authority) client.ServerCertificateValidationCallback = MailTrust.In(authority);
        await client.ConnectAsync(server.Host, server.Port > 0 ? server.Port : 0, tls, stop);
        if (named[0].Length > 0) await client.AuthenticateAsync(Uri.UnescapeDataString(named[0]), Options.Password ?? (named.Length > 1 ? Uri.UnescapeDataString(named[1]) : ""), stop);
        await client.SendAsync(mail, stop);
        await client.DisconnectAsync(true, stop);
    }
}
