using Microsoft.Extensions.Options;
using MimeKit;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>Mails one trouble to those whose flow or job it is; where nobody has it, to all who read anything.</summary>
internal sealed class AlertMail(IOptions<AlertsOptions> options, IOptions<MailOptions> mail, DecidedReaders decided, ReportMail post, TimeProvider time)
{
    /// <summary>How many readers it did not reach.</summary>
    public async Task<int> Send(ShopDomain shop, Role owner, Flow? flow, string subject, IReadOnlyList<string> text, CancellationToken stop)
    {
        var refused = 0;
        foreach (var address in Readers(owner, flow, (await decided.Of(shop, stop)).Readers))
        {
            var message = new MimeMessage { Subject = $"{shop}: {subject}", Date = time.GetUtcNow() };
            message.From.Add(MailboxAddress.Parse(mail.Value.From));
            message.To.Add(MailboxAddress.Parse(address));
            message.Body = new TextPart("plain") { Text = string.Join("\n\n", text) + "\n" };
            if (await post.Deliver(message, stop) is not null) refused++;
        }

        return refused;
    }

    /// <exception cref="FormatException">A reader cannot be understood; the message names the setting.</exception>
    public void Check() => All([]);

    /// <param name="shops">Whom the shop itself wants told of its reports.</param>
    internal IReadOnlyList<string> Readers(Role owner, Flow? flow, IReadOnlyList<ReportReader> shops)
    {
        var all = All(shops);
        // Whoever asked for the flow by its name has it instead of the role.
        var byFlow = all.Where(reader => reader.Flow is { } named && named == flow).ToList();
        var theirs = all.Where(reader => reader is { Flow: null, Role: null } || (byFlow.Count == 0 && reader.Role == owner)).Concat(byFlow).ToList();
        return [.. (theirs.Count > 0 ? theirs : all).Select(reader => reader.Address).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Who runs Tandem names who is alerted; else the shop's own readers are, and where it has none, who runs Tandem names who reads anything.</summary>
    private List<Reader> All(IReadOnlyList<ReportReader> shops) =>
        options.Value.To.Length == 0 && shops.Count > 0
            ? [.. shops.Select(reader => new Reader(reader.Role, null, reader.Address))]
            : [.. (options.Value.To.Length > 0 ? options.Value.To : mail.Value.To).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Reader.Of)];

    private sealed record Reader(Role? Role, Flow? Flow, string Address)
    {
        public static Reader Of(string text)
        {
            var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
            if (!parts[^1].Contains('@', StringComparison.Ordinal) || !MailboxAddress.TryParse(parts[^1], out _)) throw new FormatException($"Alerts:To names “{parts[^1]}”, which is no mail address: write such as technical=it@example.com, separated by commas.");
            if (parts.Length == 1) return new Reader(null, null, parts[0]);
            if (Flows.TryFlow(parts[0]) is { } flow) return new Reader(null, flow, parts[1]);
            return Enum.TryParse<Role>(parts[0], ignoreCase: true, out var role)
                ? new Reader(role, null, parts[1])
                : throw new FormatException($"Alerts:To names “{parts[0]}”: write a flow (orders, customers, payments, refunds, fulfillments, inventory, products) or a role (ecommerce, operations, finance, technical) before the =.");
        }
    }
}
