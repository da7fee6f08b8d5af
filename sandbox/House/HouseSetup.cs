using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Sandbox.House;

/// <summary>Takes the practice shop in as a merchant would: connect, then apply the decisions file.</summary>
public static class HouseSetup
{
    /// <returns>Whether the shop is connected and its decisions are in force.</returns>
    public static async Task<bool> ConnectAndApply(PracticeHouse house, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(house);
        ArgumentNullException.ThrowIfNull(output);
        var shop = ShopDomain.Parse(house.Shop.Domain);
        if (await house.App.Services.GetRequiredService<ConnectCommand>().Run(shop, output, output, stop) != 0) return false;
        Environment.SetEnvironmentVariable(PracticeDecisions.SecretVariable, house.Access.Secret);
        var document = DecisionsFile.Write(await house.Decisions(stop));
        var outcome = await house.App.Services.GetRequiredService<SetupApply>().Apply(shop, document, "the practice house", stop);
        await output.WriteLineAsync(ReportText.Plain(outcome.Report));
        await output.WriteLineAsync(outcome.Sentence);
        return outcome.InForce;
    }
}
