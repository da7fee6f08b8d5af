using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Grains.Settings;

namespace Tandem.App.Hosting;

/// <summary>Runs one command beside a running server or without one; nothing is served.</summary>
internal static class CommandHost
{
    public static async Task<int> Run(string[] args)
    {
        Commands.Known["connect"] = OperateCommands.Connect;
        Commands.Known["status"] = OperateCommands.Status;
        Commands.Known["sync"] = OperateCommands.Sync;
        Commands.Known["flows"] = OperateCommands.Flow;
        Commands.Known["history"] = OperateCommands.History;
        Commands.Known["stock"] = OperateCommands.Stock;
        Commands.Known["storage"] = StorageCommand.Storage;
        Commands.Known["products"] = ProductsCommands.Products;
        Commands.Known["health"] = HealthProbe.Health;
        if (!Commands.Known.ContainsKey(args[0]) || args[0] == "health") return await Commands.Run(args, EmptyServices.Instance, Console.Out, Console.Error);

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        var builder = WebApplication.CreateBuilder();
        // What a command says is its output; the log is for what nobody expects.
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        // Beside a server, whose ports are taken.
        builder.Configuration.AddInMemoryCollection([new("Cluster:SiloPort", "0"), new("Cluster:GatewayPort", "0")]);
        SettingsCheck.Require(builder.Configuration, AppSettings.Sections);
        builder.AddTandem();
        builder.Services.AddTandemSetup();
        builder.Services.AddSingleton<WorkingHost>();
        await using var app = builder.Build();
        app.Services.GetRequiredService<WorkingHost>().Is(app);
        await app.Services.GetRequiredService<Migrations>().Apply(stop.Token);
        return await Commands.Run(args, app.Services, Console.Out, Console.Error, stop.Token);
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public static EmptyServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
