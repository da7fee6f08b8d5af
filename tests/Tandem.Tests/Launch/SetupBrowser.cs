using Microsoft.Playwright;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Tokens;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Launch;

/// <summary>Debian's Chromium in front of the practice admin, with the app in its frame.</summary>
internal sealed class SetupBrowser(PracticeHouse house, PracticeShop shop) : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--test-third-party-cookie-phaseout"];

    /// <summary>How far the page's parts moved after they were shown first, and which; a change of the window's size does not count.</summary>
    public const string Shifted = """
        () => new Promise((told) => {
          let moved = 0;
          const parts = [];
          new PerformanceObserver((list) => list.getEntries().filter((entry) => !entry.hadRecentInput).forEach((entry) => {
            moved += entry.value;
            entry.sources.forEach((source) => parts.push(`${source.node?.nodeName} ${source.node?.getAttribute?.('heading') ?? source.node?.textContent?.slice(0, 30)} from ${source.previousRect.x},${source.previousRect.y} ${source.previousRect.width}×${source.previousRect.height} to ${source.currentRect.x},${source.currentRect.y} ${source.currentRect.width}×${source.currentRect.height}`));
          })).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => told({ moved, parts: parts.join('; ') }), 100);
        })
        """;

    private IPlaywright? playwright;
    private IBrowser? browser;
    private IPage? page;

    /// <summary>The app inside the admin.</summary>
    public IFrameLocator App => page!.FrameLocator("iframe[title=Tandem]");

    public IPage Page => page!;

    /// <summary>Skips the running test where there is no Chromium.</summary>
    public async Task Start()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"No {Chromium} here.");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
        page = await New(1280, 1000);
    }

    /// <summary>Opens the app in the admin, as Shopify does.</summary>
    public Task Open(string path) => page!.GotoAsync($"{house.Shopify.Address}/admin/{shop.Handle}/apps/tandem?path={Uri.EscapeDataString(path)}");

    /// <summary>Opens a page of the app by itself, at a width of its own.</summary>
    public async Task<IPage> Alone(string path, int width, int height)
    {
        var alone = await New(width, height);
        var token = SessionToken.Make(shop.Domain, house.Shopify.ClientId, house.Shopify.ClientSecret, house.Shopify.Options.Clock.GetUtcNow());
        await alone.GotoAsync(new Uri(house.AppAddress, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}embedded=1&shop={shop.Domain}&id_token={token}").AbsoluteUri);
        await alone.Locator("s-page").First.WaitForAsync();
        return alone;
    }

    public async Task Heading(string starts) => await App.Locator($"[heading^='{starts}']").First.WaitForAsync();

    public Task Fill(string name, string text) => App.Locator($"form[method=post] [name='{name}'] input").FillAsync(text);

    /// <summary>Chooses the option whose words contain a text.</summary>
    public async Task Choose(string name, string words)
    {
        var select = App.Locator($"form[method=post] [name='{name}'] select");
        var option = select.Locator("option", new() { HasText = words }).First;
        await select.SelectOptionAsync(await option.GetAttributeAsync("value") ?? "");
    }

    public Task Press(string text) => App.Locator($"s-button:has-text('{text}')").First.ClickAsync();

    public Task Follow(string text) => App.Locator($"s-page s-link:has-text('{text}')").First.ClickAsync();

    public static string Screenshots() => Fixtures.Screenshots.Folder();

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private async Task<IPage> New(int width, int height)
    {
        var opened = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        // Only a defect takes so long, also on a machine that does much else.
        opened.SetDefaultTimeout(120_000);
        return opened;
    }
}

/// <summary>How far a page's parts moved after they were shown first.</summary>
internal sealed record Shift
{
    public double Moved { get; init; }

    public string Parts { get; init; } = "";
}
