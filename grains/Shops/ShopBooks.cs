using System.Collections.Concurrent;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Odoo.Failures;
using Tandem.Sync;
using Tandem.Sync.Failures;

namespace Tandem.Grains.Shops;

/// <inheritdoc cref="IShopBooks"/>
internal sealed class ShopBooks(IDecisionStore decisions, ShopBookReader reader, SameOdoo same, TimeProvider time) : IShopBooks
{
    /// <summary>Taxes, products for lines and Odoo's rounding rules change seldom; a change is seen after so long, or at once when a decision changes.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<ShopDomain, Held> held = new();
    private readonly ConcurrentDictionary<ShopDomain, Refused> refused = new();
    private readonly ConcurrentDictionary<ShopDomain, SemaphoreSlim> reading = new();

    public async Task<ShopBookOpening> Open(ShopDomain shop, CancellationToken stop)
    {
        if (await decisions.Current(shop, stop) is not { } current)
            return new ShopBookOpening.Closed(Verdict.Of(new Blocker(
                BlockerCode.SetupMissing, shop.Value,
                $"{shop} is not set up yet: nothing is decided about its Odoo. Apply a decisions file with 'setup apply {shop} <file>'; all orders that wait then go on.",
                Role.Technical, "odoo")));
        if (IsFresh(shop, current.Version, out var book)) return Opened(book, current);

        // Many passes of a shop start together; one of them reads for all.
        var turn = reading.GetOrAdd(shop, _ => new SemaphoreSlim(1));
        var came = time.GetTimestamp();
        await turn.WaitAsync(stop);
        try
        {
            if (IsFresh(shop, current.Version, out book)) return Opened(book, current);
            // An Odoo that is away lets its callers wait; those who waited for one of them meanwhile need not find out one after the other.
            if (refused.TryGetValue(shop, out var no) && no.Version == current.Version && no.At >= came) return no.Why;
            var opening = await Sure(await reader.Read(shop, current, stop), stop);
            if (opening is ShopBookOpening.Open open)
            {
                held[shop] = new Held(open.Book, time.GetTimestamp());
                return Opened(open.Book, open.Book.Doubt is null ? current : await decisions.Current(shop, stop) ?? current);
            }

            refused[shop] = new Refused(opening, current.Version, time.GetTimestamp());
            return opening;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Forget(ShopDomain shop) => held.TryRemove(shop, out _);

    /// <summary>Before anything is done by it: whether it is the book of the Odoo that the shop's orders are in.</summary>
    private async Task<ShopBookOpening> Sure(ShopBookOpening opening, CancellationToken stop)
    {
        if (opening is not ShopBookOpening.Open(var book)) return opening;
        try
        {
            return new ShopBookOpening.Open(book with { Doubt = await same.Doubt(book, stop) });
        }
        catch (OdooException failure)
        {
            return new ShopBookOpening.Closed(Verdicts.Of(failure, $"The Odoo of {book.Shop}"));
        }
    }

    /// <summary>The book is kept, but which flows are paused is as fresh as the pass.</summary>
    private static ShopBookOpening.Open Opened(ShopBook book, SavedDecisions current) =>
        new(current.Paused.Count == 0 ? book : book with { Paused = current.Paused });

    private bool IsFresh(ShopDomain shop, long version, out ShopBook book)
    {
        book = held.TryGetValue(shop, out var entry) ? entry.Book : null!;
        return entry is not null && entry.Book.Version == version && time.GetElapsedTime(entry.Since) < Fresh;
    }

    private sealed record Held(ShopBook Book, long Since);

    private sealed record Refused(ShopBookOpening Why, long Version, long At);
}
