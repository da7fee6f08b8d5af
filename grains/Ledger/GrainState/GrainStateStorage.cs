using Microsoft.Extensions.Configuration;
using Orleans.Hosting;

namespace Tandem.Grains.Ledger;

/// <summary>Orleans' own storage of grain state, in the same database as the ledger.</summary>
public static class GrainStateStorage
{
    /// <summary>The name that grains ask for: <c>[PersistentState("state", GrainStateStorage.Name)]</c>.</summary>
    public const string Name = "tandem";

    /// <summary>Keeps grain state in the database that <c>ConnectionStrings:Tandem</c> names; its tables come with the ledger's migrations.</summary>
    /// <exception cref="FormatException">The connection string names no database that Tandem knows.</exception>
    public static ISiloBuilder AddTandemStorage(this ISiloBuilder silo, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var dialect = Dialect.Of(configuration.GetConnectionString("Tandem"));
        return silo.AddAdoNetGrainStorage(Name, options =>
        {
            options.Invariant = dialect.Invariant;
            options.ConnectionString = dialect.ConnectionString;
        });
    }
}
