using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Seed;

/// <summary>Fills a new practice database.</summary>
public static class PracticeOdooSeed
{
    /// <summary>Login of the connector's user.</summary>
    public const string Login = "tandem";

    /// <summary>Password of the connector's user; the administrator's is "admin".</summary>
    public const string Password = "tandem";

    /// <summary>API key of the connector's user.</summary>
    public const string ApiKey = "practice0key0of0the0connector0user000001";

    /// <summary>API key of the administrator.</summary>
    public const string AdministratorKey = "practice0key0of0the0administrator0000001";

    internal const int Robot = 1;
    internal const int Administrator = 2;
    internal const int Connector = 6;

    internal static IReadOnlyDictionary<int, string> Passwords { get; } = new Dictionary<int, string> { [Administrator] = "admin", [Connector] = Password };

    internal static IReadOnlyDictionary<string, int> Keys { get; } = new Dictionary<string, int> { [ApiKey] = Connector, [AdministratorKey] = Administrator };

    internal static void Fill(Env env)
    {
        var table = new SeedTable(env);
        SeedPlaces.Fill(table, env.Options);
        SeedPeople.Fill(table, env.Options);
        SeedTrade.Fill(table, env.Options);
        SeedProducts.Fill(table, env);
        env.Database.Undo.Commit();
    }
}
