using System.Text.Json;
using Microsoft.Playwright;
using Tandem.Sandbox.House;

namespace Tandem.Load;

/// <summary>Debian's Chromium, in which a person is logged in to Odoo.</summary>
internal sealed class PacingBrowser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private const string Orders = "/odoo/action-sale.action_orders";
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly IPage page;

    private PacingBrowser(IPlaywright playwright, IBrowser browser, IPage page) => (this.playwright, this.browser, this.page) = (playwright, browser, page);

    public static async Task<PacingBrowser> Open(OdooAccess odoo, string login, string password)
    {
        if (!File.Exists(Chromium)) throw new InvalidOperationException($"No {Chromium} here: a person's page is loaded in it.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
        var page = await browser.NewPageAsync(new() { BaseURL = odoo.Url.AbsoluteUri, ViewportSize = new() { Width = 1280, Height = 1000 } });
        page.SetDefaultTimeout(120_000);
        var answer = await page.APIRequest.PostAsync("/web/session/authenticate", new() { DataObject = new { jsonrpc = "2.0", method = "call", @params = new { db = odoo.Database, login, password } } });
        if (!JsonDocument.Parse(await answer.TextAsync()).RootElement.TryGetProperty("result", out _)) throw new InvalidOperationException($"Odoo does not let {login} in with this password.");
        return new PacingBrowser(playwright, browser, page);
    }

    /// <summary>From the address until the first orders are shown.</summary>
    public async Task Load()
    {
        await page.GotoAsync(Orders, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator(".o_list_view .o_data_row").First.WaitForAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
