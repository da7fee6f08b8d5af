using Tandem.Sandbox.Crashes;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;

namespace Tandem.Sandbox.Campaigns;

/// <summary>Several servers on one PostgreSQL database, a passage before them and one before their Odoo.</summary>
internal sealed class CampaignField : IAsyncDisposable
{
    private readonly PracticeOdoo? practice;
    private readonly Passage front;
    private readonly CancellationTokenSource over;
    private readonly Task watched;

    private CampaignField(PracticeOdoo? practice, OdooAccess access, Passage odoo, CrashGround ground, IReadOnlyList<CampaignServer> servers, Passage front, CancellationToken stop)
    {
        (this.practice, Access, Odoo, Ground, Servers, this.front) = (practice, access, odoo, ground, servers, front);
        over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        watched = Task.WhenAll(servers.Select(server => server.Watch(over.Token)));
    }

    public OdooAccess Access { get; }

    public Passage Odoo { get; }

    public CrashGround Ground { get; }

    public IReadOnlyList<CampaignServer> Servers { get; }

    /// <param name="loses">Whether Odoo's next answer is lost.</param>
    /// <param name="program">Where the program lies that sets up and begins; null for beside this one.</param>
    public static async Task<CampaignField> Lay(CampaignPlan plan, Func<bool> loses, string? program, CancellationToken stop)
    {
        var practice = plan.OutsideOdoo is null ? await Practice(stop) : null;
        var access = plan.OutsideOdoo ?? new OdooAccess(practice!.Address, practice.Database, practice.User, practice.ApiKey);
        var odoo = await Passage.Open([access.Url], loses, stop);
        var ground = await CrashGround.Lay(new CrashPlan(0, 0) { Ledger = plan.Database.Connection, OutsideOdoo = access with { Url = odoo.Address }, Program = program }, stop);
        var servers = Enumerable.Range(0, plan.Servers).Select(index => new CampaignServer(ground.Own(), Skew(plan, index), program)).ToList();
        var front = await Passage.Open([.. servers.Select(server => server.Address)], () => false, stop);
        ground.Sides.Shopify.WebhookAddress = new Uri(front.Address, "/webhooks");
        return new CampaignField(practice, access, odoo, ground, servers, front, stop);
    }

    /// <summary>Waits until all servers are up.</summary>
    public async Task Up(CancellationToken stop)
    {
        while (!Servers.All(server => server.IsUp))
        {
            if (Servers.FirstOrDefault(server => server.FailedStarts > 2) is { } failing) throw new InvalidOperationException($"A server does not start: {failing.LastFailure}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await watched;
        over.Dispose();
        await front.DisposeAsync();
        await Ground.DisposeAsync();
        await Odoo.DisposeAsync();
        if (practice is not null) await practice.DisposeAsync();
    }

    private static TimeSpan Skew(CampaignPlan plan, int server) => server switch
    {
        1 => plan.Skew,
        2 => -plan.Skew,
        _ => TimeSpan.Zero,
    };

    private static async Task<PracticeOdoo> Practice(CancellationToken stop)
    {
        var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Currency = "USD" }, stop);
        PracticeGoods.Fill(odoo);
        return odoo;
    }
}
