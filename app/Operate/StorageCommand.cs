using System.Globalization;
using Orleans.Storage;
using Tandem.App.Hosting;
using Tandem.App.Setup;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;

namespace Tandem.App.Operate;

/// <summary><c>storage copy</c>: moves from a SQLite file to PostgreSQL; 0 only when every row is there.</summary>
internal static class StorageCommand
{
    public static Command Storage { get; } = new(
        ["storage copy <connection>                   copy the SQLite file (ConnectionStrings:Tandem) into an empty PostgreSQL database; nothing else may run"],
        async call => call.Arguments is ["copy", var target] && call.Only() ? await Copy(target, call) : null);

    private static async Task<int?> Copy(string target, CommandCall call)
    {
        var from = call.Services.GetRequiredService<LedgerDatabase>();
        if (!from.Dialect.OneWriter) return await Refuse(call, "ConnectionStrings:Tandem is a PostgreSQL database already; set it to the SQLite file to copy from.");
        if (!TryDialect(target, out var why)) return await Refuse(call, why);
        if (await call.Services.GetRequiredService<ILeases>().Holder(Servers.Lease, call.Stop) is { } server) return await Refuse(call, $"A server ({server.Owner}) works on the file. Stop it and the reconciler first: what they write meanwhile would be lost.");

        await using var there = Host(target);
        await there.Services.GetRequiredService<Migrations>().Apply(call.Stop);
        var copy = new StorageCopy(from, there.Services.GetRequiredService<LedgerDatabase>());
        if (await copy.Occupied(call.Stop) is { Count: > 0 } occupied) return await Refuse(call, $"The PostgreSQL database is not empty: {string.Join(", ", occupied)} hold rows. Create an empty one.");
        await copy.Rows(call.Stop);
        // Orleans' storage is usable only in a silo that has started.
        await there.StartAsync(call.Stop);
        await copy.CarryStates(there.Services.GetRequiredKeyedService<IGrainStorage>(GrainStateStorage.Name), there.Services.GetRequiredService<IGrainStorageSerializer>(), call.Stop);
        await there.StopAsync(call.Stop);
        var tables = await copy.Compare(call.Stop);
        foreach (var table in tables) await call.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table.Name,-24} {table.Before,10} {table.After,10}{(table.Before == table.After ? "" : "   DIFFERS")}"));
        var same = tables.All(table => table.Before == table.After);
        await (same ? call.Output : call.Error).WriteLineAsync(same
            ? "Everything is there. Start Tandem with the new connection string, and keep the file until you trust it."
            : "Not everything is there: drop the PostgreSQL database, and report this with the table above. The file is unchanged.");
        return same ? 0 : 1;
    }

    private static WebApplication Host(string target)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Tandem", target), new("Cluster:Address", "127.0.0.1"), new("Cluster:SiloPort", "0"), new("Cluster:GatewayPort", "0")]);
        builder.AddTandem(dispatch: false);
        return builder.Build();
    }

    private static bool TryDialect(string target, out string why)
    {
        try
        {
            why = Dialect.Of(target).OneWriter ? "The connection to copy to is no PostgreSQL database: write such as 'Host=db;Database=tandem;Username=tandem;Password=…'." : "";
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            why = $"The connection to copy to cannot be read: {wrong.Message}";
        }

        return why.Length == 0;
    }

    private static async Task<int?> Refuse(CommandCall call, string sentence)
    {
        await call.Error.WriteLineAsync(sentence);
        return 1;
    }
}
