namespace Tandem.Sandbox.House;

/// <summary>How the practice house is furnished.</summary>
public sealed record PracticeHouseOptions
{
    /// <summary>The practice shop; in pounds.</summary>
    public string Shop { get; init; } = "alpha.myshopify.com";

    /// <summary>The Odoo to imitate, 18 or 19.</summary>
    public int OdooVersion { get; init; } = 19;

    /// <summary>The ledger: a SQLite file or a PostgreSQL connection string; null takes a file of its own that goes with the house.</summary>
    public string? Ledger { get; init; }

    /// <summary>0 takes free ports.</summary>
    public int AppPort { get; init; }

    /// <summary>0 takes a free port.</summary>
    public int AdminPort { get; init; }

    /// <summary>More settings of the app, such as <c>Dispatch:SweepEvery</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The app writes its log to the console.</summary>
    public bool Logs { get; init; }
}
