using System.Text;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.App.Setup;

/// <summary>Stores a decisions file when nothing is wrong with it, and lets go what waited for what it decides.</summary>
public sealed class SetupApply(SetupCheck check, IDecisionStore decisions, ISecrets secrets, IStandings standings)
{
    /// <param name="by">Who applies it.</param>
    public Task<SetupOutcome> Apply(ShopDomain shop, ReadOnlyMemory<byte> file, string by, CancellationToken stop) => Apply(shop, file, by, null, stop);

    /// <param name="key">A key for Odoo that was just given; null takes the environment's, or the one that is kept.</param>
    public async Task<SetupOutcome> Apply(ShopDomain shop, ReadOnlyMemory<byte> file, string by, string? key, CancellationToken stop)
    {
        // Read first: what somebody stores while this is being checked must not be lost.
        var current = await decisions.Current(shop, stop);
        var report = await check.Check(shop, file, key, stop);
        if (report is not { NothingWrong: true, Decisions: { } stated })
            return new SetupOutcome(report, InForce: false, current?.Version, $"Nothing was applied: {report.Errors} to mend first.");

        var wanted = await Kept(shop, stated, stop);
        var document = Encoding.UTF8.GetString(DecisionsFile.Write(wanted));
        var renewed = await Keep(shop, report.Secret, stop);
        var old = Old(current);
        if (current?.Document == document)
        {
            if (renewed) await standings.Release(shop, new ReleaseRule.Everything(), stop);
            return new SetupOutcome(report, InForce: true, current.Version, $"Nothing changed: version {current.Version} says the same already.{(renewed ? " The key for Odoo was replaced." : "")}");
        }

        if (await decisions.Save(shop, current?.Version ?? 0, document, by, stop) is not { } saved)
            return new SetupOutcome(report, InForce: false, current?.Version, "Nothing was applied: somebody else stored decisions for this shop meanwhile. Export them, compare, and apply again.");

        var settings = DecisionsChange.Settings(old, wanted);
        var released = await Release(shop, old, wanted, renewed, stop);
        return new SetupOutcome(
            report, InForce: true, saved.Version, $"Version {saved.Version} is in force.{(released > 0 ? $" {released} waiting {(released == 1 ? "record goes" : "records go")} on." : "")}")
        {
            ChangedSettings = settings,
            Released = released,
        };
    }

    /// <summary>Without approvals that were given to something else, in whatever version that was.</summary>
    private async Task<ShopDecisions> Kept(ShopDomain shop, ShopDecisions stated, CancellationToken stop)
    {
        if (stated.Approvals.Values.All(approval => approval.ApprovedAt is null)) return stated;
        return ApprovalKeeping.WithoutStale(stated, [.. (await decisions.History(shop, stop)).Select(Old).OfType<ShopDecisions>()]);
    }

    /// <summary>Keeps a key that was given; answers whether it is another than before.</summary>
    private async Task<bool> Keep(ShopDomain shop, KeptSecret? secret, CancellationToken stop)
    {
        if (secret is not { Given: true }) return false;
        if (await KeptKey(shop, stop) == secret.Reveal()) return false;
        await secrets.Put(shop, ShopSecrets.Odoo, secret.Reveal(), stop);
        return true;
    }

    private async Task<string?> KeptKey(ShopDomain shop, CancellationToken stop)
    {
        try
        {
            return await secrets.Find(shop, ShopSecrets.Odoo, stop);
        }
        catch (SecretUnreadableException)
        {
            return null;
        }
    }

    private Task<int> Release(ShopDomain shop, ShopDecisions? old, ShopDecisions wanted, bool renewed, CancellationToken stop)
    {
        var codes = DecisionsChange.Released(old, wanted);
        if (renewed || codes.Count == Enum.GetValues<Sync.Failures.BlockerCode>().Length) return standings.Release(shop, new ReleaseRule.Everything(), stop);
        return codes.Count == 0 ? Task.FromResult(0) : standings.Release(shop, new ReleaseRule.WithCodes(codes), stop);
    }

    /// <summary>Null as well where an earlier version of Tandem wrote what this one cannot read: everything then counts as changed.</summary>
    private static ShopDecisions? Old(SavedDecisions? current) =>
        current is not null && DecisionsFile.Read(Encoding.UTF8.GetBytes(current.Document)) is DecisionsReading.Read read ? read.Decisions : null;
}

/// <summary>What applying a file came to.</summary>
/// <param name="InForce">What the file says is what the shop now works by.</param>
/// <param name="Version">The version in force; null where nothing is decided.</param>
/// <param name="Sentence">How it ended.</param>
public sealed record SetupOutcome(SetupReport Report, bool InForce, long? Version, string Sentence)
{
    /// <summary>Paths of the settings that differ from the version before.</summary>
    public IReadOnlyList<string> ChangedSettings { get; init; } = [];

    /// <summary>How many waiting records go on because of it.</summary>
    public int Released { get; init; }
}
