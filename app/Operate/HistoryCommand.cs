using Tandem.Grains.History;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;

namespace Tandem.App.Operate;

/// <summary><c>history &lt;shop&gt;</c>: says what an import of older orders would find, starts one, stops and resumes it; a running server does the work.</summary>
public sealed class HistoryCommand(IShops shops, IHistoryImports imports, IShopOrders orders, HistoryPreview preview, TimeProvider time)
{
    public async Task<int> Show(ShopDomain shop, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!await IsConnected(shop, error, stop)) return 1;
        await output.WriteLineAsync(await imports.Latest(shop, stop) is { } import
            ? HistoryWords.Of(import, await imports.Waiting(shop, stop), time.GetUtcNow())
            : $"Nothing was imported into {shop} yet. See what there is with 'history {shop} preview <first day> <last day>'.");
        return 0;
    }

    public Task<int> Preview(ShopDomain shop, string from, string to, TextWriter output, TextWriter error, CancellationToken stop) =>
        Within(shop, from, to, error, async between =>
        {
            await output.WriteLineAsync(HistoryWords.Of(await preview.Look(shop, between, int.MaxValue, stop), between));
            return 0;
        }, stop);

    /// <returns>0 when the import is under way.</returns>
    public Task<int> Import(ShopDomain shop, string from, string to, TextWriter output, TextWriter error, CancellationToken stop) =>
        Within(shop, from, to, error, async between =>
        {
            var total = await orders.CountPlaced(shop, between.From, between.To, stop);
            if (!await imports.Start(shop, between, total, $"command line, {Environment.UserName}", stop))
            {
                await error.WriteLineAsync($"An import of {shop} is not at its end: {HistoryWords.Of((await imports.Latest(shop, stop))!, await imports.Waiting(shop, stop), time.GetUtcNow())} Stop and end it first, or let it run.");
                return 1;
            }

            await output.WriteLineAsync($"The {total} orders placed {HistoryWords.Days(between)} are imported by the running server, after everything live. See how far it is with 'history {shop}'.");
            return 0;
        }, stop);

    public Task<int> Stop(ShopDomain shop, TextWriter output, TextWriter error, CancellationToken stop) => Change(
        shop, imports.Stop, $"The import of {shop} is stopped; what waits already in the inbox is still brought in. Go on with 'history {shop} resume', or end it with 'history {shop} end'.",
        $"No import of {shop} runs.", output, error, stop);

    public Task<int> Resume(ShopDomain shop, TextWriter output, TextWriter error, CancellationToken stop) =>
        Change(shop, imports.Resume, $"The import of {shop} goes on where it was.", $"No import of {shop} is stopped.", output, error, stop);

    public Task<int> End(ShopDomain shop, TextWriter output, TextWriter error, CancellationToken stop) =>
        Change(shop, imports.Drop, $"The import of {shop} is ended; what it brought in stays.", $"No import of {shop} is stopped: stop it first.", output, error, stop);

    private async Task<int> Change(ShopDomain shop, Func<ShopDomain, CancellationToken, Task<bool>> change, string done, string not, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!await IsConnected(shop, error, stop)) return 1;
        var changed = await change(shop, stop);
        await (changed ? output : error).WriteLineAsync(changed ? done : not);
        return changed ? 0 : 1;
    }

    private async Task<int> Within(ShopDomain shop, string from, string to, TextWriter error, Func<PlacedBetween, Task<int>> act, CancellationToken stop)
    {
        if (!await IsConnected(shop, error, stop)) return 1;
        var dates = HistoryDates.Read(from, to, time.GetUtcNow());
        if (dates.Time is not { } between)
        {
            if (dates.FromProblem is { } first) await error.WriteLineAsync($"First day “{from}”: {first}");
            if (dates.ToProblem is { } last) await error.WriteLineAsync($"Last day “{to}”: {last}");
            return 1;
        }

        try
        {
            return await act(between);
        }
        catch (ShopifyException refused)
        {
            await error.WriteLineAsync(refused.Failure.Sentence);
            return 1;
        }
    }

    private async Task<bool> IsConnected(ShopDomain shop, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (await shops.Find(shop, stop) is not null) return true;
        await error.WriteLineAsync($"{shop} is not connected to Tandem: run 'connect {shop}'.");
        return false;
    }
}
