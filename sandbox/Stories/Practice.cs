using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;

namespace Tandem.Sandbox.Stories;

/// <summary>The practice house with the shop connected and its first orders placed, open until it is interrupted.</summary>
public static class Practice
{
    public static async Task<int> Run(PracticeHouseOptions options, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await using var house = await PracticeHouse.Start(options, stop);
        if (!await HouseSetup.ConnectAndApply(house, output, stop)) return 1;
        var orders = new[] { DemoOrders.Simple(), DemoOrders.PercentageCode(), DemoOrders.Business(), UnmappedTax() }.Select(order => house.Shop.Place(order)).ToList();
        foreach (var order in orders) await house.Shop.Webhooks.Deliver(order, "orders/create", cancellationToken: stop);

        await output.WriteLineAsync();
        await output.WriteLineAsync($"Open {house.Shopify.Address}/admin/{house.Shop.Handle}/apps/tandem to see Tandem inside the practice admin,");
        await output.WriteLineAsync($"     {house.Shopify.Address}/admin/{house.Shop.Handle} to place and change orders,");
        await output.WriteLineAsync($"     {house.Odoo.Address} to look at Odoo's records. Ctrl+C ends it.");
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

    /// <summary>One order that waits for finance, so that the practice shows what that looks like.</summary>
    private static OrderDescription UnmappedTax() => DemoOrders.Simple() with
    {
        Lines = [.. DemoOrders.Simple().Lines.Select(line => line with { Taxes = [new TaxDescription("Luxury tax", 0.05m)] })],
        Shipping = [],
    };
}
