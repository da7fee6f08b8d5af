using System.Data.Common;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Pausing and resuming inside a transaction. Everywhere the paused flow's row is taken before any record's: so nobody waits crosswise, and no record is held for a flow that was resumed meanwhile.</summary>
internal static class FlowSwitching
{
    public static async Task<bool> Pause(DbTransaction transaction, ShopDomain shop, PausedFlow paused, string? subject, CancellationToken stop)
    {
        const string pause = """
            insert into paused_flow (shop, flow, since, paused_by, reason, code, subject)
            values (@Shop, @Flow, @Now, @By, @Reason, @Code, @Subject) on conflict do nothing
            """;
        var row = new
        {
            Shop = shop.Value,
            Flow = Words.Of(paused.Flow),
            Now = UnixTime.Of(paused.Since),
            paused.By,
            paused.Reason,
            Code = paused.Cause is { } code ? Words.Of(code) : null,
            Subject = subject,
        };
        if (await transaction.Execute(pause, row, stop) == 0) return false;
        await Note(transaction, shop, new FlowSwitch(paused.Flow, paused.Since, true, paused.By, paused.Reason), stop);
        return true;
    }

    public static async Task<int?> Resume(DbTransaction transaction, ShopDomain shop, FlowSwitch resumed, CancellationToken stop)
    {
        var key = new { Shop = shop.Value, Flow = Words.Of(resumed.Flow) };
        // What paused because Odoo was doubted says by being resumed that it is the right one; all that paused for it goes on.
        var others = await transaction.Query<string>(
            """
            select o.flow from paused_flow p join odoo_sight s on s.shop = p.shop and s.doubt = p.reason
            join paused_flow o on o.shop = p.shop and o.reason = p.reason and o.flow <> p.flow
            where p.shop = @Shop and p.flow = @Flow order by o.flow
            """, key, stop);
        if (await Go(transaction, shop, resumed, stop) is not { } released) return null;
        foreach (var other in others) released += await Go(transaction, shop, resumed with { Flow = Words.Read<Flow>(other) }, stop) ?? 0;
        return released;
    }

    private static async Task<int?> Go(DbTransaction transaction, ShopDomain shop, FlowSwitch resumed, CancellationToken stop)
    {
        var key = new { Shop = shop.Value, Flow = Words.Of(resumed.Flow) };
        await transaction.Execute("delete from odoo_sight where shop = @Shop and doubt = (select reason from paused_flow where shop = @Shop and flow = @Flow)", key, stop);
        // What waits for the launch of its shop is resumed by nothing else.
        const string resume = "delete from paused_flow where shop = @Shop and flow = @Flow and not exists (select 1 from launch where shop = @Shop and live = 0)";
        if (await transaction.Execute(resume, key, stop) == 0) return null;
        await Note(transaction, shop, resumed, stop);
        var (where, parameters) = StandingSearch.HeldBy(resumed.Flow);
        parameters.Add("Shop", shop.Value);
        parameters.Add("Now", UnixTime.Of(resumed.At));
        return await transaction.Execute($"update standing set next_at = @Now where shop = @Shop and {where}", parameters, stop);
    }

    /// <summary>Resumes what paused by itself for causes that are released now; answers how many records it held.</summary>
    public static async Task<int> Lift(DbTransaction transaction, Dialect dialect, ShopDomain shop, ReleaseRule rule, DateTimeOffset now, CancellationToken stop)
    {
        var which = rule switch
        {
            ReleaseRule.Everything => "code is not null",
            ReleaseRule.WithCodes => $"code {dialect.OneOf("Codes")}",
            ReleaseRule.WithCause => "code = @Code and subject = @Subject",
            _ => null,
        };
        if (which is null) return 0;
        var terms = new
        {
            Shop = shop.Value,
            Codes = rule is ReleaseRule.WithCodes(var codes) ? codes.Select(Words.Of).ToArray() : [],
            Code = rule is ReleaseRule.WithCause(var code, _) ? Words.Of(code) : null,
            Subject = rule is ReleaseRule.WithCause(_, var subject) ? subject : null,
        };
        var flows = await transaction.Query<string>($"select flow from paused_flow where shop = @Shop and {which} order by flow", terms, stop);
        var released = 0;
        foreach (var flow in flows.Select(Words.Read<Flow>))
            released += await Resume(transaction, shop, new FlowSwitch(flow, now, false, FlowHands.Tandem, "What it paused for was decided or is tried again."), stop) ?? 0;
        return released;
    }

    /// <summary>Whether each of these flows is paused still; none of them is resumed before this transaction ends.</summary>
    public static async Task<bool> AllPaused(DbTransaction transaction, Dialect dialect, ShopDomain shop, IReadOnlyCollection<Flow> flows, CancellationToken stop)
    {
        var terms = new { Shop = shop.Value, Flows = flows.Select(Words.Of).ToArray() };
        var paused = await transaction.Query<string>($"select flow from paused_flow where shop = @Shop and flow {dialect.OneOf("Flows")} order by flow {dialect.ForShare}", terms, stop);
        return paused.Count == flows.Count;
    }

    private static Task<int> Note(DbTransaction transaction, ShopDomain shop, FlowSwitch done, CancellationToken stop) => transaction.Execute(
        "insert into flow_switch (shop, flow, at, paused, switched_by, reason) values (@Shop, @Flow, @At, @Paused, @By, @Reason)",
        new { Shop = shop.Value, Flow = Words.Of(done.Flow), At = UnixTime.Of(done.At), Paused = done.Paused ? 1L : 0L, done.By, done.Reason },
        stop);
}
