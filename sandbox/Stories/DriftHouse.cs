using System.Globalization;
using System.Text.Json;
using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Reconciler;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Stories;

/// <summary>A practice house in which nothing moves by itself that nobody announces, and the reconciler that looks at it as its own process would, on the same ledger.</summary>
internal sealed class DriftHouse : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] Gateways = ["shopify_payments", "manual"];
    private readonly Lazy<ServiceProvider> reconciler;
    private long customers;

    private DriftHouse(PracticeHouse practice, TimeSpan pause)
    {
        Practice = practice;
        var text = pause.ToString("c", CultureInfo.InvariantCulture);
        reconciler = new(() => ReconcilerHost.Build(
            new ConfigurationBuilder().AddConfiguration(practice.App.Configuration)
                .AddInMemoryCollection(new Dictionary<string, string?> { ["Reconciler:LookAgainAfter"] = text, ["Reconciler:GoodsLookAgainAfter"] = text, ["Shopify:BulkLook"] = "00:00:00.020" }).Build(), _ => { }));
    }

    public PracticeHouse Practice { get; }

    public DriftGoods Goods { get; private set; } = null!;

    public ShopDomain Domain => ShopDomain.Parse(Practice.Shop.Domain);

    /// <param name="pause">How long the reconciler waits before it looks again.</param>
    /// <param name="heal">What the shop lets be mended at once.</param>
    /// <exception cref="InvalidOperationException">The setup did not come into force.</exception>
    public static async Task<DriftHouse> Open(PracticeHouseOptions options, TimeSpan pause, IReadOnlyList<HealedField> heal, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var practice = await PracticeHouse.Start(options with
        {
            ShopifyBudget = 1_000_000,
            Settings = new Dictionary<string, string?>(options.Settings)
            {
                ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:PollStockEvery"] = "00:00:00", ["Dispatch:PollProductsEvery"] = "00:00:00", ["Dispatch:LookForMatchEvery"] = "00:00:00", ["Dispatch:Idle"] = "00:00:00.100",
            },
        }, stop);
        var house = new DriftHouse(practice, pause);
        await house.SetUp(heal, stop);
        return house;
    }

    /// <summary>Places orders, every other one paid, has the live loop book them, and gives them when all is quiet.</summary>
    public async Task<IReadOnlyList<PracticeOrder>> Place(int orders, CancellationToken stop)
    {
        var placed = new List<PracticeOrder>();
        for (var index = 0; index < orders; index++)
        {
            placed.Add(Place(index % 2 == 0));
            await Practice.Shop.Webhooks.Deliver(placed[^1], "orders/create", null, stop);
        }

        await Settled(stop);
        return placed;
    }

    /// <summary>Places one order, of which nobody is told.</summary>
    public PracticeOrder Place(bool paid)
    {
        var customer = Interlocked.Increment(ref customers) % 50;
        return Practice.Shop.Place(DemoOrders.Simple() with
        {
            Customer = DemoOrders.Ada with { Id = 7_300_000_000_000 + customer, Email = string.Create(CultureInfo.InvariantCulture, $"buyer{customer}@example.com") },
            Payments = paid ? [new PaymentDescription { Gateway = "shopify_payments" }] : [],
        });
    }

    /// <summary>Orders are deleted from Odoo by the dozen here, as if it had been set back; it was not.</summary>
    public async Task ForgetNewest(CancellationToken stop)
    {
        if (await Service<IOdooSights>().Find(Domain, stop) is { Doubt: null } sight) await Service<IOdooSights>().Keep(Domain, sight with { Newest = [] }, stop);
    }

    public Task Settled(CancellationToken stop) => Practice.Settled(Patience, stop);

    /// <summary>One night, which is told to the output.</summary>
    public async Task<NightSaid> Night(TextWriter output, CancellationToken stop)
    {
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = await ReconcilerCommands.Run(reconciler.Value, Domain.Value, json: false, thisOdoo: false, output, error, stop);
        if (await Service<IFindings>().Nights(Domain, 1, stop) is not [{ Report: { } kept }]) throw new InvalidOperationException($"The night did not end: {error}");
        using var report = JsonDocument.Parse(kept);
        return new NightSaid(code, [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(Read)], [.. report.RootElement.GetProperty("unseen").EnumerateArray().Select(why => why.GetString()!)]);
    }

    public async ValueTask DisposeAsync()
    {
        if (reconciler.IsValueCreated) await reconciler.Value.DisposeAsync();
        await Practice.DisposeAsync();
    }

    private Finding Read(JsonElement finding)
    {
        string Text(string name) => finding.GetProperty(name).GetString()!;
        return new Finding(
            RecordKey.Parse($"{Domain}/{Text("record")}"), Text("name"), Enum.Parse<Sync.Reconciliation.FindingKind>(Text("kind"), ignoreCase: true), Text("field"), Text("shopify"), Text("odoo"), Text("cause"),
            Enum.Parse<Role>(Text("owner"), ignoreCase: true), Text("action"));
    }

    private async Task SetUp(IReadOnlyList<HealedField> heal, CancellationToken stop)
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        if (await Service<ConnectCommand>().Run(Domain, TextWriter.Null, said, stop) != 0) throw new InvalidOperationException(said.ToString());
        Environment.SetEnvironmentVariable(PracticeDecisions.SecretVariable, Practice.Access.Secret);
        Goods = await DriftGoods.Furnish(Practice, stop);
        var decided = DriftGoods.With(await Practice.Decisions(stop));
        var outcome = await Service<SetupApply>().Apply(Domain, DecisionsFile.Write(decided with
        {
            Reconciliation = new ReconciliationDecision { Heal = heal },
            Payments = new PaymentDecision { Invoice = InvoiceWhen.OnPayment, Gateways = [.. Gateways.Select(gateway => new GatewayDecision(gateway, null, new OdooReference("Bank", null)))] },
            Orders = decided.Orders with { LineProducts = decided.Orders.LineProducts with { Adjustment = decided.Orders.LineProducts.Custom } },
        }), "the practice house", stop);
        if (!outcome.InForce) throw new InvalidOperationException(outcome.Sentence);
    }

    private T Service<T>() where T : notnull => Practice.App.Services.GetRequiredService<T>();
}

/// <summary>What a night said.</summary>
/// <param name="Code">The command's exit code: 0 only when everything was compared and agrees.</param>
/// <param name="Unseen">What could not be compared.</param>
internal sealed record NightSaid(int Code, IReadOnlyList<Finding> Found, IReadOnlyList<string> Unseen);
