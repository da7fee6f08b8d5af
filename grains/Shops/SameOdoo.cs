using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Shops;

/// <summary>Tells the Odoo that a shop's orders were booked in from a copy, from another one, and from itself set back to a backup: nothing is written to such a one, compared with it or healed in it before a person says that it is right.</summary>
internal sealed class SameOdoo(IOdooSights sights, IFlows flows, TimeProvider time)
{
    private const int Remembered = 20;

    /// <summary>Somebody may just have deleted one or two.</summary>
    private const int Telling = 3;

    /// <summary>A pass that ended while the last look was under way is seen by the next.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    /// <summary>Looks whether it is the same; where it is not, every flow pauses, and resuming any of them says that this Odoo is right from now on.</summary>
    /// <returns>Why it is not the Odoo of before; null when it is, or when there was none.</returns>
    public async Task<string?> Doubt(ShopBook book, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        if (await sights.Find(book.Shop, stop) is not { } last)
        {
            await Keep(book, await There(book, await sights.InStepSince(book.Shop, DateTimeOffset.UnixEpoch, Remembered, stop), stop), null, stop);
            return null;
        }

        if (last.Doubt is { } before) return await Pause(book, before, stop);
        // Those that were seen before are asked for too, however many came since: only of them is it known that they were there.
        var there = await There(book, [.. last.Newest.Concat(await sights.InStepSince(book.Shop, last.At - Overlap, Remembered, stop)).Distinct()], stop);
        if (Differs(book, last, there) is not { } doubt)
        {
            await Keep(book, there, null, stop);
            return null;
        }

        await Keep(book, last.Newest, doubt, stop);
        return await Pause(book, doubt, stop);
    }

    /// <summary>Flows that were paused for something else then, and were resumed meanwhile, too.</summary>
    private async Task<string> Pause(ShopBook book, string doubt, CancellationToken stop)
    {
        foreach (var flow in Flows.All) await flows.Pause(book.Shop, flow, FlowHands.Tandem, doubt, stop);
        return doubt;
    }

    private static string? Differs(ShopBook book, OdooSight last, IReadOnlyList<(OdooId<SaleOrder>, OrderId)> there)
    {
        // Where nothing was booked yet, an address is only corrected.
        if (last.Newest.Count == 0) return null;
        var (url, database) = Where(book);
        if (last.Url != url || last.Database != database)
            return $"Odoo is at {url} (database {database}) now, and was at {last.Url} (database {last.Database}) on {Day(last.At)}. {Way}";
        // A backup lacks what is newest; what a person deletes is seldom just that, all of it.
        var gone = last.Newest.TakeWhile(order => !there.Contains(order)).Count();
        return gone < Telling ? null : $"The {gone} newest orders that were in Odoo on {Day(last.At)} are gone or are others now: its database was set back to a backup, or is an older copy. {Way}";
    }

    private static async Task<IReadOnlyList<(OdooId<SaleOrder> Odoo, OrderId Shopify)>> There(ShopBook book, IReadOnlyList<(OdooId<SaleOrder> Odoo, OrderId Shopify)> orders, CancellationToken stop)
    {
        var there = await book.Booked.Identities([.. orders.Select(order => order.Odoo)], stop);
        return [.. orders.Where(order => there.TryGetValue(order.Odoo, out var identity) && identity == order.Shopify)];
    }

    private Task Keep(ShopBook book, IReadOnlyList<(OdooId<SaleOrder> Odoo, OrderId Shopify)> seen, string? doubt, CancellationToken stop)
    {
        var (url, database) = Where(book);
        return sights.Keep(book.Shop, new OdooSight(url, database, [.. seen.OrderByDescending(order => order.Odoo.Value).Take(Remembered)], time.GetUtcNow(), doubt), stop);
    }

    private static (Uri Url, string Database) Where(ShopBook book) => (book.Rules.Decisions.Odoo.Url, book.Rules.Decisions.Odoo.Database);

    private static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private const string Way = "Nothing is written to it or compared with it. If this is the right Odoo from now on, resume a flow on Home; all go on then, and what is missing in it is listed by the next comparison.";
}
