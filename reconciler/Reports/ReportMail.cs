using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Tandem.Sync.Failures;

namespace Tandem.Reconciler;

/// <summary>What came of mailing a report.</summary>
/// <param name="Error">A sentence; null when all readers got theirs.</param>
internal sealed record MailOutcome(int Sent, string? Error);

/// <summary>Mails a report to its readers: by SMTP, or into a folder where none is set.</summary>
internal sealed class ReportMail(IOptions<MailOptions> options, TimeProvider time)
{
    private MailOptions Options => options.Value;

    public async Task<MailOutcome> Send(NightReport report, IReadOnlyList<(DateOnly Day, int Findings)> trend, Uri? app, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (Options.OnlyWhenWrong && report.Verdict == Grains.Ledger.NightVerdict.Agrees) return new MailOutcome(0, null);
        if (Readers().ToList() is not { Count: > 0 } readers) return new MailOutcome(0, null);
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
        foreach (var (_, address) in Readers())
            if (!MailboxAddress.TryParse(address, out _)) throw new FormatException($"Mail:To names “{address}”, which is no mail address: write such as finance=books@example.com, separated by commas.");
        if (!MailboxAddress.TryParse(Options.From, out _)) throw new FormatException($"Mail:From is “{Options.From}”, which is no mail address: write such as tandem@example.com.");
        if (Options.Smtp is { Scheme: not ("smtp" or "smtps") } server) throw new FormatException($"Mail:Smtp begins with “{server.Scheme}”: write smtp://user@host:587 or smtps://user@host:465.");
    }

    /// <summary>A role reads what it has to do; the verdict and the counts are everybody's.</summary>
    private static NightReport Of(NightReport report, Role? role) => role is not { } only ? report : report with { Findings = [.. report.Findings.Where(finding => finding.Owner == only)] };

    private IEnumerable<(Role? Role, string Address)> Readers()
    {
        foreach (var reader in Options.To.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = reader.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 1) yield return (null, parts[0]);
            else if (Enum.TryParse<Role>(parts[0], ignoreCase: true, out var role)) yield return (role, parts[1]);
            else throw new FormatException($"Mail:To names the role “{parts[0]}”: write ecommerce, operations, finance or technical before the =.");
        }
    }

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
            catch (Exception failure) when (failure is SmtpCommandException or SmtpProtocolException or SocketException or IOException or AuthenticationException or SslHandshakeException or TimeoutException or ServiceNotConnectedException)
            {
                // What the server refuses for good is refused again; what is away may be back.
                if (attempt >= Options.Attempts || failure is AuthenticationException or SmtpCommandException { StatusCode: >= SmtpStatusCode.CommandUnrecognized }) return $"{server.Host} said: {failure.Message}";
                await Task.Delay(pause, time, stop);
                pause *= 2;
            }
        }
    }

    private async Task Send(Uri server, MimeMessage mail, CancellationToken stop)
    {
        using var client = new SmtpClient();
        var tls = server.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable;
        await client.ConnectAsync(server.Host, server.Port > 0 ? server.Port : 0, tls, stop);
        var named = server.UserInfo.Split(':', 2);
        if (named[0].Length > 0) await client.AuthenticateAsync(Uri.UnescapeDataString(named[0]), Options.Password ?? (named.Length > 1 ? Uri.UnescapeDataString(named[1]) : ""), stop);
        await client.SendAsync(mail, stop);
        await client.DisconnectAsync(true, stop);
    }
}
