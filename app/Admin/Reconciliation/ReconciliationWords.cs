using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The words of the reconciliation page.</summary>
internal static class ReconciliationWords
{
    /// <summary>A comparison that has not ended by then never will.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Every night is one of these hours after the one before.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(36);

    public static string Gone => Say("There was nothing to accept any more: the finding has healed.");

    public static string SayWhy => Say("Say why in up to 500 letters, so that whoever reads the report later understands it.");

    public static string HowLong => Say("Write for how many days, from 1 to 365.");

    public static Verdict Of(IReadOnlyList<ReconciliationRow> nights, DateTimeOffset now) => nights switch
    {
        [] => new("info", Say("No night was compared yet"), Say("The reconciler compares both systems every night. Whoever runs Tandem starts it with “reconciler serve”, or once with “reconciler run”.")),
        [{ EndedAt: null, StartedAt: var at }, ..] when now - at > Longest => new("warning", Say("The last comparison did not end"), Say($"It began {Spans.Ago(at, now)} and was cut off. Compare again now, or ask whoever runs Tandem to look at the reconciler.")),
        [{ EndedAt: null, StartedAt: var at }, ..] => new("info", Say("A comparison is running"), Say($"It began {Spans.Ago(at, now)}. Reload to see the outcome; until then the page shows what was known before.")),
        [{ StartedAt: var at }, ..] when now - at > Late => new("warning", Say("The last night was not compared"), Say($"The last comparison began {Spans.Ago(at, now)}. Ask whoever runs Tandem to look at the reconciler.")),
        [{ Verdict: NightVerdict.Agrees, StartedAt: var at }, ..] => new("success", Say("Shopify and Odoo agree"), Say($"Compared {Spans.Ago(at, now)}: completeness, lines, taxes, documents, products and stock.")),
        [{ Verdict: NightVerdict.Differs, StartedAt: var at }, ..] => new("critical", Say("Shopify and Odoo differ"), Say($"Compared {Spans.Ago(at, now)}. What differs is listed below, with whose turn it is.")),
        [{ Verdict: NightVerdict.Incomplete, StartedAt: var at }, ..] => new("warning", Say("Not everything could be compared"), Say($"Compared {Spans.Ago(at, now)}; of what could not be read nothing is said. The report names it.")),
        [{ StartedAt: var at }, ..] => new("warning", Say("Nothing was compared"), Say($"The comparison {Spans.Ago(at, now)} could not begin. The report says why.")),
    };

    /// <summary>A person asked, and no comparison has begun since.</summary>
    public static bool Waits(DateTimeOffset? asked, IReadOnlyList<ReconciliationRow> nights) => asked is { } at && (nights.Count == 0 || nights[0].StartedAt < at);

    public static string Asked(DateTimeOffset? asked, IReadOnlyList<ReconciliationRow> nights, DateTimeOffset now) => asked switch
    {
        { } at when Waits(asked, nights) && now - at > TimeSpan.FromMinutes(5) => Say($"Asked for {Spans.Ago(at, now)}, and the reconciler has not begun: it is a process of its own, “reconciler serve”. Ask whoever runs Tandem to start it."),
        { } at when Waits(asked, nights) => Say($"Asked for {Spans.Ago(at, now)}. The reconciler begins within a minute; reload to see the outcome."),
        _ => Say("Both systems are compared every night. After a larger change, do it now; with many orders it takes some minutes, and the report is mailed as usual."),
    };

    public static string Mailed(ReconciliationRow night) => Told(night.MailError) ?? (night.MailedAt is null ? Say("The report was mailed to nobody: name its readers in the setup, under Pauses and notifications.") : Say("The report was mailed."));

    public static string Ended(ReconciliationRow night) => night.Verdict switch
    {
        null => Say("not ended"),
        NightVerdict.Agrees => Say("Agrees"),
        NightVerdict.Differs => Say("Differs"),
        NightVerdict.Incomplete => Say("Incomplete"),
        _ => Language.Current.IsEnglish ? night.Verdict.Value.ToString() : Say("Nothing was compared"),
    };

