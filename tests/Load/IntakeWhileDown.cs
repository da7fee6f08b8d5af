using Tandem.Sandbox.House;

namespace Tandem.Load;

/// <summary>The same webhooks to all of Tandem while its Odoo answers nobody: every signal also starts a pass, which finds that out and is planned anew.</summary>
internal static class IntakeWhileDown
{
    public static async Task<Acks> Run(string ledger, TimeSpan warm, TimeSpan measured, CancellationToken stop)
    {
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions { Ledger = ledger }, stop);
        if (!await HouseSetup.ConnectAndApply(house, TextWriter.Null, stop)) throw new InvalidOperationException("The practice shop could not be taken in.");
        house.Odoo.Faults.Down = true;
        var target = new IntakeTarget(house.AppAddress, house.Shop.Domain, house.Shopify.ClientSecret);
        await IntakeSenders.Run(target, warm, stop);
        return await IntakeSenders.Run(target, measured, stop);
    }
}
