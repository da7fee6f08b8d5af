using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.Reconciler;

/// <summary><c>run</c> and <c>serve</c>.</summary>
public static class ReconcilerCommands
{
    /// <param name="thisOdoo">A person says that the Odoo at hand is the right one from now on.</param>
    /// <returns>0 only when everything was compared and agrees.</returns>
    public static async Task<int> Run(IServiceProvider services, string name, bool json, bool thisOdoo, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        if (!ShopDomain.TryParse(name, out var shop))
        {
            await error.WriteLineAsync($"“{name}” is no shop: write its permanent domain, such as alpha.myshopify.com.");
            return 2;
        }

        if (await services.GetRequiredService<IShops>().Find(shop, stop) is not { DisconnectedAt: null })
        {
            await error.WriteLineAsync($"{shop} is not connected: run 'connect {shop}' with the app first.");
            return 1;
        }

        var report = await services.GetRequiredService<NightWatch>().Run(shop, thisOdoo, json ? _ => { } : said => error.WriteLine(said), stop);
        if (report is null)
        {
            await error.WriteLineAsync($"{shop} is being compared by another process; its report follows there.");
            return 1;
        }

        await output.WriteLineAsync(json ? report.ToJson() : ReportText.Of(report));
        return report.Verdict == NightVerdict.Agrees ? 0 : 1;
    }

    public static async Task<int> Serve(IServiceProvider services, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(services);
        await Task.WhenAll(services.GetRequiredService<NightWatch>().Serve(stop), services.GetRequiredService<AlertWatch>().Serve(stop));
        return 0;
    }
}
