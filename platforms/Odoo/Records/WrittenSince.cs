namespace Tandem.Odoo.Records;

/// <summary>Reads what was written since a time, page after page; the same comes again whenever it is asked for again.</summary>
internal static class WrittenSince
{
    /// <param name="fields"><c>write_date</c> must be among them.</param>
    /// <returns>Each record once.</returns>
    public static async Task<IReadOnlyList<OdooRecord>> Read(
        IOdoo odoo, string model, Domain domain, DateTimeOffset from, IReadOnlyList<string> fields, OdooContext context, int pageSize, CancellationToken cancellation)
    {
        var found = new Dictionary<int, OdooRecord>();
        var limit = pageSize;
        while (true)
        {
            // Never ">": Odoo 19 compares whole seconds and would drop the rest of one.
            var page = await odoo.SearchRead(model, domain.And("write_date", ">=", from), fields, context, cancellation, limit, "write_date, id", bare: true);
            foreach (var record in page) found[record.Id] = record;
            if (page.Count < limit) return [.. found.Values];
            var last = page[^1].Time("write_date")!.Value;
            if (last > from) from = last;
            else limit *= 2;
        }
    }
}
