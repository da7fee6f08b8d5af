using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>Reads how far a shop's launch is, and switches live sync on where that may be.</summary>
internal sealed class LaunchDesk(GuidedSetup guided, StepViews views, ILaunches launches, IStandings standings, IStaff staff, ISetupDrafts drafts, TimeProvider time)
{
    private const int LongestReason = 500;

    public async Task<LaunchReading> Read(ShopDomain shop, CancellationToken stop)
    {
        var (seen, _) = await views.Seen(shop, stop);
        var pilot = new List<TriedOrder>();
        foreach (var order in await launches.Pilot(shop, stop)) pilot.Add(new TriedOrder(order, await standings.Find(RecordKey.Order(shop, order.Order), stop)));
        return new LaunchReading(
            await guided.State(shop, seen, stop), await launches.Find(shop, stop), pilot, await launches.Approvals(shop, stop), await staff.Of(shop, stop));
    }

    /// <summary>Orders that could be tried out: the newest.</summary>
    public async Task<IReadOnlyList<SeenOrder>> Offered(ShopDomain shop, CancellationToken stop) => (await views.Seen(shop, stop)).Seen.Newest;

    public Task<IReadOnlyList<SetupDeed>> Diary(ShopDomain shop, CancellationToken stop) => drafts.Diary(shop, new Page(30), stop);

    /// <summary>A role finds the pilot right; null when it may, else why not.</summary>
    public async Task<string?> FindRight(ShopDomain shop, Role role, StaffMember member, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (!member.May(role)) return Say($"Only {ExceptionsWords.Whose(role)} or an owner may say so for {ExceptionsWords.Whose(role)}.");
        if (member.Name.Length == 0) return LaunchWords.Nameless;
        var reading = await Read(shop, stop);
        if (!reading.PilotWorks) return Say("There is nothing to find right yet: write an order of the pilot to Odoo first, and bring it in step.");
        await launches.Approve(shop, new PilotApproval(role, member.Member, member.Name, reading.Digest, time.GetUtcNow()), stop);
        await drafts.Note(shop, member.Known, $"{ExceptionsWords.Kept(role)} found the pilot right.", stop);
        return null;
    }

    /// <summary>Switches live sync on; null when it did, else why not.</summary>
    public async Task<string?> GoLive(ShopDomain shop, string reason, StaffMember member, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(member);
        if (!member.Owner) return Say("Only an owner of the setup switches live sync on.");
        if (member.Name.Length == 0) return LaunchWords.Nameless;
        var reading = await Read(shop, stop);
        if (reading.IsLive) return Say("Live sync is on already.");
        if (!reading.Setup.InForce) return Say("Live sync cannot be switched on before the setup is in force: there would be no Odoo to write to.");
        var missing = reading.Missing;
        if (missing.Count > 0 && reason.Trim().Length == 0) return missing.Count == 1 ? Say("1 thing is missing. An owner can go live all the same, and says why; the reason is kept.") : Say($"{"thing".Of(missing.Count)} are missing. An owner can go live all the same, and says why; the reason is kept.");
        if (reason.Trim().Length > LongestReason) return Say($"The reason is longer than {LongestReason} letters: say it in short.");
        var why = missing.Count == 0 ? "Everything is approved, and the pilot was found right." : $"Before everything was approved ({missing.Count} {(missing.Count == 1 ? "thing" : "things")} missing), because: {reason.Trim()}";
        if (!await launches.GoLive(shop, member.Known, why, stop)) return Say("Live sync is on already.");
        await drafts.Note(shop, member.Known, $"Live sync was switched on. {why}", stop);
        return null;
    }
}
