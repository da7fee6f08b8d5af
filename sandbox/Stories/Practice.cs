using System.Text;
using Tandem.App.Operate;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sandbox.House;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Sandbox.Stories;

/// <summary>The practice house, open until it is interrupted.</summary>
public static class Practice
{
    public static async Task<int> Run(PracticeHouseOptions options, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await using var house = await PracticeHouse.Start(options, stop);
        await output.WriteLineAsync($"Open {house.Shopify.Address}/admin/{house.Shop.Handle} to place orders and to see the app; Odoo's records are at {house.Odoo.Address}. Ctrl+C ends it.");
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            // The person has seen enough.
        }

        return 0;
    }
}
