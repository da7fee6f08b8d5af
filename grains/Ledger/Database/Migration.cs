using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Grains.Ledger;

/// <summary>One numbered SQL file of this program.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>Of the text as written, before the dialect spells it, with Unix line ends.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>This program's files for one database in order; <c>0006_….sqlite.sql</c> is for SQLite only.</summary>
    /// <exception cref="InvalidOperationException">Two files carry one number.</exception>
    public static IReadOnlyList<Migration> Of(Dialect dialect)
    {
        var assembly = typeof(Migration).Assembly;
        const string folder = ".Ledger.Sql.";
        var found = assembly.GetManifestResourceNames()
            .Where(name => name.Contains(folder, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Read(assembly, name, name[(name.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..]))
            .Where(m => m.Name.Split('.') is not [_, var only, _] || only.Equals(dialect.Name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(m => m.Number)
            .ToList();

        for (var i = 1; i < found.Count; i++)
            if (found[i].Number == found[i - 1].Number)
                throw new InvalidOperationException($"Two migration files carry one number: {found[i - 1].Name} and {found[i].Name}.");

        return found;
    }

    private static Migration Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new Migration(int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file, sql);
    }
}
