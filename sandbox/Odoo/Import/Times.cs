using System.Globalization;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Import;

/// <summary>Dates of imported cells: moments are read in the time zone of the context, else the user's, else UTC.</summary>
internal static class Times
{
    public static string Date(string cell) =>
        DateTime.TryParseExact(cell.Length > 10 ? cell[..10] : cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? cell[..10]
            : throw new Problem($"'{cell}' does not seem to be a valid date for field '{{0}}'", "Use the format '2012-12-31'");

    public static string Moment(Env env, string cell)
    {
        var cut = cell.Length > 19 ? cell[..19] : cell;
        if (!DateTime.TryParseExact(cut, [Env.TimeFormat, "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            throw new Problem($"'{cell}' does not seem to be a valid datetime for field '{{0}}'", "Use the format '2012-12-31 23:59:59'");
        var name = env.Context.GetValueOrDefault("tz") as string ?? env.UserRow.Text("tz") ?? env.Linked(env.UserRow, "partner_id", "res.partner")?.Text("tz") ?? "UTC";
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Min() : zone.GetUtcOffset(local);
        return (local - offset).ToString(Env.TimeFormat, CultureInfo.InvariantCulture);
    }
}
