using Npgsql;

namespace Tandem.Grains.Ledger;

/// <summary>Reads <c>postgres://user:password@host:port/database?sslmode=require</c>, the form that hosting providers hand out.</summary>
internal static class PostgresUri
{
    public static string Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw new FormatException("ConnectionStrings:Tandem starts like a PostgreSQL address but is none: write postgres://user:password@host:5432/database.");

        var login = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = login[0].Length > 0 ? Uri.UnescapeDataString(login[0]) : null,
            Password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null,
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)))
            Set(settings, pair[0], pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "");

        return settings.ToString();
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        if (name.Equals("sslmode", StringComparison.OrdinalIgnoreCase))
            settings.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        else
            settings[name] = value;
    }
}
