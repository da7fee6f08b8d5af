using Tandem.Sandbox.Odoo;

namespace Tandem.Sandbox.House;

/// <summary>How the practice house is furnished.</summary>
public sealed record PracticeHouseOptions
{
    /// <summary>The practice shop.</summary>
    public string Shop { get; init; } = "alpha.myshopify.com";

    /// <summary>The currency of the shop and of the practice Odoo's company.</summary>
    public string Currency { get; init; } = "GBP";

    /// <summary>The number of the shop's first order; one of its own for each run tells the runs apart in an outside Odoo.</summary>
    public int FirstOrderNumber { get; init; } = 1001;

    /// <summary>Points of Shopify's bucket when full; a twentieth comes back each second.</summary>
    public double ShopifyBudget { get; init; } = 2000;

    /// <summary>The Odoo to imitate, 18 or 19.</summary>
    public int OdooVersion { get; init; } = 19;

    /// <summary>The app for manufacturing is installed in the practice Odoo, so that it makes kits.</summary>
    public bool Manufacturing { get; init; }

    /// <summary>The practice Odoo takes its time, as a real one does; null lets it answer as fast as it computes.</summary>
    public MeasuredPace? OdooPace { get; init; }

    /// <summary>An Odoo that is there already and takes part instead of a practice one; it must hold what the decisions name.</summary>
    public OdooAccess? OutsideOdoo { get; init; }

    /// <summary>The ledger: a SQLite file or a PostgreSQL connection string; null takes a file of its own that goes with the house.</summary>
    public string? Ledger { get; init; }

    /// <summary>0 takes free ports.</summary>
    public int AppPort { get; init; }

    /// <summary>0 takes a free port.</summary>
    public int AdminPort { get; init; }

    /// <summary>More settings of the app, such as <c>Dispatch:SweepEvery</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Puts something else in place of one of the app's own services.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>The app writes its log to the console.</summary>
    public bool Logs { get; init; }
}
