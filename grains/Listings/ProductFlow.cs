using System.Globalization;
using Microsoft.Extensions.Logging;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Listings;

/// <summary>Runs a pass over one product, called by its grain alone, and writes down where the product stands.</summary>
internal sealed partial class ProductFlow(
    IShopListings shop, IShopListingImages images, IProductLinks links, IProductFields fields, ListingMaking making, TemplateMaking templates, VariantMaking variants, IStandings standings, SharedTime time, ILogger<ProductFlow> logger)
{
    /// <param name="attempts">Passes in a row that are to be tried again.</param>
    /// <returns>The same after this pass.</returns>
    public async Task<int> Run(ShopBook book, RecordKey key, int attempts)
    {
        var trail = new Trail(key, time) { Flow = Flow.Products };
        if (!book.MovesProducts)
        {
            // What was said of it while products moved is true no more.
            if (await standings.Find(key, CancellationToken.None) is { Standing: not Standing.ExcludedByRule })
                await Conclude(key, trail, new ListingOutcome(new Standing.ExcludedByRule("Nothing is decided about what of products is carried."), null));
            return 0;
        }

        ListingOutcome outcome;
        try
        {
            outcome = OdooRecordKey.TryTemplate(key) is { } template
                ? await making.Run(book, template, trail, CancellationToken.None)
                : await new ListingPass(book, shop, images, links, fields, templates, variants, trail, time).Run(new ProductId(long.Parse(key.Id, CultureInfo.InvariantCulture)), CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            outcome = new ListingOutcome(Verdicts.Of(failure, $"Product {key.Id}").ToStanding(time.GetUtcNow(), attempts + 1, Flow.Products), null);
            LogPassFailed(failure, key.ToString());
        }

        await Conclude(key, trail, outcome);
        return outcome.Standing is Standing.RetryingAt ? attempts + 1 : 0;
    }

    private async Task Conclude(RecordKey key, Trail trail, ListingOutcome outcome)
    {
        var (sentence, ended, flow) = outcome.Standing switch
        {
            Standing.InStep step => (step.Remark ?? "", ActivityOutcome.Done, FlowState.InStep),
            Standing.RetryingAt retry => (retry.Sentence, ActivityOutcome.Retrying, FlowState.Waiting),
            Standing.BlockedBy blocked => (string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)), ActivityOutcome.Blocked, FlowState.Blocked),
            Standing.HeldByPausedFlow => ("The product waits: the flow products is paused.", ActivityOutcome.Unchanged, FlowState.Held),
            Standing.ExcludedByRule excluded => (excluded.Rule, ActivityOutcome.Unchanged, FlowState.NothingToDo),
            _ => throw new InvalidOperationException($"No rule for {outcome.Standing.GetType().Name}."),
        };
        // A signal that changed nothing is no news: most are about stock.
        if (outcome.Written > 0 || outcome.Standing is not (Standing.InStep or Standing.ExcludedByRule)) trail.Note("product", sentence, ended);
        Flow[] moved = outcome.Written > 0 ? [Flow.Products] : [];
        var report = new FlowReport([new FlowStanding(Flow.Products, flow, null, flow == FlowState.Held ? Flow.Products : null)], moved, Whole: true);
        var heals = outcome.Standing is Standing.BlockedBy waiting && waiting.Blockers.All(blocker => blocker.HealsWithTime);
        await standings.Conclude(
            trail.Entries, key, outcome.Standing, new RecordFacts(outcome.Name, outcome.Odoo, null) { Flows = report },
            heals ? time.GetUtcNow() + Patience : null, CancellationToken.None);
        LogStanding(key.ToString(), outcome.Standing.GetType().Name, outcome.Written);
    }

    /// <summary>What a person has to decide wakes the product by itself; looking daily finds what nobody announced.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    [LoggerMessage(Level = LogLevel.Information, Message = "Product {Record} stands {Standing}, {Written} fields written")]
    private partial void LogStanding(string record, string standing, int written);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Product {Record}: the pass ended early")]
    private partial void LogPassFailed(Exception failure, string record);
}

/// <summary>The record of a product that only Odoo has.</summary>
public static class OdooRecordKey
{
    private const string Prefix = "odoo-";

    public static RecordKey Of(ShopDomain shop, OdooId<Template> template) => new(shop, RecordKind.Product, $"{Prefix}{template}");

    public static OdooId<Template>? TryTemplate(RecordKey key) =>
        key.Kind == RecordKind.Product && key.Id.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(key.Id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new OdooId<Template>(id) : null;
}
