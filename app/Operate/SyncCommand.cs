using System.Globalization;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.App.Operate;

/// <summary><c>sync &lt;shop&gt; order &lt;name or id&gt;</c>: brings one order up to date now, or says what would be written.</summary>
public sealed class SyncCommand(IShopOrders orders, PassWatch passes, IShops shops, OrderDryRun dryRun)
{
    /// <returns>0 only when the order is in step, or the dry run shows a plan.</returns>
    public async Task<int> Run(ShopDomain shop, string nameOrId, SyncWish wish, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            if (await Find(shop, nameOrId, error, stop) is not { } id) return 1;
            return wish.DryRun ? await Show(shop, id, output, error, stop) : await Sync(shop, id, wish.CreateAgain, output, stop);
        }
        catch (ShopifyException failure)
        {
            await error.WriteLineAsync(failure.Failure.Sentence);
            return 1;
        }
    }

    private async Task<OrderId?> Find(ShopDomain shop, string nameOrId, TextWriter error, CancellationToken stop)
    {
        if (nameOrId.StartsWith("gid://", StringComparison.Ordinal)) return await OfGlobalId(nameOrId, error);
        // Names are short; Shopify's ids have at least ten digits.
        if (nameOrId.Length >= 10 && long.TryParse(nameOrId, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new OrderId(number);
        var named = await orders.ByName(shop, nameOrId, stop);
        if (named.Count == 1) return named[0].Id;
        await error.WriteLineAsync(named.Count == 0
            ? $"{shop} has no order {nameOrId} that Tandem can see: check the name; without the scope read_all_orders only the last 60 days are visible."
            : $"{shop} has {named.Count} orders named {nameOrId}: name one by its id ({string.Join(", ", named.Select(order => order.Id))}).");
        return null;
    }

    private static async Task<OrderId?> OfGlobalId(string id, TextWriter error)
    {
        try
        {
            return new OrderId(Tandem.Sync.Shopify.Number(id, "Order"));
        }
        catch (FormatException)
        {
            await error.WriteLineAsync($"{id} is no order's id: write gid://shopify/Order/ and its number, or the order's name, such as #1001.");
            return null;
        }
    }

    private async Task<int> Show(ShopDomain shop, OrderId id, TextWriter output, TextWriter error, CancellationToken stop)
    {
        switch (await dryRun.Run(shop, id, stop))
        {
            case DryRunResult.Planned planned:
                foreach (var line in PlanText.Of(planned.Order.Name, planned.Plan, planned.Rules)) await output.WriteLineAsync(line);
                return planned.Plan is Tandem.Sync.Planning.OrderPlan.Blocked ? 1 : 0;
            case DryRunResult.Failed failed:
                await error.WriteLineAsync(failed.Sentence);
                return 1;
            default:
                throw new InvalidOperationException("A dry run is planned or failed.");
        }
    }

    private async Task<int> Sync(ShopDomain shop, OrderId id, bool createAgain, TextWriter output, CancellationToken stop)
    {
        var record = RecordKey.Order(shop, id);
        var asked = await passes.Ask(record, createAgain ? PersonTopics.CreateAgain : PersonTopics.SyncNow, stop);
        if (await shops.Find(shop, stop) is { } connected && connected.PausedFlows.FirstOrDefault(paused => paused.Flow == Flow.Orders) is { } pause)
        {
            await output.WriteLineAsync($"Order {id} waits: the flow orders is paused since {pause.Since:u} by {pause.By}: {pause.Reason} It goes on with 'flows {shop} resume orders'.");
            return 1;
        }

        return await passes.Tell(record, asked, $"Order {id} is still being worked on; 'status {shop}' tells how it ends.", output, stop);
    }
}

/// <summary>How an order is to be synced.</summary>
/// <param name="CreateAgain">It was deleted in Odoo by hand and is to be created once more.</param>
public sealed record SyncWish(bool DryRun, bool CreateAgain);
