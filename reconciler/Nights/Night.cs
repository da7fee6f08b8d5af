using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Sales;
using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>Compares one shop: lists both sides of its orders, then its products and its stock, keeps what it found, and hands on what a decision lets be mended.</summary>
internal sealed partial class Night(
    IShopBooks books, PlacedOrders placedOrders, OrderNight orders, ProductNight products, StockNight stock, IFindings findings, IOdooSights sights, IFlows flows, Mending mending, NightsBefore nightsBefore, IOptions<ReconcilerOptions> options, TimeProvider time, ILogger<Night> logger)
{
    private const int PageSize = 10_000;

    /// <param name="thisOdoo">A person says that the Odoo at hand is the right one, whatever it was before.</param>
    public async Task<NightReport> Run(ShopDomain shop, bool thisOdoo, Action<string> progress, CancellationToken stop)
    {
        // As the ledger keeps it, so that this night is told from those before it.
        var started = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        await findings.Begin(shop, started, stop);
        NightReport report;
        try
        {
            if (thisOdoo) await Settle(shop, stop);
            report = await books.Open(shop, stop) switch
            {
                ShopBookOpening.Open { Book.Doubt: { } doubt } => NightReport.NotCompared(shop, started, Since(started, options.Value.Days), doubt),
                ShopBookOpening.Open open => await Compare(open.Book, started, progress, stop),
                ShopBookOpening.Closed closed => NightReport.NotCompared(shop, started, Since(started, options.Value.Days), closed.Verdict.Sentence),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            report = NightReport.NotCompared(shop, started, Since(started, options.Value.Days), Verdicts.Of(failure, "The comparison").Sentence);
        }

        report = report with { EndedAt = time.GetUtcNow(), Alerts = await nightsBefore.Wrong(shop, started, stop) };
        await findings.End(new ReconciliationRow(shop, started, report.EndedAt, report.Verdict, report.ToJson()), stop);
        LogNight(shop.Value, report.Verdict.ToString(), report.Findings.Count);
        return report;
    }

    /// <summary>A flow that is resumed says that the Odoo at hand is right, and resumes all that paused for the doubt.</summary>
    private async Task Settle(ShopDomain shop, CancellationToken stop)
    {
        if (await sights.Find(shop, stop) is not { Doubt: { } doubt }) return;
        foreach (var flow in (await flows.Of(shop, stop)).Where(flow => flow.Paused?.Reason == doubt)) await flows.Resume(shop, flow.Flow, FlowHands.Tandem, "A person said that this Odoo is the right one.", stop);
    }

    private async Task<NightReport> Compare(ShopBook book, DateTimeOffset started, Action<string> progress, CancellationToken stop)
    {
        var from = Since(started, book.Rules.Decisions.Reconciliation.Days ?? options.Value.Days);
        var pairing = new Pairing();
        // An order is in Odoo after it was placed, so nothing of the window was created before it began.
        await foreach (var order in book.Booked.CreatedSince(from, stop)) pairing.Add(order);
        progress($"{pairing.Booked} orders in Odoo since {from:yyyy-MM-dd}");
        var slowly = new List<string>();
        var before = (await All(book.Shop, FindingState.Open, stop)).ToDictionary(row => row.Finding.Identity, row => (row.FirstSeen, row.Finding.Record));
        var watched = before.Values.Select(one => one.Record).Concat((await All(book.Shop, FindingState.Accepted, stop)).Select(row => row.Finding.Record)).ToHashSet();
        var placed = placedOrders.List(book.Shop, from, why => { slowly.Add(why); progress(why); }, stop);
        var compared = await orders.Compare(book, placed, pairing, watched, started, progress, stop);
        var (goods, levels) = (await products.Compare(book, before.Keys.ToHashSet(), watched, progress, stop), await stock.Compare(book, progress, stop));
        List<Finding> found = [.. compared.Findings, .. goods.Findings, .. levels.Findings];
        var noted = await findings.Note(book.Shop, started, found, [.. compared.Compared, .. goods.Compared, .. levels.Compared], stop);
        var accepted = (await All(book.Shop, FindingState.Accepted, stop)).Select(row => row.Finding.Identity).ToHashSet();
        List<Finding> open = [.. found.Where(finding => !accepted.Contains(finding.Identity))];
        return new NightReport
        {
            Shop = book.Shop.Value, StartedAt = started, From = from, Completeness = compared.Completeness,
            Findings = [.. open.Select(finding => ReportedFinding.Of(finding, before.TryGetValue(finding.Identity, out var first) ? first.FirstSeen : null))],
            ReadInDepth = compared.ReadInDepth, Noted = noted, Products = goods.Count, Fields = goods.Fields, Levels = levels.Count,
            Mending = await mending.Hand(book, open, stop),
            Slowly = [.. slowly, .. goods.Slowly, .. levels.Slowly],
            Unseen = [.. compared.Unseen, .. goods.Unseen, .. levels.Unseen],
        };
    }

    private async Task<List<FindingRow>> All(ShopDomain shop, FindingState state, CancellationToken stop)
    {
        var all = new List<FindingRow>();
        while (await findings.List(shop, state, new Page(PageSize, all.Count), stop) is { Count: > 0 } page)
        {
            all.AddRange(page);
            if (page.Count < PageSize) break;
        }

        return all;
    }

    private static DateTimeOffset Since(DateTimeOffset started, int days) => started - TimeSpan.FromDays(days);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Shop} was compared: {Verdict}, {Findings} findings")]
    private partial void LogNight(string shop, string verdict, int findings);
}
