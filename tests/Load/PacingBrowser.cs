using System.Text.Json;
using Microsoft.Playwright;
using Tandem.Sandbox.House;

namespace Tandem.Load;

/// <summary>Debian's Chromium, in which a person is logged in to Odoo: what it asks for a page, when, and what it computes in between.</summary>
internal static class PacingBrowser
{
    private const string Chromium = "/usr/bin/chromium";
    private const string Orders = "/odoo/action-sale.action_orders";

    /// <summary>Until the browser has kept what it keeps of the page.</summary>
    private const int Warm = 4;

    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Notes when the first rows are there, by the page's own clock, which starts when it is asked for.</summary>
    private const string Noting = """
        new MutationObserver((_, observer) => {
            if (!document.querySelector('.o_list_view .o_data_row')) return;
            window.rowsShown = performance.now();
            observer.disconnect();
        }).observe(document, { childList: true, subtree: true });
        """;

    /// <summary>When the rows were there, and what had been asked of Odoo until then; what the browser had kept is not asked for.</summary>
    private const string Noted = """
        () => [['', 0, window.rowsShown], ...[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .filter(entry => entry.transferSize > 0 && entry.responseEnd <= window.rowsShown)
            .map(entry => [entry.name, entry.startTime, entry.responseEnd])]
        """;

    /// <summary>Loads the list of sales orders, alone, and says how.</summary>
    /// <exception cref="InvalidOperationException">No such person, or no Chromium.</exception>
    public static async Task<PacingPage> Watch(OdooAccess odoo, string login, string password)
    {
        if (!File.Exists(Chromium)) throw new InvalidOperationException($"No {Chromium} here: a person's page is loaded in it.");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
        var page = await browser.NewPageAsync(new() { BaseURL = odoo.Url.AbsoluteUri, ViewportSize = new() { Width = 1280, Height = 1000 } });
        page.SetDefaultTimeout(120_000);
        await page.AddInitScriptAsync(Noting);
        var answer = await page.APIRequest.PostAsync("/web/session/authenticate", new() { DataObject = new { jsonrpc = "2.0", method = "call", @params = new { db = odoo.Database, login, password } } });
        if (!JsonDocument.Parse(await answer.TextAsync()).RootElement.TryGetProperty("result", out _)) throw new InvalidOperationException($"Odoo does not let {login} in with this password.");
        for (var warm = 0; warm < Warm; warm++) await Load(page);
        var bodies = new List<(string Address, string? Body)>();
        page.Request += (_, request) => bodies.Add((request.Url, request.PostData));
        await Load(page);
        return PacingPage.Of((await page.EvaluateAsync(Noted))!.Value, bodies);
    }

    private static async Task Load(IPage page)
    {
        await page.GotoAsync(Orders, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator(".o_list_view .o_data_row").First.WaitForAsync();
    }
}
