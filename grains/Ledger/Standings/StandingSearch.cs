using Dapper;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>What a list or a release narrows to, as a condition and its parameters.</summary>
internal static class StandingSearch
{
    public static (string Where, DynamicParameters Parameters) Of(StandingFilter filter)
    {
        var parameters = new DynamicParameters();
        var where = new List<string> { "s.shop = @Shop" };
        parameters.Add("Shop", filter.Shop.Value);
        if (filter.Kind is { } kind) Narrow("s.kind = @Kind", "Kind", RecordKey.Name(kind));
        if (filter.Standing is { } standing) Narrow("s.standing = @Standing", "Standing", Words.Of(standing));
        if (filter.Code is { } code) Narrow(HasBlocker("b.code = @Code"), "Code", Words.Of(code));
        if (filter.Subject is { } subject) Narrow(HasBlocker("b.subject = @Subject"), "Subject", subject);
        if (filter.Text is { Length: > 0 } text)
        {
            Narrow(@"(lower(s.shopify_name) like @Text escape '\' or lower(s.odoo_name) like @Text escape '\' or s.record like @Text escape '\' or s.odoo_id = @Number or (s.kind, s.record) in (select n.kind, n.record from record_name n where n.shop = @Shop and n.name = @Name))", "Text", Contains(text));
            parameters.Add("Name", NameRows.Kept(text));
            parameters.Add("Number", long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : -1L);
        }

        return (string.Join(" and ", where), parameters);

        void Narrow(string condition, string name, string value)
        {
            where.Add(condition);
            parameters.Add(name, value);
        }
    }

    public static (string Where, DynamicParameters Parameters) Of(ReleaseRule rule, Dialect dialect)
    {
        var parameters = new DynamicParameters();
        switch (rule)
        {
            case ReleaseRule.Everything:
                return ("standing in ('blocked', 'retrying')", parameters);
            case ReleaseRule.WithCodes(var codes):
                parameters.Add("Codes", codes.Select(Words.Of).ToArray());
                return ("standing = 'blocked' and " + Blocked($"b.code {dialect.OneOf("Codes")}"), parameters);
            case ReleaseRule.WithCause(var code, var subject):
                parameters.Add("Code", Words.Of(code));
                parameters.Add("Subject", subject);
                return ("standing = 'blocked' and " + Blocked("b.code = @Code and b.subject = @Subject"), parameters);
            case ReleaseRule.HeldBy(var flow):
                return HeldBy(flow);
            case ReleaseRule.One(var record):
                parameters.Add("Kind", RecordKey.Name(record.Kind));
                parameters.Add("Record", record.Id);
                return ("kind = @Kind and record = @Record", parameters);
            default:
                throw new InvalidOperationException($"No release for {rule.GetType().Name}.");
        }
    }

    /// <summary>Records that wait for a flow, whatever else they wait for.</summary>
    public static (string Where, DynamicParameters Parameters) HeldBy(Flow flow)
    {
        var parameters = new DynamicParameters();
        parameters.Add("Flow", Words.Of(flow));
        return ("((standing = 'held' and detail = @Flow) or (kind, record) in (select f.kind, f.record from flow_standing f where f.shop = @Shop and f.held_by = @Flow))", parameters);
    }

    private static string HasBlocker(string condition) =>
        $"exists (select 1 from blocker b where b.shop = s.shop and b.kind = s.kind and b.record = s.record and {condition})";

    private static string Blocked(string condition) =>
        $"exists (select 1 from blocker b where b.shop = standing.shop and b.kind = standing.kind and b.record = standing.record and {condition})";

    private static string Contains(string text) =>
        $"%{text.ToLowerInvariant().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
