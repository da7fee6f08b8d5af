using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tandem.Tests.Admin;

/// <summary>An admin of another origin that frames the app and hands out session tokens, with small stand-ins for App Bridge and Polaris.</summary>
internal sealed class FramingAdminStandIn(TimeProvider clock) : IAsyncDisposable
{
    private readonly WebApplication app = Build();

    public Uri Address { get; private set; } = null!;

    public async Task Start(Func<Uri> framed)
    {
        app.MapGet("/token", (HttpResponse response) =>
        {
            response.Headers.AccessControlAllowOrigin = "*";
            return TokenForge.Right(clock.GetUtcNow());
        });
        app.MapGet("/app-bridge.js", () => Results.Text(AppBridge.Replace("ADMIN", Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal), "text/javascript"));
        app.MapGet("/polaris.js", () => Results.Text(PolarisLook.Script, "text/javascript"));
        app.MapGet("/store/alpha", (HttpRequest request) =>
        {
            var host = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{Address.Authority}/store/alpha"));
            var path = request.Query["path"].ToString() is { Length: > 0 } some ? some : "/app";
            var spoken = request.Query["locale"].ToString() is { Length: > 0 } locale ? $"&amp;locale={Uri.EscapeDataString(locale)}" : "";
            return Results.Content(
                $"""<!DOCTYPE html><body style="margin:0"><iframe name="app" title="Tandem" style="border:0;width:100%;height:100vh" src="{framed().GetLeftPart(UriPartial.Authority)}{path}?embedded=1&amp;shop=alpha.myshopify.com&amp;host={Uri.EscapeDataString(host)}{spoken}"></iframe></body>""",
                "text/html");
        });
        await app.StartAsync();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private const string AppBridge = """
        (() => {
          const token = () => native('ADMIN/token').then((answer) => answer.text());
          const native = window.fetch.bind(window);
          window.shopify = { said: [], idToken: token, loading() {}, toast: { show: (text) => window.shopify.said.push(text) } };
          window.fetch = async (input, init) => {
            const request = new Request(input, init);
            if (new URL(request.url).origin !== location.origin) return native(request);
            request.headers.set('Authorization', `Bearer ${await token()}`);
            return native(request);
          };
          const reload = new URLSearchParams(location.search).get('shopify-reload');
          if (reload) token().then((fresh) => {
            const target = new URL(reload);
            target.searchParams.set('id_token', fresh);
            location.replace(target);
          });
        })();
        """;
}
