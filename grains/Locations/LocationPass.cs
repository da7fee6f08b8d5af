using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Sync.Stock;

namespace Tandem.Grains.Locations;

/// <summary>One pass over a location's due levels, page after page.</summary>
internal sealed class LocationPass(ShopBook book, IShopStock shop, IStockLevels levels, Trail trail, TimeProvider time)
{
    private const int PageSize = 2000;
    private const int CasesTold = 10;

    public async Task<LocationOutcome> Run(LocationId id, CancellationToken stop)
    {
        if (book.Stocked.FirstOrDefault(one => one.Location == id) is not { } stocked) return await Untold(id, stop);
        if (book.Paused.Contains(Flow.Inventory)) return new LocationOutcome(new Standing.HeldByPausedFlow(Flow.Inventory), null);
        var location = (await shop.Locations(book.Shop, stop)).FirstOrDefault(one => one.Id == id);
        if (location is null) return Blocked(id, null, StockText.Gone(id));
        if (!location.Active || location.Service) return Blocked(id, location.Name, StockText.Inactive(location));
        if (stocked.Places is not { } places || !(await book.Stock.Usable(places, stop)).IsSupersetOf(places))
            return Blocked(id, location.Name, StockText.PlacesGone(location.Name)) with { MappingGone = true };
        return await Levels(location, places, stop);
    }

    /// <summary>A location of which nothing is decided, where stock is told at others, is nobody's decision to leave it out.</summary>
    private async Task<LocationOutcome> Untold(LocationId id, CancellationToken stop)
    {
        var known = book.Stocked.Count == 0 ? null : (await shop.Locations(book.Shop, stop)).FirstOrDefault(one => one.Id == id);
        var decided = book.Rules.Decisions.Fulfillments.Locations.Any(one => one.Location == id);
        return known is { Active: true, Service: false } && !decided
            ? Blocked(id, known.Name, StockText.Undecided(known))
            : new LocationOutcome(new Standing.ExcludedByRule("inventory.locations does not name this location, so its stock is not told."), known?.Name);
    }

    private async Task<LocationOutcome> Levels(ShopLocation location, IReadOnlyList<int> places, CancellationToken stop)
    {
        var work = new LevelWork(book, shop, levels, trail, location, places);
        // While a page is written, the next is read already: what Shopify lets an app write in a second is the only thing to wait for.
        var next = Read(work, location.Id, null, stop);
        while (await next is { Count: > 0 } page)
        {
            next = Read(work, location.Id, page[^1].Due.Variant, stop);
            await Both(work.Bring(page, stop), next);
        }

        if (work.Restless > 0)
            return new LocationOutcome(new Standing.RetryingAt(RetryPolicy.Next(time.GetUtcNow(), 1, null), StockText.Restless(location.Name, work.Restless)), location.Name, work.Written);
        var waiting = await levels.List(book.Shop, location.Id, LevelState.Waiting, new Page(CasesTold), stop);
        if (waiting.Count == 0)
            return new LocationOutcome(new Standing.InStep(null, StockText.Done(location.Name, work.Written, work.Right, work.Left)), location.Name, work.Written);
        var all = (await levels.Counts(book.Shop, stop)).Where(count => count.Location == location.Id && count.State == LevelState.Waiting).Sum(count => count.Levels);
        var sentence = StockText.Waiting(location.Name, [.. waiting.Select(level => (level.Name, level.Sentence ?? ""))], all - waiting.Count);
        return new LocationOutcome(
            new Standing.BlockedBy([new Blocker(BlockerCode.StockNotWritten, $"location {location.Id}", sentence, Role.Operations, HealsWithTime: true) { Flow = Flow.Inventory }]),
            location.Name, work.Written);
    }

    private async Task<IReadOnlyList<PlannedLevel>> Read(LevelWork work, LocationId location, VariantId? after, CancellationToken stop) =>
        await work.Plan(await levels.Due(book.Shop, location, after, PageSize, stop), stop);

    /// <summary>Ends when both have, so that nothing goes on behind a pass that failed.</summary>
    private static async Task Both(Task bringing, Task reading)
    {
        await Task.WhenAny(Task.WhenAll(bringing, reading));
        await bringing;
    }

    private static LocationOutcome Blocked(LocationId id, string? name, string sentence) => new(
        new Standing.BlockedBy([new Blocker(BlockerCode.LocationUnmapped, $"location {id}", sentence, Role.Operations, "inventory.locations", HealsWithTime: true) { Flow = Flow.Inventory }]), name);
}
