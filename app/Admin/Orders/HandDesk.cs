using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>Writes down what a person decided about one order, and has it looked at; the order's grain follows it.</summary>
internal sealed class HandDesk(IHandMarks marks, IInbox inbox, TimeProvider time)
{
    private const int LongestReason = 500;

    /// <summary>Null when it is written down; else why not.</summary>
    /// <param name="seen">When the order last changed on the page that the person decided by, in Unix milliseconds.</param>
    public async Task<string?> Mark(RecordStanding order, HandMarkKind kind, string reason, long seen, StaffMember member, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(member);
        if (reason.Length == 0) return Say("Say why: whoever looks at this order later has to know it.");
        if (reason.Length > LongestReason) return Say($"The reason is longer than {LongestReason} letters: say it in short.");
        if (seen != order.ChangedAt.ToUnixTimeMilliseconds()) return Say("The order moved on while this page was open. Look at it as it is now, and decide again.");
        if (!ByHandWords.MayBe(order.Standing, kind)) return Say("There is nothing to decide here any more: the order does not wait.");
        var causes = order.Standing is Standing.BlockedBy(var blockers) ? blockers.Select(HandMark.CauseOf).ToList() : [];
        await marks.Put(order.Record, new HandMark(kind, Sentence(reason), member.Known, time.GetUtcNow(), causes), Entry(order, ByHandWords.Step(kind), ByHandWords.Said(order, kind, member, Sentence(reason))), stop);
        await Wake(order, member, stop);
        return null;
    }

    public async Task TakeBack(RecordStanding order, StaffMember member, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(member);
        if (await marks.Remove(order.Record, Entry(order, ByHandWords.TakenBack, $"{member.Known} took back what was decided by hand about order {OrdersWords.Kept(order)}; it is looked at anew."), stop))
            await Wake(order, member, stop);
    }

    /// <summary>Each decision wakes the order, however soon it follows another: none may be passed over as the same wish.</summary>
    private Task<Appended> Wake(RecordStanding order, StaffMember member, CancellationToken stop)
    {
        var delivery = $"person-{member.Member}-{order.Record.Id}-{Guid.CreateVersion7(time.GetUtcNow()):N}";
        return inbox.Append(new Signal(order.Record, SignalSource.Person, delivery, delivery, "decided by hand", time.GetUtcNow()), null, stop);
    }

    private ActivityEntry Entry(RecordStanding order, string step, string sentence) => new(
        time.GetUtcNow(), order.Record, step, ActivityOutcome.Done, sentence, TimeSpan.Zero, $"by-hand-{time.GetUtcNow().ToUnixTimeMilliseconds()}",
        order.Odoo?.Model, order.Odoo?.Id, Tandem.Sync.Shopify.Gid("Order", long.Parse(order.Record.Id, CultureInfo.InvariantCulture)));

    private static string Sentence(string reason) => reason[^1] is '.' or '!' or '?' ? reason : reason + ".";
}
