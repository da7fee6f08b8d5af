using System.Globalization;
using Microsoft.Extensions.Logging;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.History;

/// <summary>Brings the orders of an import to the inbox, page by page, as fast as they are worked on.</summary>
public sealed partial class HistoryFeed(IShopOrders orders, IInbox inbox, IStandings standings, IHistoryImports imports, ILogger<HistoryFeed> logger)
{
    /// <summary>So many wait in the inbox or are worked on at once: a minute of an Odoo's work, and always enough for the next lot.</summary>
    public const int Ahead = 400;

    /// <summary>Appends pages until enough wait, the import is stopped, or Shopify has no more.</summary>
    public async Task Run(HistoryImport import, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(import);
        while (await imports.Waiting(import.Shop, stop) < Ahead)
        {
            var page = await orders.PlacedBetween(import.Shop, import.Time.From, import.Time.To, import.After, stop);
            var unmet = new List<Signal>();
            foreach (var order in page.Orders)
                if (!await IsMet(import, order, stop)) unmet.Add(Signal(import, order));
            if (unmet.Count > 0) await inbox.AppendAll(unmet, stop);
            // Only now: what is behind the cursor is committed.
            if (!await imports.Advance(import, page.Next, page.Orders.Count, page.Orders.Count - unmet.Count, stop)) return;
            import = import with { After = page.Next, Listed = import.Listed + page.Orders.Count };
            LogListed(import.Shop.Value, import.Listed, import.Total, unmet.Count);
            if (page.Next is null) return;
        }
    }

    /// <summary>It has a standing; one that only waits is appended once more, and its pass covers both signals.</summary>
    private async Task<bool> IsMet(HistoryImport import, PlacedOrder order, CancellationToken stop) => await standings.Find(RecordKey.Order(import.Shop, order.Id), stop) is not null;

    private static Signal Signal(HistoryImport import, PlacedOrder order)
    {
        var stamp = string.Create(CultureInfo.InvariantCulture, $"history:{import.Id}:{order.Id}");
        return new Signal(RecordKey.Order(import.Shop, order.Id), SignalSource.History, stamp, stamp, "history/orders", order.UpdatedAt);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The import of {Shop} has listed {Listed} of {Total} orders; {Unmet} of the last page are new")]
    private partial void LogListed(string shop, int listed, int total, int unmet);
}
