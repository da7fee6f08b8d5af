using Microsoft.Playwright;
using Tandem.Grains.Ledger;
using Tandem.Reconciler;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Reconciliation;

/// <summary>The mailed report as readers see it.</summary>
public sealed class ReportPictureTests
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    private static readonly DateTimeOffset Night = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly Currency Pounds = new("GBP");

    [Fact]
    public async Task The_report_is_read_on_a_phone_and_on_a_desktop_without_scrolling_sideways()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"No {Chromium} here.");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
        foreach (var (verdict, report) in new[] { ("differs", Wrong()), ("agrees", Right()) })
            foreach (var (screen, width) in new[] { ("phone", 360), ("desktop", 1280) })
            {
                var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
                await page.SetContentAsync(ReportHtml.Of(report, Trend, new Uri("https://tandem.example.com/app/reconciliation")));
                var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
                await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder(), $"report-{verdict}-{screen}.png"), FullPage = true });
                await page.CloseAsync();
                Assert.True(wide <= width, $"The report ({verdict}) is {wide} pixels wide on a screen of {width}.");
            }
    }

    private static (DateOnly Day, int Findings)[] Trend { get; } = [.. Enumerable.Range(16, 7).Select(day => (new DateOnly(2026, 11, day), day % 3))];

    private static NightReport Right() => new()
    {
        Shop = "a-shop-with-a-name-as-long-as-shopify-lets-it-be-which-is-rather-long.myshopify.com", StartedAt = Night, From = Night.AddDays(-35), Noted = new Noted(0, 0, 0, 0), Products = 50_000, Fields = 250_000, Levels = 100_000,
        Completeness = Completeness.Of([.. Enumerable.Range(1, 21).Select(day => Counted(day, 1234.5m))]),
    };

    private static NightReport Wrong() => Right() with
    {
        Completeness = Completeness.Of([.. Enumerable.Range(1, 21).Select(day => Counted(day, day == 13 ? 1241.5m : 1234.5m))]),
        Slowly = ["The list of all orders that Shopify wrote cannot be used: this machine's disk does not take its file: No space left on device. The orders are read one by one instead, which takes longer."],
        Findings =
        [
            Finding("#1001", "payments in Bank (shopify_payments, manual)", "1234.50 GBP", "1241.50 GBP", Role.Finance),
            Finding("#1002", "delivery address", "Odoo contact 4711", "https://odoo.example.com/odoo/contacts/0123456789012345678901234567890123456789012345678901234567890123456789", Role.Operations),
            Finding("Teapot", "tags", new string('x', 200), "nothing", Role.Ecommerce),
        ],
    };

    private static ReportedFinding Finding(string name, string field, string shopify, string odoo, Role owner) =>
        new("order/1", name, FindingKind.Differs, field, shopify, odoo, "It was changed in Odoo by hand.", owner, "Correct it there, or accept it with the reason.", Night.AddDays(-2));

    private static CountedOrder Counted(int day, decimal held) => new(new DateOnly(2026, 11, day), new Money(1234.5m, Pounds), new Money(1234.5m, Pounds), OrderPresence.Once)
    {
        ShopTax = 205.75m, OdooTax = 205.75m, Payments = [new JournalSum("Bank (shopify_payments, manual)", Pounds, 1234.5m, held)],
    };
}
