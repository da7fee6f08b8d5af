using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Odoo;
using Tandem.Shopify.Products;
using Tandem.Shopify.Shops;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Stock;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Setup;

/// <summary>The command line with a ledger of its own, for one shop that is not connected yet.</summary>
internal sealed class SetupDesk : IAsyncDisposable
{
    public const string Secret = "TANDEM_TEST_ODOO_KEY";
    private readonly ServiceProvider services;

    public SetupDesk(LedgerUnderTest ledger, string? key)
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Tandem"] = ledger.ConnectionString, ["Odoo:AllowPrivateNetworks"] = "true", ["Odoo:ConnectTimeout"] = "00:00:05" };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(ledger.Clock)
            .AddTandemLedger(configuration)
            .AddTandemOdoo()
            .AddTandemSetup()
            .AddSingleton<Tandem.Shopify.Shops.IShops, NoShop>()
            .AddSingleton<IShopStock, NoStock>()
            .AddSingleton<IShopListings, NoListings>()
            .Configure<SetupOptions>(options => options.Variable = name => name == Secret ? Key : null)
            .BuildServiceProvider();
        Key = key;
    }

    /// <summary>What the environment variable holds.</summary>
    public string? Key { get; set; }

    public StringWriter Output { get; private set; } = new();

    public StringWriter Error { get; private set; } = new();

    public string Said => Output.ToString() + Error;

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Runs one command line with fresh output.</summary>
    public Task<int> Run(params string[] args)
    {
        (Output, Error) = (new StringWriter(), new StringWriter());
        return Commands.Run(args, services, Output, Error, TestContext.Current.CancellationToken);
    }

    /// <summary>Writes decisions to a file and runs a setup command on it.</summary>
    public Task<int> With(string verb, ShopDecisions decisions, params string[] flags) => With(verb, decisions.Shop.Value, Encoding.UTF8.GetString(DecisionsFile.Write(decisions)), flags);

    public async Task<int> With(string verb, string shop, string json, params string[] flags)
    {
        var path = Path.Combine(Path.GetTempPath(), $"tandem-{Path.GetRandomFileName()}.json");
        await File.WriteAllTextAsync(path, json);
        try
        {
            return await Run([.. flags.Prepend(path).Prepend(shop).Prepend(verb).Prepend("setup")]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>A shop that is not connected is not asked for its locations.</summary>
    private sealed class NoStock : IShopStock
    {
        public Task<IReadOnlyList<ShopLocation>> Locations(ShopDomain shop, CancellationToken cancellationToken) => throw Unasked();

        public Task<IReadOnlyDictionary<InventoryItemId, ShopLevel>> Levels(ShopDomain shop, LocationId location, StockWrite quantity, IReadOnlyCollection<InventoryItemId> items, CancellationToken cancellationToken) => throw Unasked();

        public Task<StockWriting> Set(ShopDomain shop, LocationId location, StockWrite quantity, IReadOnlyList<LevelChange> changes, CancellationToken cancellationToken) => throw Unasked();

        public Task<int> Activate(ShopDomain shop, LocationId location, StockWrite quantity, InventoryItemId item, CancellationToken cancellationToken) => throw Unasked();

        private static InvalidOperationException Unasked() => new("This shop is not connected.");
    }

    /// <summary>Nor for its products.</summary>
    private sealed class NoListings : IShopListings
    {
        public Task<ShopListing?> Read(ShopDomain shop, ProductId product, IReadOnlyList<CustomFieldDecision> fields, CancellationToken cancellationToken) => throw Unasked();

        public Task Update(ShopDomain shop, ProductId product, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken) => throw Unasked();

        public Task<IReadOnlyDictionary<VariantId, string>> UpdateVariants(ShopDomain shop, ProductId product, IReadOnlyList<VariantChange> changes, CancellationToken cancellationToken) => throw Unasked();

        public Task<IReadOnlyDictionary<int, string>> AddVariants(ShopDomain shop, ProductId product, IReadOnlyList<DraftVariant> variants, CancellationToken cancellationToken) => throw Unasked();

        public Task<IReadOnlyDictionary<int, string>> SetFields(ShopDomain shop, IReadOnlyList<MetafieldChange> changes, CancellationToken cancellationToken) => throw Unasked();

        public Task<string?> DefinedType(ShopDomain shop, CustomFieldDecision field, CancellationToken cancellationToken) => throw Unasked();

        public Task<IReadOnlyList<DefinedField>> DefinedFields(ShopDomain shop, CustomFieldOf of, CancellationToken cancellationToken) => throw Unasked();

        public Task<ProductId?> OfTemplate(ShopDomain shop, string identity, CancellationToken cancellationToken) => throw Unasked();

        public Task<ProductId> Make(ShopDomain shop, ListingDraft draft, CancellationToken cancellationToken) => throw Unasked();

        private static InvalidOperationException Unasked() => new("This shop is not connected.");
    }

    private sealed class NoShop : Tandem.Shopify.Shops.IShops
    {
        public Task<ShopFacts> Read(ShopDomain shop, CancellationToken cancellationToken) => throw new InvalidOperationException("A shop that is not connected is not asked.");
    }
}
