using System.Globalization;
using Dapper;

namespace Tandem.Grains.Ledger;

/// <summary>By what else a record is asked for: written in one command with its standing, each once.</summary>
internal static class NameRows
{
    /// <summary>What is longer is no name that anybody types.</summary>
    private const int Longest = 100;

    /// <summary>The statement that follows the standing's own in its command; its parameters are added to the standing's.</summary>
    public static string Put(IReadOnlyCollection<string> names, DynamicParameters parameters)
    {
        var kept = names.Select(Kept).Where(name => name.Length is > 0 and <= Longest).Distinct(StringComparer.Ordinal).ToList();
        if (kept.Count == 0) return "";
        foreach (var (index, name) in kept.Index()) parameters.Add(Parameter(index), name);
        return $";\ninsert into record_name (shop, name, kind, record) values {string.Join(", ", kept.Select((_, index) => $"(@Shop, @{Parameter(index)}, @Kind, @Record)"))} on conflict do nothing";
    }

    /// <summary>As a name is kept and looked for.</summary>
    public static string Kept(string name) => name.Trim().ToLowerInvariant();

    private static string Parameter(int index) => string.Create(CultureInfo.InvariantCulture, $"Name{index}");
}
