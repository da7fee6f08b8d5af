using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.App.Webhooks;
using Tandem.Grains.Ledger;

namespace Tandem.Tests.Webhooks;

/// <summary>The webhook endpoint on Kestrel over a real ledger, as Shopify meets it.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    public const string Secret = "hush";
    public const string PreviousSecret = "hush before";
    private readonly WebApplication app;

    private Endpoint(WebApplication app) => this.app = app;

    public HttpClient Http { get; } = new();

    public IServiceProvider Services => app.Services;

    public static async Task<Endpoint> Start(string connectionString, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Tandem"] = connectionString,
            ["Shopify:ClientSecret"] = Secret,
            ["Shopify:PreviousClientSecret"] = PreviousSecret,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddTandemLedger(builder.Configuration).AddWebhooks();
        var app = builder.Build();
        app.MapWebhooks();
        await app.StartAsync(cancellationToken);
        var endpoint = new Endpoint(app);
        endpoint.Http.BaseAddress = new Uri(app.Urls.Single());
        return endpoint;
    }

    public static string Sign(byte[] body, string secret = Secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>A delivery as Shopify sends it; a header given as null is left out.</summary>
    public async Task<HttpResponseMessage> Deliver(
        string body, CancellationToken cancellationToken, string family = "X-Shopify-", Action<HttpRequestMessage>? change = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add($"{family}Hmac-Sha256", Sign(bytes));
        request.Headers.Add($"{family}Topic", "orders/updated");
        request.Headers.Add($"{family}Shop-Domain", "alpha.myshopify.com");
        request.Headers.Add($"{family}Webhook-Id", Guid.NewGuid().ToString());
        change?.Invoke(request);
        return await Http.SendAsync(request, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
