using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Sandbox.Crashes;

/// <summary>Both sides here, Tandem as a process of its own, and a look into its ledger from outside.</summary>
internal sealed class CrashGround : IAsyncDisposable
{
    private const int FirstPort = 12_000;
    private const int LastPort = 32_000;
    private static int given = Random.Shared.Next(LastPort - FirstPort);

    private readonly string folder;
    private readonly IReadOnlyDictionary<string, string?> settings;
    private readonly ServiceProvider ledger;
    private AppProcess? app;

    private CrashGround(PracticeSides sides, string folder, IReadOnlyDictionary<string, string?> settings)
    {
        (Sides, this.folder, this.settings) = (sides, folder, settings);
        View = new OdooView(sides.Access);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        ledger = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddLogging().AddTandemLedger(configuration).BuildServiceProvider();
    }

    public PracticeSides Sides { get; }

    public OdooView View { get; }

    public ShopDomain Shop => ShopDomain.Parse(Sides.Shop.Domain);

    /// <summary>Of the ledger, from outside.</summary>
    public T Get<T>() where T : notnull => ledger.GetRequiredService<T>();

    public IInbox Inbox => ledger.GetRequiredService<IInbox>();

    public IStandings Standings => ledger.GetRequiredService<IStandings>();

    /// <summary>What the app wrote last.</summary>
    public string Said => app?.Said ?? "";

    /// <summary>Connects and sets up by the command line, then starts the server.</summary>
    public static async Task<CrashGround> Prepare(CrashPlan plan, CancellationToken stop)
    {
        var ground = await Lay(plan, stop);
        await ground.Start(stop);
        return ground;
    }

    /// <summary>As <see cref="Prepare"/>, without a server.</summary>
    public static async Task<CrashGround> Lay(CrashPlan plan, CancellationToken stop)
    {
        var run = Random.Shared.Next(1, 20_000);
        var sides = await PracticeSides.Start(new PracticeHouseOptions
        {
            Shop = $"crash-{run}.myshopify.com", Currency = "USD", FirstOrderNumber = 50_000_000 + (run * 10_000),
            OdooVersion = plan.OdooVersion, OutsideOdoo = plan.OutsideOdoo, ShopifyBudget = 1_000_000,
        }, stop);
        foreach (var call in new[] { "load", "action_confirm" }) sides.Odoo?.Faults.Add(FaultKind.DelayBefore, $"sale.order.{call}", int.MaxValue, TimeSpan.FromMilliseconds(20));
        var folder = Directory.CreateTempSubdirectory("tandem-crash-").FullName;
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var settings = new Dictionary<string, string?>(sides.Settings(plan.Ledger ?? Path.Combine(folder, "tandem.db")))
        {
            ["urls"] = address, ["Dispatch:SweepEvery"] = plan.SweepEvery.ToString(), ["Dispatch:FeedHistoryEvery"] = "00:00:01", ["Logging:LogLevel:Default"] = "Warning", ["Logging:LogLevel:Tandem.Grains.Orders"] = "Information", [PracticeDecisions.SecretVariable] = sides.Access.Secret,
        };
        if (plan.Ledger is not null) Place(settings);
        sides.Shopify.WebhookAddress = new Uri(address + "/webhooks");
        var ground = new CrashGround(sides, folder, settings);
        await ground.SetUp(plan.Program, stop);
        return ground;
    }

    public async Task Start(CancellationToken stop) => app = await AppProcess.Serve(settings, stop);

    public void Kill() => app?.Dispose();

    /// <summary>What the server uses of the machine.</summary>
    public (long Memory, TimeSpan Processor) Used() => app!.Used();

    /// <summary>One more server on the same PostgreSQL database.</summary>
    public Task<AppProcess> Another(CancellationToken stop) => AppProcess.Serve(Own(), stop);

    /// <summary>Settings of one more server, with an address and ports of its own.</summary>
    public IReadOnlyDictionary<string, string?> Own()
    {
        var own = new Dictionary<string, string?>(settings) { ["urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}") };
        Place(own);
        return own;
    }

    public async ValueTask DisposeAsync()
    {
        app?.Dispose();
        await ledger.DisposeAsync();
        View.Dispose();
        await Sides.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task SetUp(string? program, CancellationToken stop)
    {
        var file = Path.Combine(folder, "decisions.json");
        await File.WriteAllBytesAsync(file, DecisionsFile.Write(await Sides.Decisions(stop)).ToArray(), stop);
        await AppProcess.Command(settings, ["connect", Shop.Value], stop, program);
        await AppProcess.Command(settings, ["setup", "apply", Shop.Value, file], stop, program);
    }

    /// <summary>The same at each start, so that a server that was killed is known again at once.</summary>
    private static void Place(Dictionary<string, string?> settings)
    {
        foreach (var port in new[] { "Cluster:SiloPort", "Cluster:GatewayPort" }) settings[port] = FreePort().ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>One that nobody else has been given, and below those that outgoing connections take meanwhile: a server comes back to it later.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (Interlocked.Increment(ref given) % (LastPort - FirstPort));
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
