using System.Globalization;
using Orleans;
using Tandem.Grains.Ledger;
using Tandem.Sync.Orders;
using Tandem.Sync.Records;

namespace Tandem.Grains.Orders;

/// <summary>What a person decided about an order, as its grain keeps it.</summary>
/// <param name="LeftOut">It is not for Odoo; else it was corrected there.</param>
/// <param name="Print">What mattered of the order when the decision was first followed; null until then.</param>
[GenerateSerializer, Immutable, Alias("tandem.hand-mark")]
public sealed record KeptMark(
    [property: Id(0)] bool LeftOut, [property: Id(1)] string Reason, [property: Id(2)] string By, [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] IReadOnlyList<string> Causes, [property: Id(5)] string? Print)
{
    public static KeptMark Of(HandMark mark, KeptMark? before)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return before is not null && before.At == mark.At && before.LeftOut == (mark.Kind == HandMarkKind.LeftOut)
            ? before
            : new KeptMark(mark.Kind == HandMarkKind.LeftOut, mark.Reason, mark.By, mark.At, mark.Causes, null);
    }
}

/// <summary>Follows what a person decided about one order, until the order changes in a way that matters to it.</summary>
internal sealed class ByHand(IHandMarks marks, OrderLink link, Trail trail)
{
    private bool read;

    /// <summary>People mark orders in the ledger and then wake them; only then is it looked at.</summary>
    public async Task Learn(RecordKey key, WakeUp wake)
    {
        if (wake.Source != SignalSource.Person) return;
        link.Hand = await marks.Find(key, CancellationToken.None) is { } mark ? KeptMark.Of(mark, link.Hand) : null;
    }

    /// <summary>Where the order stands because it was left out; null where it is to be looked at.</summary>
    public async Task<Standing?> Of(RecordKey key, ShopOrder order)
    {
        read = true;
        if (link.Hand is not { } mark) return null;
        var print = mark.LeftOut ? OrderMatter.OfSale(order) : OrderMatter.OfBooks(order);
        if (mark.Print is null) link.Hand = mark = mark with { Print = print };
        if (mark.Print == print) return mark.LeftOut ? Out(mark, order.Name) : null;
        await Lift(key);
        trail.Note("by hand", $"Order {order.Name} changed in Shopify since {mark.By} {(mark.LeftOut ? "left it out" : "marked it as corrected by hand")} ({mark.Reason}). That does not hold any more, and the order is looked at anew.");
        return null;
    }

    /// <summary>A correction passes over what the order waited for then, and over nothing else; one that both sides agree with has done its work.</summary>
    public async Task<Standing> Follow(RecordKey key, Standing standing, string name)
    {
        if (link.Hand is not { } mark) return standing;
        // Not even read, and nobody waits for it.
        if (mark.LeftOut) return !read && standing is Standing.BlockedBy or Standing.RetryingAt ? Out(mark, name) : standing;
        if (standing is Standing.InStep) await Lift(key);
        if (standing is not Standing.BlockedBy(var blockers)) return standing;
        var left = blockers.Where(blocker => !mark.Causes.Contains(HandMark.CauseOf(blocker))).ToList();
        if (left.Count > 0) return new Standing.BlockedBy(left);
        trail.Standings = [.. trail.Standings.Select(one => one.State == FlowState.Blocked ? one with { State = FlowState.InStep, Sentence = "Corrected by hand." } : one)];
        return new Standing.InStep(link.OdooName, $"Corrected by hand by {mark.By} on {Day(mark)}: {mark.Reason} What it waited for is passed over until the order changes in Shopify.");
    }

    private async Task Lift(RecordKey key)
    {
        link.Hand = null;
        await marks.Remove(key, null, CancellationToken.None);
    }

    private Standing.ExcludedByRule Out(KeptMark mark, string name) => new(
        $"Order {name} was left out by {mark.By} on {Day(mark)}: {mark.Reason} {(link.OdooName is { } odoo ? $"{odoo} stays in Odoo as it is. " : "")}It stays out until its lines or amounts change, or somebody takes it back.");

    private static string Day(KeptMark mark) => mark.At.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
