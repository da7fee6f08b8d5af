using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.App.Operate;

/// <summary><c>connect</c>, <c>status</c>, <c>sync</c> and <c>flows</c> for the command line.</summary>
internal static class OperateCommands
{
    public static Command Connect { get; } = new(
        ["connect <shop>                             take a store of your own organisation in, with the app's own credentials"],
        call => call.Arguments is [var name] && call.Only()
            ? WithShop(name, call, async shop => await call.Services.GetRequiredService<ConnectCommand>().Run(shop, call.Output, call.Error, call.Stop))
            : NotUnderstood);

    public static Command Status { get; } = new(
        ["status <shop> [--json]                     flows, standings, blockers with their records, latencies"],
        call => call.Arguments is [var name] && call.Only("--json")
            ? WithShop(name, call, async shop => await call.Services.GetRequiredService<StatusCommand>().Run(shop, call.Has("--json"), call.Output, call.Error, call.Stop))
            : NotUnderstood);

    public static Command Sync { get; } = new(
        [
            "sync <shop> order <name or id>              bring one order up to date now",
            "sync <shop> order <name or id> --dry-run    say what would be written; writes nothing",
            "sync <shop> order <name or id> --create-again   create an order once more that was deleted in Odoo",
            "sync <shop> product <SKU or id> [--dry-run]     bring one product up to date now; or only say, field by field, what would be written",
            "sync <shop> location <name or id> [--dry-run]   compare all stock of a location now; or only say what would be written",
        ],
        call => call.Arguments is [var name, "order", var order] && call.Only("--dry-run", "--create-again") && !(call.Has("--dry-run") && call.Has("--create-again"))
            ? WithShop(name, call, shop => SyncOrder(shop, order, call))
            : call.Arguments is [var named, "location", var location] && call.Only("--dry-run")
                ? WithShop(named, call, shop => SyncLocation(shop, location, call))
                : call.Arguments is [var called, "product", var product] && call.Only("--dry-run")
                    ? WithShop(called, call, shop => SyncProduct(shop, product, call))
                    : NotUnderstood);

    public static Command Stock { get; } = new(
        ["stock <shop> [--json]                      by location: how many levels are in step, due, left alone or waiting, and when they were last looked at"],
        call => call.Arguments is [var name] && call.Only("--json")
            ? WithShop(name, call, async shop => await call.Services.GetRequiredService<StockCommand>().Show(shop, call.Has("--json"), call.Output, call.Stop))
            : NotUnderstood);

    public static Command Flow { get; } = new(
        [
            "flows <shop>                                the flows, what stands where in them, and who paused them",
            "flows <shop> pause <flow> --reason \"…\"      nothing of the flow moves until it is resumed; what happens meanwhile is kept",
            "flows <shop> resume <flow>                  the flow goes on, and all that it held with it",
        ],
        call => call.Arguments switch
        {
            [var name] when call.Only() => WithShop(name, call, async shop => await Of(call).Show(shop, call.Output, call.Error, call.Stop)),
            [var name, "pause", var flow, var reason] when call.Only("--reason") && call.Has("--reason") =>
                WithShop(name, call, async shop => await Of(call).Pause(shop, flow, reason, call.Output, call.Error, call.Stop)),
            [var name, "resume", var flow] when call.Only() => WithShop(name, call, async shop => await Of(call).Resume(shop, flow, call.Output, call.Error, call.Stop)),
            _ => NotUnderstood,
        });

    public static Command History { get; } = new(
        [
            "history <shop>                              how far the import of older orders is",
            "history <shop> preview <from> <to>          what an import of the orders placed between two days would find; imports nothing",
            "history <shop> import <from> <to>           import them, behind everything live",
            "history <shop> stop|resume|end              stop the import, let it go on, or end a stopped one for good",
        ],
        call => !call.Only() ? NotUnderstood : call.Arguments switch
        {
            [var name] => WithShop(name, call, async shop => await Imports(call).Show(shop, call.Output, call.Error, call.Stop)),
            [var name, "preview", var from, var to] => WithShop(name, call, async shop => await Imports(call).Preview(shop, from, to, call.Output, call.Error, call.Stop)),
            [var name, "import", var from, var to] => WithShop(name, call, async shop => await Imports(call).Import(shop, from, to, call.Output, call.Error, call.Stop)),
            [var name, "stop"] => WithShop(name, call, async shop => await Imports(call).Stop(shop, call.Output, call.Error, call.Stop)),
            [var name, "resume"] => WithShop(name, call, async shop => await Imports(call).Resume(shop, call.Output, call.Error, call.Stop)),
            [var name, "end"] => WithShop(name, call, async shop => await Imports(call).End(shop, call.Output, call.Error, call.Stop)),
            _ => NotUnderstood,
        });

    private static async Task<int?> SyncLocation(ShopDomain shop, string location, CommandCall call)
    {
        var stock = call.Services.GetRequiredService<StockCommand>();
        if (call.Has("--dry-run")) return await stock.DryRun(shop, location, call.Output, call.Error, call.Stop);
        return await Working(call, () => stock.Sync(shop, location, call.Output, call.Error, call.Stop));
    }

    private static async Task<int?> SyncProduct(ShopDomain shop, string product, CommandCall call)
    {
        var products = call.Services.GetRequiredService<ProductSyncCommand>();
        if (call.Has("--dry-run")) return await products.DryRun(shop, product, call.Output, call.Error, call.Stop);
        return await Working(call, () => products.Sync(shop, product, call.Output, call.Error, call.Stop));
    }

    private static HistoryCommand Imports(CommandCall call) => call.Services.GetRequiredService<HistoryCommand>();

    private static FlowsCommand Of(CommandCall call) => call.Services.GetRequiredService<FlowsCommand>();

    private static Task<int?> NotUnderstood => Task.FromResult<int?>(null);

    private static async Task<int?> SyncOrder(ShopDomain shop, string order, CommandCall call)
    {
        var wish = new SyncWish(call.Has("--dry-run"), call.Has("--create-again"));
        var sync = call.Services.GetRequiredService<SyncCommand>();
        if (wish.DryRun) return await sync.Run(shop, order, wish, call.Output, call.Error, call.Stop);
        return await Working(call, () => sync.Run(shop, order, wish, call.Output, call.Error, call.Stop));
    }

    /// <summary>Where no server works on this ledger, this process does, until what was asked is settled.</summary>
    private static async Task<int?> Working(CommandCall call, Func<Task<int>> run)
    {
        if (await call.Services.GetRequiredService<ILeases>().Holder(Grains.Dispatch.Servers.Lease, call.Stop) is not null) return await run();
        var host = call.Services.GetRequiredService<WorkingHost>();
        await host.Start(call.Stop);
        try
        {
            return await run();
        }
        finally
        {
            await host.Stop();
        }
    }

    private static async Task<int?> WithShop(string name, CommandCall call, Func<ShopDomain, Task<int?>> run)
    {
        if (ShopDomain.TryParse(name, out var shop)) return await run(shop);
        await call.Error.WriteLineAsync($"“{name}” is no shop: write its permanent domain, such as alpha.myshopify.com.");
        return Commands.NotUnderstood;
    }
}

/// <summary>The host around a command, started only when the command needs the actors.</summary>
internal sealed class WorkingHost
{
    private IHost? host;

    public void Is(IHost around) => host = around;

    public Task Start(CancellationToken stop) => host!.StartAsync(stop);

    public Task Stop() => host!.StopAsync();
}
