using System.Text.Json;
using Microsoft.Playwright;
using Tandem.Sandbox.House;

namespace Tandem.Load;

/// <summary>Debian's Chromium, in which a person is logged in to Odoo.</summary>
internal sealed class PacingBrowser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private const string Orders = "/odoo/action-sale.action_orders";

    /// <summary>Notes when the first rows are there, by the page's own clock, which starts when it is asked for.</summary>
    private const string Noting = """
        new MutationObserver((_, observer) => {
            if (!document.querySelector('.o_list_view .o_data_row')) return;
            window.rowsShown = performance.now();
            observer.disconnect();
        }).observe(document, { childList: true, subtree: true });
        """;

    /// <summary>When the rows were there, and how long until then at least one of its requests was under way.</summary>
    private const string Noted = """
        () => {
            const shown = window.rowsShown;
            const spans = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                .map(entry => [entry.startTime, Math.min(entry.responseEnd, shown)]).filter(span => span[1] > span[0]).sort((one, other) => one[0] - other[0]);
            let [waited, until] = [0, 0];
            for (const [from, to] of spans) {
                waited += Math.max(0, to - Math.max(from, until));
                until = Math.max(until, to);
            }
            return [shown, waited];
        }
        """;

    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly IPage page;

    private PacingBrowser(IPlaywright playwright, IBrowser browser, IPage page) => (this.playwright, this.browser, this.page) = (playwright, browser, page);

    public static async Task<PacingBrowser> Open(OdooAccess odoo, string login, string password, PacingMachines? machines)
    {
        if (!File.Exists(Chromium)) throw new InvalidOperationException($"No {Chromium} here: a person's page is loaded in it.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = machines?.Browser(Chromium) ?? Chromium, Args = Flags });
        var page = await browser.NewPageAsync(new() { BaseURL = odoo.Url.AbsoluteUri, ViewportSize = new() { Width = 1280, Height = 1000 } });
        page.SetDefaultTimeout(120_000);
        await page.AddInitScriptAsync(Noting);
        var answer = await page.APIRequest.PostAsync("/web/session/authenticate", new() { DataObject = new { jsonrpc = "2.0", method = "call", @params = new { db = odoo.Database, login, password } } });
        if (!JsonDocument.Parse(await answer.TextAsync()).RootElement.TryGetProperty("result", out _)) throw new InvalidOperationException($"Odoo does not let {login} in with this password.");
        return new PacingBrowser(playwright, browser, page);
    }

    /// <summary>From the address until the first orders are shown.</summary>
    public async Task<PacingPage> Load()
    {
        await page.GotoAsync(Orders, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator(".o_list_view .o_data_row").First.WaitForAsync();
        var noted = await page.EvaluateAsync<double[]>(Noted);
        return new PacingPage(TimeSpan.FromMilliseconds(noted[0]), TimeSpan.FromMilliseconds(noted[1]));
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}

/// <summary>One page.</summary>
/// <param name="Shown">From its address until its rows.</param>
/// <param name="Waited">Of that, while an answer of Odoo was awaited.</param>
internal sealed record PacingPage(TimeSpan Shown, TimeSpan Waited);
