using Microsoft.Playwright;
using Xunit;

namespace Tandem.Tests.Admin;

/// <summary>The whole way in a real browser: frame, bounce, token, links, forms, and how the pages look.</summary>
public sealed class EmbeddedFrameTests : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly AdminHost host = new();
    private FramingAdminStandIn? admin;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"No {Chromium} here.");
        admin = new FramingAdminStandIn(host.Clock);
        await admin.Start(() => host.Address);
        host.Settings["Shopify:AdminUrl"] = admin.Address.AbsoluteUri;
        host.Settings["Shopify:AppBridgeUrl"] = new Uri(admin.Address, "app-bridge.js").AbsoluteUri;
        host.Settings["Shopify:PolarisUrl"] = new Uri(admin.Address, "polaris.js").AbsoluteUri;
        await host.InitializeAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
    }

    [Fact]
    public async Task A_page_in_the_admins_frame_loads_navigates_searches_and_posts()
    {
        var (page, frame) = await Open("/app", 1280, 1400);
        await Heading(frame, "3 orders need you");
        await frame.Locator("s-banner s-button").ClickAsync();
        await Heading(frame, "Tax not mapped");
        Assert.Contains("/app/exceptions?embedded=1&shop=alpha.myshopify.com&host=", Address(page), StringComparison.Ordinal);
        Assert.DoesNotContain("id_token", Address(page), StringComparison.Ordinal);

        await frame.Locator("text=Try all of this cause again").First.ClickAsync();
        await Heading(frame, "2 orders are tried again");

        await frame.Locator("s-link:has-text('#1031')").First.ClickAsync();
        await Heading(frame, "What to do");
        await frame.Locator("text=Sync now").ClickAsync();
        await Heading(frame, "Sync asked for");

        await page.EvaluateAsync("() => history.back()");
        await frame.Locator("s-banner[heading='Sync asked for']").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Heading(frame, "What to do");
        await page.Frame("app")!.EvaluateAsync("() => location.reload()");
        await Heading(frame, "What to do");

        await frame.Locator("s-link[slot=breadcrumb-actions]").ClickAsync();
        await Heading(frame, "Orders");
        await frame.Locator("s-search-field input").FillAsync("1017");
        await frame.Locator("s-select[name=standing] select").SelectOptionAsync("in-step");
        await frame.Locator("text=Search").ClickAsync();
        await frame.Locator("s-link:has-text('#1036')").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await frame.Locator("s-link:has-text('#1017')").WaitForAsync();
        Assert.Contains("q=1017&standing=in-step", Address(page), StringComparison.Ordinal);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Links_forms_and_reloads_keep_the_admins_language()
    {
        var (page, frame) = await Open("/app&locale=de", 1280, 1400);
        await Heading(frame, "3 Bestellungen brauchen Sie");
        await frame.Locator("s-banner s-button").ClickAsync();
        await Heading(frame, "Steuer nicht zugeordnet");
        await frame.Locator("text=Alle mit dieser Ursache erneut versuchen").First.ClickAsync();
        await Heading(frame, "2 Bestellungen werden erneut versucht");
        Assert.Contains("locale=de", Address(page), StringComparison.Ordinal);

        await frame.Locator("s-link:has-text('#1031')").First.ClickAsync();
        await Heading(frame, "Was zu tun ist");
        await page.Frame("app")!.EvaluateAsync("() => location.reload()");
        await Heading(frame, "Was zu tun ist");
        Assert.Matches("^[0-9]{2}\\.[0-9]{2}\\.2026", await frame.Locator("time").First.TextContentAsync());
        await frame.Locator("s-link[slot=breadcrumb-actions]").ClickAsync();
        await frame.Locator("s-search-field input").FillAsync("1017");
        await frame.Locator("s-button[type=submit]").First.ClickAsync();
        await frame.Locator("s-link:has-text('#1036')").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Heading(frame, "Bestellungen");
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("desktop", 1280, 1000)]
    [InlineData("phone", 390, 1100)]
    public async Task The_pages_fit_their_screen(string name, int width, int height)
    {
        foreach (var path in new[] { "/app", "/app/orders", "/app/orders/1004", "/app/orders/1031", "/app/exceptions" })
        {
            var (page, frame) = await Open(path, width, height);
            await frame.Locator("s-section").First.WaitForAsync();
            var wide = await page.Frame("app")!.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Tandem.Tests.Fixtures.Screenshots.Folder(), $"framed-{path[1..].Replace('/', '-')}-{name}.png") });
            await page.CloseAsync();
            Assert.True(wide <= width, $"{path} is {wide} pixels wide on a screen of {width}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await host.DisposeAsync();
        if (admin is not null) await admin.DisposeAsync();
    }

    private async Task<(IPage Page, IFrameLocator Frame)> Open(string path, int width, int height)
    {
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        page.SetDefaultTimeout(15_000);
        await page.GotoAsync($"{admin!.Address}store/alpha?path={path}");
        return (page, page.FrameLocator("iframe[name=app]"));
    }

    private static Task Heading(IFrameLocator frame, string heading) => frame.Locator($"[heading='{heading}']").First.WaitForAsync();

    private static string Address(IPage page) => page.Frame("app")!.Url;
}
