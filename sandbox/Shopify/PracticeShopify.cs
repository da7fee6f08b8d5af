using System.Collections.Concurrent;
using GraphQL;
using GraphQL.SystemTextJson;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Sandbox.Shopify.Faults;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Limits;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Tokens;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Shopify;

/// <summary>A Shopify to practise on: it speaks the real protocol on loopback, for as many shops as are added.</summary>
public sealed class PracticeShopify : IAsyncDisposable
{
    public const string ApiVersion = "2026-07";

    /// <summary>The schema it serves, as text.</summary>
    public static string SchemaText => PracticeSchema.Sdl();

    private readonly WebApplication web;
    private readonly GraphExecution graph = new();
    private readonly GraphQLSerializer serializer = new();
    private readonly WebhookSender sender;
    private readonly ConcurrentDictionary<string, PracticeShop> shops = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.OrdinalIgnoreCase);

    private PracticeShopify(PracticeShopifyOptions options)
    {
        Options = options;
        Authorizations = new Authorizations(this);
        sender = new WebhookSender(options);
        AppAddress = options.AppAddress;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, options.Port));
        web = builder.Build();
        new PracticeEndpoints(this).Map(web);
    }

    public PracticeShopifyOptions Options { get; }

    public string ClientId => Options.ClientId;

    public string ClientSecret => Options.ClientSecret;

    /// <summary>Its root, such as <c>http://127.0.0.1:12345</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>For the setting <c>Shopify:ShopUrl</c>; <c>{shop}</c> stands for the shop's domain.</summary>
    public string ShopUrlTemplate => $"{Address}/shops/{{shop}}";

    public FaultPlan Faults { get; } = new();

    /// <summary>Where shops grant the app its scopes.</summary>
    internal Authorizations Authorizations { get; }

    /// <summary>Every webhook so far, with its tries.</summary>
    public IReadOnlyCollection<Delivery> Deliveries => sender.Journal;

    /// <summary>Where webhooks go, such as <c>http://127.0.0.1:5000/webhooks</c>.</summary>
    public Uri? WebhookAddress
    {
        get => sender.Address;
        set => sender.Address = value;
    }

    /// <summary>Where the app's pages are, for the practice admin.</summary>
    public Uri? AppAddress { get; set; }

    public IReadOnlyCollection<PracticeShop> Shops => [.. shops.Values.OrderBy(s => s.Domain, StringComparer.Ordinal)];

    public static async Task<PracticeShopify> Start(PracticeShopifyOptions? options = null, CancellationToken cancellationToken = default)
    {
        var shopify = new PracticeShopify(options ?? new PracticeShopifyOptions());
        shopify.Options.Pages?.Invoke(shopify.web, shopify);
        await shopify.web.StartAsync(cancellationToken);
        shopify.Address = shopify.web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return shopify;
    }

    /// <summary>Opens a shop, such as <c>alpha.myshopify.com</c>.</summary>
    public PracticeShop AddShop(string domain) => AddShop(new ShopDescription(domain));

    public PracticeShop AddShop(ShopDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        return shops.GetOrAdd(description.Domain, _ => new PracticeShop(description, shops.Count + 1, Options.Clock, sender) { Root = () => $"{Address}/shops/{description.Domain}" });
    }

    /// <summary>A shop by its domain or its handle.</summary>
    public PracticeShop? Shop(string domain) => shops.GetValueOrDefault(domain) ?? shops.GetValueOrDefault($"{domain}.myshopify.com");

    public Bucket BucketOf(PracticeShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        return buckets.GetOrAdd(shop.Domain, _ => new Bucket(Options.BucketSize, Options.RestoreRate, Options.Clock));
    }

    /// <summary>A GraphQL answer without HTTP and without a bucket: for tests that make very many.</summary>
    public Task<byte[]> Ask(PracticeShop shop, string query, IReadOnlyDictionary<string, object?>? variables = null, CancellationToken cancellationToken = default) =>
        graph.Answer(new GraphRequest(query, new Inputs(new Dictionary<string, object?>(variables ?? new Dictionary<string, object?>())), null), shop, ClientId, new Bucket(1e9, 1e9, Options.Clock), Files(shop), cancellationToken);

    /// <summary>Waits until all webhooks that were announced without waiting are delivered or given up.</summary>
    public Task Settled() => sender.Settled();

    public async ValueTask DisposeAsync()
    {
        sender.Close();
        await web.StopAsync();
        await web.DisposeAsync();
        sender.Dispose();
    }

    internal Task<byte[]> Answer(GraphRequest request, PracticeShop shop, CancellationToken cancellationToken) =>
        graph.Answer(request, shop, ClientId, BucketOf(shop), Files(shop), cancellationToken);

    private string Files(PracticeShop shop) => $"{Address}/shops/{shop.Domain}";

    internal IReadOnlyList<string> Names(GraphRequest request) => graph.Names(request);

    internal async Task<GraphRequest?> Read(HttpRequest request)
    {
        try
        {
            var body = await serializer.ReadAsync<GraphQL.Transport.GraphQLRequest>(request.Body, request.HttpContext.RequestAborted);
            return body?.Query is { } query ? new GraphRequest(query, body.Variables ?? Inputs.Empty, body.OperationName) : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
