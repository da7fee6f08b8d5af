using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Odoo.Pickings;

/// <summary>Finds what was sent out of one Odoo company: by time for speed, by order so that nothing is lost.</summary>
public sealed class DonePickings(IOdoo odoo, OdooProfile profile, int pageSize = 500)
{
    private static readonly string[] Out = ["outgoing", "dropship"];

    private readonly Specification specification = PickingText.Specification(profile.Fields);

    /// <summary>How far back to look again: longer than Odoo lets a request run, since a transfer shows under the time at which its transaction began.</summary>
    public static TimeSpan Overlap { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Sent out or changed since; the same transfer comes again within the overlap, so compare before acting.</summary>
    /// <param name="cursor">The latest <see cref="PickingReading.WrittenAt"/> seen before.</param>
    public async Task<IReadOnlyList<PickingReading>> Since(DateTimeOffset cursor, TimeSpan overlap, CancellationToken cancellation)
    {
        var found = new Dictionary<int, PickingReading>();
        var (from, limit) = (cursor - overlap, pageSize);
        while (true)
        {
            // Never ">": Odoo 19 compares whole seconds and would drop the rest of one.
            var page = await PickingSearch.Find(odoo, Done.And("write_date", ">=", from), specification, profile.Context, "write_date, id", limit, cancellation);
            foreach (var picking in page) found[picking.Id] = PickingText.Read(picking);
            if (page.Count < limit) return [.. found.Values];
            var last = page[^1].Time("write_date")!.Value;
            if (last > from) from = last;
            else limit *= 2;
        }
    }

    /// <summary>Everything sent out of these orders, whenever it was.</summary>
    public async Task<IReadOnlyList<PickingReading>> Of(IReadOnlyList<OdooId<SaleOrder>> orders, CancellationToken cancellation)
    {
        var found = await PickingSearch.Find(odoo, Done.And("sale_id", "in", orders), specification, profile.Context, "id", null, cancellation);
        return [.. found.Select(PickingText.Read)];
    }

    private Domain Done => Domain.Where("picking_type_code", "in", Out).And("state", "=", "done").And("company_id", "=", profile.Company.Id);
}
