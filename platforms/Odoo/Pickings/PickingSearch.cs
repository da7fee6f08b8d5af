using Tandem.Odoo.Records;
using Tandem.Sync;

namespace Tandem.Odoo.Pickings;

/// <summary>Transfers with their moves in one call, which is quicker than one call for each.</summary>
internal static class PickingSearch
{
    public static async Task<IReadOnlyList<OdooRecord>> Find(
        IOdoo odoo, Domain domain, Specification specification, OdooContext context, string order, int? limit, CancellationToken cancellation)
    {
        var arguments = new List<OdooArgument> { new("domain", domain.Terms), new("specification", specification.Fields), new("order", order) };
        if (limit is { } most) arguments.Add(new("limit", most));
        var answer = await odoo.Call(new OdooCall(Picking.Model, "web_search_read") { Arguments = arguments, Context = context, Repeatable = true }, cancellation);
        return new OdooRecord(answer).Records("records");
    }
}
