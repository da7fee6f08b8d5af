using Microsoft.Playwright;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Tests.Admin;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Launch;

/// <summary>A new merchant in a real browser, and every page of setup and launch: how it looks, what it is made of, and whether everybody can use it.</summary>
public sealed class SetupWalkTests(LaunchHouse launch) : IClassFixture<LaunchHouse>
{
    private static CancellationToken Stop => LaunchHouse.Stop;

    [Fact]
    public async Task A_new_merchant_walks_from_install_to_live_and_maps_a_tax_from_its_exception()
    {
        var shop = launch.Open();
        var first = shop.Place(DemoOrders.Simple());
        await using var browser = new SetupBrowser(launch.House, shop);
        await browser.Start();

        await browser.Open("/app");
        await browser.Heading("Set Tandem up");
        await browser.Press("Start the setup");
        await browser.Follow("1. Connection to Odoo");
        await Decide(browser);
        await Launched(browser, first);
        await MapFromException(browser, shop);
        await PauseAndResume(browser, shop);
        await Import(browser, shop);

        Assert.Empty(await browser.Page.Context.CookiesAsync());
    }

    [Fact]
    public async Task Every_page_fits_its_screen_exists_in_Polaris_and_has_no_serious_fault()
    {
        Assert.Empty(AppPages.Strangers(launch.House.App.Services));
        var filled = await FilledShop.Open(launch);
        using var own = filled.Visitor;
        await using var browser = new SetupBrowser(launch.House, filled.Shop);
        await browser.Start();
        var types = await PolarisTypes.Fetch(Stop);
        using var axe = await NpmPackage.Fetch("axe-core@4.14.1", Stop);

        var wrong = new List<string>();
        foreach (var (name, path) in filled.Pages.Concat([("app-german", "/app?locale=de"), ("app-launch-german", "/app/launch?locale=de")]))
        {
            wrong.AddRange(PolarisMarkup.Wrong(await filled.Visitor.Visit(path, Stop), types).Select(one => $"{path}: {one}"));
            var page = await browser.Alone(path, 1280, 1000);
            wrong.AddRange((await Faults(page, axe.File("axe.min.js"))).Select(fault => $"{path}: {fault}"));
            if (await page.EvaluateAsync<Shift>(SetupBrowser.Shifted) is { Moved: > 0 } shifted) wrong.Add($"{path} shifts its layout by {shifted.Moved}: {shifted.Parts}.");
            // One load for both screens: a phone that is turned is laid out anew as well.
            foreach (var (screen, width, height) in new[] { ("desktop", 1280, 1000), ("phone", 390, 1100) })
            {
                await page.SetViewportSizeAsync(width, height);
                var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
                if (wide > width) wrong.Add($"{path} is {wide} pixels wide on a screen of {width}.");
                await page.ScreenshotAsync(new() { Path = Path.Combine(SetupBrowser.Screenshots(), $"{name}-{screen}.png"), FullPage = true });
            }

            await page.CloseAsync();
        }

        Assert.Equal([], wrong);
    }

    private async Task Decide(SetupBrowser browser)
    {
        var odoo = launch.House.Access;
        await browser.Heading("Your Odoo");
        await browser.Fill("odoo.url", odoo.Url.ToString());
        await browser.Fill("odoo.database", odoo.Database);
        await browser.Fill("odoo.user", odoo.User);
        await browser.Fill("key", "wrong");
        await browser.Press("Save connection");
        await browser.Heading("Not saved");
        await browser.Fill("key", odoo.Secret);
        await browser.Press("Save connection");
        await browser.Heading("Saved");
        await Next(browser, "Company and locations", "Main warehouse in Shopify");
        await browser.Choose("odoo.company", "Practice Ltd");
        await browser.Choose("orders.warehouse", "(WH)");
        await browser.Choose("location.7001.warehouse", "(WH)");
        await Save(browser, "company");
        foreach (var (title, heading) in new[] { ("Product identity", "Which product"), ("Taxes", "“VAT” of 20 %"), ("Payments and journals", "Gateways"), ("Customers", "Whose orders"), ("Orders and their lines", "How orders are booked") })
        {
            await Next(browser, title, heading);
            if (title.StartsWith("Orders", StringComparison.Ordinal)) await browser.Choose("orders.lineProducts.shipping", "Shipping");
            await Save(browser, title);
        }

        foreach (var (title, heading) in new[] { ("Fulfillment and refunds", "Deliveries"), ("Whose word counts", "Stock"), ("Pauses and notifications", "When something") })
        {
            await Next(browser, title, heading);
            await Save(browser, title);
        }

        await browser.Heading("Saved and in force");
    }