    /// <summary>Since when a finding is known, and what became of it.</summary>
    public static string Seen(FindingRow row, DateTimeOffset now)
    {
        var seen = Say($"First seen {Spans.Ago(row.FirstSeen, now)}, on {"night".Of(row.Times)}.");
        if (row.HealedAt is { } healed) seen += " " + Say($"Healed {Spans.Ago(healed, now)}.");
        return row is { State: FindingState.Accepted, AcceptedUntil: { } until } ? $"{seen} {Say($"Accepted by {Told(row.AcceptedBy)} until {until:yyyy-MM-dd}: {row.AcceptedReason}")}" : seen;
    }

    public static string Heading(Finding finding) => finding.Kind switch
    {
        FindingKind.Missing => Say($"{finding.Name} is not in Odoo"),
        FindingKind.Twice => Say($"{finding.Name} is in Odoo more than once"),
        FindingKind.Extra => Say($"{finding.Name} is in Odoo, but not in Shopify"),
        FindingKind.Differs => Say($"{finding.Name}: {Told(finding.Field)} differs"),
        FindingKind.Behind => $"{finding.Name}: {Told(finding.Shopify).TrimEnd('.')}",
        FindingKind.Waits => Say($"{finding.Name} waits for a decision"),
        FindingKind.Unread => Say($"{finding.Name} could not be compared"),
        _ => throw new ArgumentOutOfRangeException(nameof(finding)),
    };

    public static string Sum(CurrencySum sum)
    {
        string Text(decimal amount) => Spans.Amount(new Money(amount, sum.Currency));
        return sum.Equal
            ? Say($"{Text(sum.Shopify)} on both sides, of it {Text(sum.ShopifyTax)} taxes")
            : Say($"Shopify {Text(sum.Shopify)}, of it {Text(sum.ShopifyTax)} taxes; Odoo {Text(sum.Odoo)}, of it {Text(sum.OdooTax)} taxes");
    }

    public static string Paid(JournalSum sum)
    {
        var (shopify, odoo) = (Spans.Amount(new Money(sum.Shopify, sum.Currency)), Spans.Amount(new Money(sum.Odoo, sum.Currency)));
        return sum.Equal ? Say($"{Told(sum.Journal)}: {shopify} paid on both sides") : Say($"{Told(sum.Journal)}: Shopify took {shopify}, the journal in Odoo holds {odoo}");
    }

    /// <summary>One day's orders, and its sums where they differ.</summary>
    public static string Day(DayCount day, Completeness complete)
    {
        var said = Say($"{Spans.DayOfMonth(day.Day)}: Shopify {day.Shopify}, Odoo {day.Odoo}");
        List<string> odd = [];
        if (day.Missing > 0) odd.Add(Say($"{day.Missing} missing"));
        if (day.Twice > 0) odd.Add(Say($"{day.Twice} double"));
        if (day.Excluded > 0) odd.Add(Say($"{day.Excluded} left out by a rule"));
        if (day.Waiting > 0) odd.Add(Say($"{day.Waiting} waiting"));
        if (day.Unread > 0) odd.Add(Say($"{day.Unread} not read"));
        if (complete.ByDay.FirstOrDefault(one => one.Day == day.Day) is { } sums)
            odd.AddRange(sums.Equal ? [Say("all sums equal")] : sums.Sums.Where(sum => !sum.Equal).Select(Sum).Concat(sums.Payments.Where(sum => !sum.Equal).Select(Paid)));
        return odd.Count == 0 ? said : $"{said} ({string.Join("; ", odd)})";
    }

    /// <summary>Where the record itself is shown.</summary>
    public static string? Address(Finding finding) => finding.Record.Kind switch
    {
        RecordKind.Order => $"/app/orders/{finding.Record.Id}",
        RecordKind.Product => "/app/products",
        _ => null,
    };

    /// <summary>Where its own loop is asked to look at it; null where only a person can mend it.</summary>
    public static string? Sync(Finding finding) => Healing.Of(finding) is null ? null : finding.Record.Kind switch
    {
        RecordKind.Order => $"/app/orders/{finding.Record.Id}/sync",
        RecordKind.Product => $"/app/products/{finding.Record.Id}/sync",
        RecordKind.Location => $"/app/reconciliation/stock/{finding.Record.Id}",
        _ => null,
    };
}
