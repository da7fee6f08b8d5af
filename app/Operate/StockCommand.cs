using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Locations;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Sync.Records;
using Tandem.Sync.Stock;

namespace Tandem.App.Operate;

/// <summary>Shows how the stock of a shop's locations stands, and has one brought up to date now.</summary>
public sealed class StockCommand(
    IShopStock shop, IStockLevels levels, IProductMatches matches, IStandings standings, PassWatch passes, StockDryRun dryRun)
{
    private const int CasesTold = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>From the ledger alone, so it works while everything else is down.</summary>
    /// <returns>0 only when no level waits or is due.</returns>
    public async Task<int> Show(ShopDomain domain, bool json, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        var read = new List<LocationStatus>();
        foreach (var counts in (await levels.Counts(domain, stop)).GroupBy(count => count.Location))
        {
            var waiting = await levels.List(domain, counts.Key, LevelState.Waiting, new Page(CasesTold), stop);
            var standing = await standings.Find(RecordKey.Location(domain, counts.Key), stop);
            int Of(LevelState state) => counts.Where(count => count.State == state).Sum(count => count.Levels);
            read.Add(new LocationStatus(
                counts.Key.Value, standing?.ShopifyName, standing is null ? "not looked at yet" : StandingText.Of(standing),
                Of(LevelState.InStep), counts.Sum(count => count.Due), Of(LevelState.Left), Of(LevelState.Waiting),
                counts.Max(count => count.LookedAt), [.. waiting.Select(level => new WaitingLevel(level.Name, level.Sentence ?? ""))]));
        }

        var unlinked = (await matches.Counts(domain, stop)).Where(count => MatchWords.NeedsPerson(count.Key)).Sum(count => count.Value);
        if (json) await output.WriteLineAsync(JsonSerializer.Serialize(new { Shop = domain.Value, NotLinked = unlinked, Locations = read }, Json));
        else foreach (var line in Words(domain, read, unlinked)) await output.WriteLineAsync(line);
        return read.Exists(location => location.Due > 0 || location.Waiting > 0) ? 1 : 0;
    }

    /// <returns>0 only when the location is in step afterwards.</returns>
    public async Task<int> Sync(ShopDomain domain, string nameOrId, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (await Find(domain, nameOrId, error, stop) is not { } location) return 1;
        var record = RecordKey.Location(domain, location);
        await levels.MarkAll(domain, location, stop);
        return await passes.Tell(
            record, await passes.Ask(record, PersonTopics.SyncNow, stop), $"Location {location} waits or is still being worked on; 'stock {domain}' tells how it ends.", output, stop);
    }

    /// <returns>0 when a plan is shown.</returns>
    public async Task<int> DryRun(ShopDomain domain, string nameOrId, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        if (await Find(domain, nameOrId, error, stop) is not { } location) return 1;
        switch (await dryRun.Run(domain, location, stop))
        {
            case StockDryRunResult.Planned planned:
                foreach (var (variant, step) in planned.Levels.Where(level => level.Step is not LevelStep.Nothing)) await output.WriteLineAsync($"  {variant}: {Told(step)}");
                await output.WriteLineAsync($"“{planned.Location}”: {planned.Levels.Count(level => level.Step is LevelStep.Set or LevelStep.Activate)} of {planned.Levels.Count} levels would be written; nothing was (dry run).");
                return 0;
            case StockDryRunResult.Failed failed:
                await error.WriteLineAsync(failed.Sentence);
                return 1;
            default:
                throw new InvalidOperationException("A dry run is planned or failed.");
        }
    }

    private async Task<LocationId?> Find(ShopDomain domain, string nameOrId, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(nameOrId);
        try
        {
            // One that was deleted is still named by its number.
            var number = nameOrId[(nameOrId.LastIndexOf('/') + 1)..];
            if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return new LocationId(id);
            var named = (await shop.Locations(domain, stop)).Where(location => location.Name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase)).ToList();
            if (named.Count == 1) return named[0].Id;
            await error.WriteLineAsync(named.Count == 0 ? $"{domain} has no location named {nameOrId}." : $"{domain} has {named.Count} locations named {nameOrId}: name one by its number.");
        }
        catch (ShopifyException failure)
        {
            await error.WriteLineAsync(failure.Failure.Sentence);
        }

        return null;
    }

    private static string Told(LevelStep step) => step switch
    {
        LevelStep.Set set => $"{set.From} → {set.To}{(set.Remark is null ? "" : $" ({set.Remark})")}",
        LevelStep.Activate activate => $"stocked with {activate.To}",
        LevelStep.Leave leave => $"left alone: {leave.Why}",
        LevelStep.Wait wait => $"waits: {wait.Why}",
        _ => "",
    };

    private static IEnumerable<string> Words(ShopDomain domain, List<LocationStatus> locations, int unlinked)
    {
        if (locations.Count == 0) yield return $"{domain}: no stock is told to any location, or none was looked at yet. inventory.locations in the decisions file names them.";
        foreach (var location in locations)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{location.Name ?? "location"} ({location.Location}): {location.InStep} in step, {location.Due} due, {location.Left} left alone, {location.Waiting} waiting; last looked at {(location.LookedAt is { } at ? $"{at:u}" : "never")}.");
            yield return $"  {location.Standing}";
            foreach (var level in location.Levels) yield return $"  {level.Variant}: {level.Why}";
        }

        if (unlinked > 0) yield return $"{unlinked} variants or products need a person before their stock can be told; 'products {domain} match' lists them.";
    }

    private sealed record LocationStatus(
        long Location, string? Name, string Standing, int InStep, int Due, int Left, int Waiting, DateTimeOffset? LookedAt, IReadOnlyList<WaitingLevel> Levels);

    private sealed record WaitingLevel(string Variant, string Why);
}
