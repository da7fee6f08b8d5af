using System.Data;
using System.Globalization;
using Dapper;
using Tandem.Grains.Products;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>The rows of flows: written in one command with the record's standing, so that they cost no round trip of their own.</summary>
internal static class FlowRows
{
    /// <summary>The statements that follow the standing's own in its command; their parameters are added to the standing's.</summary>
    public static string Put(FlowReport report, DynamicParameters parameters, long now)
    {
        if (report.IsEmpty) return "";
        for (var i = 0; i < report.Standings.Count; i++) Add(parameters, i.ToString(CultureInfo.InvariantCulture), report.Standings[i], report.Moved, now);
        var gone = report.Whole ? ";\n" + Gone(report.Standings.Count) : "";
        if (report.Standings.Count == 0) return gone;
        var rows = Enumerable.Range(0, report.Standings.Count)
            .Select(i => $"(@Shop, @Kind, @Record, @Flow{i}, @Flow{i}Stands, @Flow{i}Says, @Flow{i}HeldBy, @Now, @Flow{i}Moved)");
        // A row that says the same already is left alone.
        return $"""
            {gone};
            insert into flow_standing (shop, kind, record, flow, standing, sentence, held_by, since, moved_at)
            values {string.Join(", ", rows)}
            on conflict (shop, kind, record, flow) do update set
                standing = excluded.standing, sentence = excluded.sentence, held_by = excluded.held_by,
                since = case when flow_standing.standing = excluded.standing then flow_standing.since else excluded.since end,
                moved_at = case when excluded.moved_at > 0 then excluded.moved_at else flow_standing.moved_at end
            where flow_standing.standing <> excluded.standing or coalesce(flow_standing.sentence, '') <> coalesce(excluded.sentence, '')
                or coalesce(flow_standing.held_by, '') <> coalesce(excluded.held_by, '') or excluded.moved_at > 0
            """;
    }

    /// <summary>A condition on the record <c>d</c>: the flow without which its kind does not move is not paused. Comparing the catalogues writes to neither system, so a shop that waits for its launch can have it.</summary>
    public const string Moves = $"""
        not exists (select 1 from paused_flow p where p.shop = d.shop and p.flow =
            case d.kind when 'order' then 'orders' when 'customer' then 'customers' when 'location' then 'inventory' else 'products' end
            and not (p.paused_by = '{FlowHands.Launch}' and d.kind = 'product' and d.record = '{Catalogue.Id}'))
        """;

    /// <summary>The paused flows of these shops.</summary>
    public static async Task<ILookup<string, PausedFlow>> Paused(LedgerDatabase database, string[] shops, CancellationToken stop)
    {
        var rows = await database.Query<PausedRow>(
            $"""
            select shop as Shop, flow as Flow, since as Since, paused_by as By, reason as Reason, code as Code from paused_flow
            where shop {database.Dialect.OneOf("Shops")} order by shop, flow
            """,
            new { Shops = shops },
            stop);
        return rows.ToLookup(row => row.Shop, row => row.Read());
    }

    private static string Gone(int named) => "delete from flow_standing where shop = @Shop and kind = @Kind and record = @Record"
        + (named == 0 ? "" : $" and flow not in ({string.Join(", ", Enumerable.Range(0, named).Select(i => $"@Flow{i}"))})");

    private static void Add(DynamicParameters parameters, string index, FlowStanding standing, IReadOnlyList<Flow> moved, long now)
    {
        parameters.Add($"Flow{index}", Words.Of(standing.Flow));
        parameters.Add($"Flow{index}Stands", Words.Of(standing.State));
        parameters.Add($"Flow{index}Says", standing.Sentence, DbType.String);
        parameters.Add($"Flow{index}HeldBy", standing.HeldBy is { } by ? Words.Of(by) : null, DbType.String);
        // A record that took some steps and was then stopped has not got on.
        parameters.Add($"Flow{index}Moved", standing.State == FlowState.InStep && moved.Contains(standing.Flow) ? now : 0L);
    }

    private sealed record PausedRow(string Shop, string Flow, long Since, string By, string Reason, string? Code)
    {
        public PausedFlow Read() => new(
            Words.Read<Flow>(Flow), UnixTime.Read(Since), By, Reason, Code is null ? null : Words.Read<BlockerCode>(Code));
    }
}
