using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Orleans.Storage;

namespace Tandem.Grains.Ledger;

/// <summary>Storage of grain state, in the same database as the ledger: Orleans' own on PostgreSQL, the ledger's writer on SQLite.</summary>
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
        if (!dialect.OneWriter)
        {
            return silo.AddAdoNetGrainStorage(Name, options =>
            {
                options.Invariant = dialect.Invariant;
                options.ConnectionString = dialect.ConnectionString;
            });
        }

        silo.Services.TryAddSingleton(new LedgerDatabase(dialect));
        silo.Services.AddKeyedSingleton<IGrainStorage, LedgerGrainStorage>(Name);
        return silo;
    }
}
