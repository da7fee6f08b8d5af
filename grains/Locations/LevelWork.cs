using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Stock;

namespace Tandem.Grains.Locations;

/// <summary>Brings levels of one location to what Odoo has: a row that is refused never holds up its batch.</summary>
internal sealed class LevelWork(ShopBook book, IShopStock shop, IStockLevels levels, Trail trail, ShopLocation location, IReadOnlyList<int> places)
{
    /// <summary>So often both sides are read again for levels that changed meanwhile; what changes still more often is left for the next pass.</summary>
    private const int Looks = 4;

    private const int CasesTold = 5;

    /// <summary>Batches under way at once: an answer takes Shopify longer than a batch's points take to come back.</summary>
    private const int AtOnce = 4;

    private readonly LevelReading reading = new(book, shop, location, places);

    public int Written { get; private set; }

    public int Right { get; private set; }

    public int Left { get; private set; }

    /// <summary>Levels that changed at every look; they stay due.</summary>
    public int Restless { get; private set; }

    /// <summary>Reads both sides; nothing is written yet.</summary>
    public Task<IReadOnlyList<PlannedLevel>> Plan(IReadOnlyList<DueLevel> due, CancellationToken stop) => reading.Plan(due, stop);

    public async Task Bring(IReadOnlyList<PlannedLevel> planned, CancellationToken stop)
    {
        var unlinked = planned.Where(one => one.Due.Units is null).Select(one => one.Due.Variant).ToList();
        if (unlinked.Count > 0) await levels.Drop(book.Shop, location.Id, unlinked, stop);
        var open = await Round([.. planned.Where(one => one.Due.Units is not null)], stop);
        for (var look = 1; open.Count > 0 && look < Looks; look++)
            open = await Round(await Plan(open, stop), stop);
        Restless += open.Count;
    }

    /// <returns>Levels of which Shopify showed something else than was last seen, so that both sides are to be read again.</returns>
    private async Task<List<DueLevel>> Round(IReadOnlyList<PlannedLevel> planned, CancellationToken stop)
    {
        var settled = new List<SettledLevel>();
        var sets = new List<PlannedLevel>();
        foreach (var one in planned)
        {
            switch (one.Step)
            {
                case LevelStep.Set:
                    sets.Add(one);
                    break;
                case LevelStep.Activate activate:
                    await Activate(one, activate, sets, settled, stop);
                    break;
                case LevelStep.Nothing nothing:
                    Right++;
                    settled.Add(one.As(nothing.Quantity, LevelState.InStep, nothing.Remark));
                    break;
                case LevelStep.Leave leave:
                    Left++;
                    settled.Add(one.As(null, LevelState.Left, leave.Why));
                    break;
                case LevelStep.Wait wait:
                    settled.Add(one.As(null, LevelState.Waiting, wait.Why));
                    break;
                default:
                    throw new InvalidOperationException($"No rule for {one.Step.GetType().Name}.");
            }
        }

        await levels.Settle(book.Shop, location.Id, settled, stop);
        var again = new List<DueLevel>();
        foreach (var some in sets.Chunk(IShopStock.MostRows).Chunk(AtOnce))
            again.AddRange((await Task.WhenAll(some.Select(batch => Write([.. batch], stop)))).SelectMany(stale => stale));
        return again;
    }

    /// <summary>Writes a batch; rows that Shopify refuses are taken out, and the rest is written.</summary>
    private async Task<List<DueLevel>> Write(List<PlannedLevel> batch, CancellationToken stop)
    {
        var again = new List<DueLevel>();
        while (batch.Count > 0)
        {
            var writing = await shop.Set(book.Shop, location.Id, reading.Decision.Write, [.. batch.Select(one => new LevelChange(one.Due.Item, one.Set.From, one.Set.To))], stop);
            if (writing is StockWriting.Refused refused)
            {
                again.AddRange(await Refuse(batch, refused.Rows, stop));
                batch = [.. batch.Where((_, row) => !refused.Rows.ContainsKey(row))];
                continue;
            }

            // At once: what was written is the next call's "last seen", whatever is cut off after it.
            await levels.Settle(book.Shop, location.Id, [.. batch.Select(one => one.As(one.Set.To, LevelState.InStep, one.Set.Remark))], CancellationToken.None);
            Written += batch.Count;
            var first = string.Join(", ", batch.Take(CasesTold).Select(one => $"{one.Due.Name} {one.Set.From} → {one.Set.To}"));
            trail.Note("write", $"{batch.Count} {(batch.Count == 1 ? "level" : "levels")} written at “{location.Name}”: {first}{(batch.Count > CasesTold ? ", …" : "")}.");
            break;
        }

        return again;
    }

    private async Task<List<DueLevel>> Refuse(List<PlannedLevel> batch, IReadOnlyDictionary<int, UserError> rows, CancellationToken stop)
    {
        // An answer that names no row of ours would be asked again for ever.
        if (!rows.Keys.Any(row => row < batch.Count)) throw new InvalidOperationException("Shopify refused rows that were not in the call.");
        var again = new List<DueLevel>();
        var settled = new List<SettledLevel>();
        foreach (var (row, error) in rows.Where(row => row.Key < batch.Count))
        {
            var one = batch[row];
            if (StockWriting.Refused.IsStale(error)) again.Add(one.Due with { Seen = null });
            else settled.Add(one.As(null, LevelState.Waiting, $"Shopify refused it and said “{error.Message}”"));
        }

        await levels.Settle(book.Shop, location.Id, settled, stop);
        if (again.Count > 0) await TellStale(batch, again, stop);
        return again;
    }

    private async Task TellStale(List<PlannedLevel> batch, List<DueLevel> stale, CancellationToken stop)
    {
        var now = await shop.Levels(book.Shop, location.Id, reading.Decision.Write, [.. stale.Take(CasesTold).Select(level => level.Item)], stop);
        foreach (var level in stale.Take(CasesTold))
            trail.Note("look", StockText.Stale(level.Name, batch.Find(one => one.Due.Variant == level.Variant)!.Set.From, now.GetValueOrDefault(level.Item)?.Quantity, location.Name), ActivityOutcome.Unchanged);
        if (stale.Count > CasesTold) trail.Note("look", $"So did {stale.Count - CasesTold} more.", ActivityOutcome.Unchanged);
    }

    private async Task Activate(PlannedLevel one, LevelStep.Activate activate, List<PlannedLevel> sets, List<SettledLevel> settled, CancellationToken stop)
    {
        try
        {
            var now = await shop.Activate(book.Shop, location.Id, reading.Decision.Write, one.Due.Item, stop);
            trail.Note("activate", $"{one.Due.Name} is stocked at “{location.Name}” now.");
            if (now == activate.To) settled.Add(one.As(now, LevelState.InStep, activate.Remark));
            else sets.Add(one with { Step = new LevelStep.Set(now, activate.To, activate.Remark) });
        }
        catch (ShopifyException failed) when (failed.Failure is ShopifyFailure.UserErrors { Errors: [var error, ..] })
        {
            settled.Add(one.As(null, LevelState.Waiting, $"Shopify would not stock it there and said “{error.Message}”"));
        }
    }
}
