using Tandem.Sandbox.House;

namespace Tandem.Sandbox.Crashes;

/// <summary>How often Tandem is killed, and amid how many orders.</summary>
/// <param name="Orders">In each round.</param>
/// <param name="Seed">Decides when it is killed.</param>
public sealed record CrashPlan(int Rounds, int Orders, int Seed = 1)
{
    /// <summary>Null takes a practice Odoo.</summary>
    public OdooAccess? OutsideOdoo { get; init; }

    /// <summary>18 or 19, of the practice Odoo.</summary>
    public int OdooVersion { get; init; } = 19;

    /// <summary>How often each shop is swept: soon, where what no webhook told is to be found within a run.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Where the program lies that connects and sets up; null for beside this one.</summary>
    public string? Program { get; init; }

    /// <summary>The orders were placed before, and an import brings them.</summary>
    public bool Import { get; init; }

    /// <summary>A PostgreSQL connection string; null takes a SQLite file of its own.</summary>
    public string? Ledger { get; init; }
}

/// <summary>What both sides held after all rounds.</summary>
/// <param name="Lost">Orders that Odoo does not hold.</param>
/// <param name="Doubled">Orders, or customers, that Odoo holds more than once.</param>
/// <param name="Wrong">Orders with another total or state, or that Tandem does not call in step.</param>
public sealed record CrashTally(int Orders, int Lost, int Doubled, int Wrong)
{
    public bool Good => this is { Lost: 0, Doubled: 0, Wrong: 0 };

    public static CrashTally operator +(CrashTally one, CrashTally other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new CrashTally(one.Orders + other.Orders, one.Lost + other.Lost, one.Doubled + other.Doubled, one.Wrong + other.Wrong);
    }
}