    private static async Task Launched(SetupBrowser browser, PracticeOrder order)
    {
        await browser.Open("/app/launch");
        await browser.Heading("Live sync is off");
        await browser.App.Locator("[name=name][required] input").FillAsync("Ada Martin");
        await browser.Press("Keep my name");
        await browser.Heading("Your name is kept");
        for (var approvals = await browser.App.Locator("form[action$='/approve']").CountAsync(); approvals > 0; approvals--)
        {
            await browser.App.Locator("form[action$='/approve'] s-button button").First.ClickAsync();
            await browser.App.Locator($"form[action$='/approve'] >> nth={approvals - 1}").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }

        await browser.App.Locator("form[action='/app/launch/pilot'] [name=name] input").FillAsync(order.Name);
        await browser.Press("Take into the pilot");
        await browser.Heading("What would be written");
        await browser.Press("Write this order to Odoo");
        await browser.Heading("Side by side");
        await browser.Follow("Launch");
        for (var roles = 4; roles > 0; roles--)
        {
            await browser.App.Locator($"form[action='/app/launch/right'] >> nth={roles - 1}").WaitForAsync();
            await browser.Press("The pilot is right");
            await browser.App.Locator($"form[action='/app/launch/right'] >> nth={roles - 1}").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }

        await browser.Heading("Ready to go live");
        await browser.Press("Switch live sync on");
        await browser.Heading("Live sync is on");
    }

    private async Task MapFromException(SetupBrowser browser, PracticeShop shop)
    {
        var order = shop.Place(DemoOrders.Simple() with
        {
            Lines = [.. DemoOrders.Simple().Lines.Select(line => line with { Taxes = [new TaxDescription("State tax", 0.04m)] })], Shipping = [],
        });
        await shop.Webhooks.Deliver(order, "orders/create", cancellationToken: Stop);
        await Until(shop, order, standing => standing is Standing.BlockedBy);
        await browser.Open("/app/exceptions");
        await browser.Heading("Tax not mapped");
        await browser.Follow("Decide it");
        await browser.Heading("“State tax” of 4 %");
        await browser.Choose("tax.0.odoo", "State 4%");
        await browser.Press("Save taxes");
        await browser.Heading("Saved and in force");
        await Until(shop, order, standing => standing is Standing.InStep);
        await browser.Open("/app/exceptions");
        await browser.Heading("Nothing waits for a person");
    }

    /// <summary>An order that comes while its flow is paused is kept, and goes on when a person resumes it.</summary>
    private async Task PauseAndResume(SetupBrowser browser, PracticeShop shop)
    {
        await browser.Open("/app");
        await browser.Heading("Everything is in step");
        await browser.App.Locator("form[action='/app/flows/orders/pause'] input").FillAsync("Stocktaking until noon.");
        await browser.App.Locator("form[action='/app/flows/orders/pause'] s-button button").ClickAsync();
        await browser.Heading("The flow “orders” is paused");
        var order = shop.Place(DemoOrders.Simple());
        await shop.Webhooks.Deliver(order, "orders/create", cancellationToken: Stop);
        await browser.Open("/app");
        await browser.App.Locator("s-paragraph:has-text('1 signal kept in the inbox')").WaitForAsync();
        Assert.Null(await launch.Get<IStandings>().Find(RecordKey.Order(ShopDomain.Parse(shop.Domain), new OrderId(order.Number)), Stop));
        await browser.App.Locator("form[action='/app/flows/orders/resume'] s-button button").ClickAsync();
        await browser.App.Locator("form[action='/app/flows/orders/pause']").WaitForAsync();
        await Until(shop, order, standing => standing is Standing.InStep);
    }

    /// <summary>An order from before the installation comes in when it is asked for.</summary>
    private async Task Import(SetupBrowser browser, PracticeShop shop)
    {
        var today = TimeProvider.System.GetUtcNow();
        var order = shop.Place(DemoOrders.Simple(), today.AddDays(-20));
        await browser.Open("/app/history");
        await browser.Heading("Import orders that were placed before");
        foreach (var (name, day) in new[] { ("from", today.AddDays(-30)), ("to", today.AddDays(-10)) })
            await browser.App.Locator($"form[action='/app/history'] [name={name}] input").FillAsync(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await browser.Press("See what there is");
        await browser.App.Locator("s-paragraph:has-text('Shopify counts 1 order')").WaitForAsync();
        await browser.Press("Import them");
        await browser.Heading("Import");
        await Until(shop, order, standing => standing is Standing.InStep);
    }

    private static async Task Next(SetupBrowser browser, string title, string heading)
    {
        await browser.Follow($"Next: {title}");
        await browser.Heading(heading);
    }

    private static async Task Save(SetupBrowser browser, string title)
    {
        await browser.Press($"Save {title.ToLowerInvariant()}");
        await browser.Heading("Saved");
    }

    private async Task Until(PracticeShop shop, PracticeOrder order, Func<Standing, bool> holds)
    {
        var record = RecordKey.Order(ShopDomain.Parse(shop.Domain), new OrderId(order.Number));
        for (var tries = 0; tries < 1200; tries++)
        {
            if (await launch.Get<IStandings>().Find(record, Stop) is { } found && holds(found.Standing)) return;
            await Task.Delay(100, Stop);
        }

        Assert.Fail($"{order.Name} stands {(await launch.Get<IStandings>().Find(record, Stop))?.Standing}.");
    }

    private static async Task<IReadOnlyList<string>> Faults(IPage page, string script)
    {
        await page.AddScriptTagAsync(new() { Path = script });
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document)).violations.filter((found) => ['serious', 'critical'].includes(found.impact))
                .map((found) => `${found.id}: ${found.help} (${found.nodes.map((node) => node.html).slice(0, 3).join(' ')})`)
            """);
    }
}
