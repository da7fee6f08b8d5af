using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Stories;

/// <summary><c>story setup</c>: a new merchant from install to live sync, through nothing but the pages' own actions over HTTP.</summary>
public static partial class SetupStory
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>0 only when the shop is live and its orders are in step.</returns>
    public static async Task<int> Run(PracticeHouseOptions options, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await using var house = await PracticeHouse.Start(options, stop);
        var (first, second) = (house.Shop.Place(DemoOrders.Simple()), house.Shop.Place(DemoOrders.TaxIncluded()));
        using var merchant = new PageVisitor(house.Shopify, house.Shop.Domain, house.AppAddress, "42");
        try
        {
            await Install(house, merchant, output, stop);
            await Setup(house, merchant, output, stop);
            await Launch(house, merchant, first, output, stop);
            // What happened while the shop waited goes to Odoo now, and so does what happens from here on.
            await InStep(house, second, output, stop);
            await Blocked(house, merchant, output, stop);
            return 0;
        }
        catch (InvalidOperationException failure)
        {
            await output.WriteLineAsync($"The story ended here: {failure.Message}");
            return 1;
        }

        async Task Install(PracticeHouse house, PageVisitor visitor, TextWriter output, CancellationToken stop)
        {
            var home = await visitor.Open("/app", stop);
            Expect(visitor.Status == HttpStatusCode.OK && home.Contains("Set Tandem up", StringComparison.Ordinal), visitor, "Home does not lead to the setup.");
            // It came after the installation and before the launch: kept, not written.
            await house.Shop.Webhooks.Deliver(second, "orders/create", cancellationToken: stop);
            await output.WriteLineAsync($"install     {house.Shop.Domain} is connected by the first page that was opened; Home says “Set Tandem up”.");
        }
    }

    private static async Task Setup(PracticeHouse house, PageVisitor visitor, TextWriter output, CancellationToken stop)
    {
        await visitor.Visit("/app/launch", stop);
        await visitor.Send("/app/launch/me", new Dictionary<string, string?> { ["name"] = "Ada Martin" }, stop);
        var odoo = house.Access;
        await Step(visitor, "connection", _ => new() { ["odoo.url"] = odoo.Url.ToString(), ["odoo.database"] = odoo.Database, ["odoo.user"] = odoo.User, ["key"] = "not-the-key" }, output, stop, refused: true);
        await Step(visitor, "connection", _ => new() { ["odoo.url"] = odoo.Url.ToString(), ["odoo.database"] = odoo.Database, ["odoo.user"] = odoo.User, ["key"] = odoo.Secret }, output, stop);
        await Step(visitor, "company", action => new()
        {
            ["odoo.company"] = visitor.Option(action, "odoo.company", "Practice Ltd"), ["orders.warehouse"] = visitor.Option(action, "orders.warehouse", "(WH)"),
            ["orders.salesTeam"] = visitor.Option(action, "orders.salesTeam", "Sales"),
        }, output, stop);
        foreach (var step in new[] { "products", "taxes" }) await Step(visitor, step, _ => [], output, stop);
        await Step(visitor, "payments", action => visitor.Fields(action).Where(field => field.Key.EndsWith(".journal", StringComparison.Ordinal))
            .ToDictionary(field => field.Key, field => (string?)visitor.Option(action, field.Key, "Bank")), output, stop);
        await Step(visitor, "customers", _ => [], output, stop);
        await Step(visitor, "orders", action => new[] { ("shipping", "Shipping"), ("tip", "Tip"), ("rounding", "Rounding") }
            .ToDictionary(line => $"orders.lineProducts.{line.Item1}", line => (string?)visitor.Option(action, $"orders.lineProducts.{line.Item1}", line.Item2)), output, stop);
        foreach (var step in new[] { "policies", "ownership", "notifications" }) await Step(visitor, step, _ => [], output, stop);
        Expect(visitor.Path.EndsWith("saved=force", StringComparison.Ordinal), visitor, "The setup is not in force after its last step.");
    }

    private static async Task Step(
        PageVisitor visitor, string name, Func<string, Dictionary<string, string?>> fill, TextWriter output, CancellationToken stop, bool refused = false)
    {
        var action = $"/app/setup/{name}";
        await visitor.Visit(action, stop);
        var html = await visitor.Send(action, fill(action), stop);
        var said = Sentence(html);
        Expect(visitor.Status == (refused ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK), visitor, $"{name}: {said}");
        await output.WriteLineAsync($"setup       {name}: {(refused ? "refused. " : visitor.Path.EndsWith("saved=force", StringComparison.Ordinal) ? "in force. " : "kept. ")}{said}");
    }

    private static async Task Launch(PracticeHouse house, PageVisitor visitor, PracticeOrder order, TextWriter output, CancellationToken stop)
    {
        await visitor.Visit("/app/launch", stop);
        await visitor.Send("/app/launch/live", new Dictionary<string, string?>(), stop);
        Expect(visitor.Status == HttpStatusCode.UnprocessableEntity, visitor, "Live sync could be switched on before anything was approved.");
        await output.WriteLineAsync($"launch      live sync is refused so far: {Sentence(visitor.Html)}");
        await visitor.Visit("/app/launch", stop);
        foreach (Match approve in Approvals().Matches(visitor.Html))
        {
            await visitor.Visit("/app/launch", stop);
            await visitor.Send(approve.Groups[1].Value, new Dictionary<string, string?>(), stop);
        }

        await output.WriteLineAsync($"launch      {Approvals().Count(visitor.Html)} decisions wait for approval; all others are approved by Ada Martin.");
        await visitor.Send("/app/launch/pilot", new Dictionary<string, string?> { ["order"] = "", ["name"] = order.Name }, stop);
        Expect(house.Odoo.Records("sale.order").Count == 0 && visitor.Html.Contains("would become sale.order", StringComparison.Ordinal), visitor, "The dry run wrote something, or shows no plan.");
        await output.WriteLineAsync($"pilot       {order.Name}, dry run: {Sentence(visitor.Html)}");
        var address = visitor.Path;
        await visitor.Send(address, new Dictionary<string, string?>(), stop);
        Expect(visitor.Html.Contains("Side by side", StringComparison.Ordinal) && house.Odoo.Records("sale.order").Count == 1, visitor, "The order of the pilot is not in Odoo.");
        await output.WriteLineAsync($"pilot       {order.Name} was written for real; Odoo holds {house.Odoo.Records("sale.order").Count} order, beside it on the page.");
        foreach (var role in new[] { "Ecommerce", "Operations", "Finance", "Technical" })
        {
            await visitor.Visit("/app/launch", stop);
            await visitor.Send("/app/launch/right", new Dictionary<string, string?> { ["role"] = role }, stop);
        }

        await visitor.Send("/app/launch/live", new Dictionary<string, string?>(), stop);
        Expect(visitor.Path.EndsWith("done=live", StringComparison.Ordinal), visitor, "Live sync could not be switched on.");
        await output.WriteLineAsync("live        Live sync is on.");
    }

    /// <summary>An order with a tax that nobody decided: blocked, decided from its exception, in step.</summary>
    private static async Task Blocked(PracticeHouse house, PageVisitor visitor, TextWriter output, CancellationToken stop)
    {
        var order = house.Shop.Place(DemoOrders.Simple() with
        {
            Lines = [.. DemoOrders.Simple().Lines.Select(line => line with { Taxes = [new TaxDescription("State tax", 0.04m)] })], Shipping = [],
        });
        await house.Shop.Webhooks.Deliver(order, "orders/create", cancellationToken: stop);
        var standing = await Settled(house, order, stop);
        Expect(standing is { Standing: Standing.BlockedBy }, visitor, $"{order.Name} is not blocked.");
        await visitor.Visit("/app/exceptions", stop);
        var fix = WebUtility.HtmlDecode(Fixes().Match(visitor.Html).Groups[1].Value);
        await output.WriteLineAsync($"blocked     {((Standing.BlockedBy)standing!.Standing).Blockers[0].Sentence}");
        await visitor.Visit(fix, stop);
        await visitor.Send("/app/setup/taxes", new Dictionary<string, string?> { ["tax.0.odoo"] = visitor.Option("/app/setup/taxes", "tax.0.odoo", "State 4%") }, stop);
        Expect(visitor.Path.EndsWith("saved=force", StringComparison.Ordinal), visitor, "The tax could not be decided.");
        await InStep(house, order, output, stop);
    }

    private static async Task InStep(PracticeHouse house, PracticeOrder order, TextWriter output, CancellationToken stop)
    {
        var standing = await Settled(house, order, stop, Standing => Standing is Standing.InStep);
        if (standing is not { Standing: Standing.InStep(var name, _) }) throw new InvalidOperationException($"{order.Name} is not in step: {standing?.Standing}.");
        await output.WriteLineAsync($"in step     {order.Name} is {name} in Odoo.");
    }

    private static async Task<RecordStanding?> Settled(PracticeHouse house, PracticeOrder order, CancellationToken stop, Func<Standing, bool>? until = null)
    {
        var standings = house.App.Services.GetRequiredService<IStandings>();
        var record = RecordKey.Order(ShopDomain.Parse(house.Shop.Domain), new OrderId(order.Number));
        var watch = Stopwatch.StartNew();
        RecordStanding? found = null;
        while (watch.Elapsed < Patience)
        {
            found = await standings.Find(record, stop);
            if (found is not null && (until?.Invoke(found.Standing) ?? found.Standing is Standing.InStep or Standing.BlockedBy)) return found;
            await Task.Delay(100, stop);
        }

        return found;
    }

    private static void Expect(bool holds, PageVisitor visitor, string otherwise)
    {
        if (!holds) throw new InvalidOperationException($"{otherwise} ({visitor.Path} answered {(int)visitor.Status}: {Sentence(visitor.Html)})");
    }

    /// <summary>The first sentence of a page.</summary>
    private static string Sentence(string html) => WebUtility.HtmlDecode(Paragraphs().Match(html).Groups[1].Value).Trim();

    [GeneratedRegex("""<s-paragraph[^>]*>([^<]+)</s-paragraph>""")]
    private static partial Regex Paragraphs();

    [GeneratedRegex("""action="(/app/setup/[a-z]+/approve)""" + "\"")]
    private static partial Regex Approvals();

    [GeneratedRegex("""href="(/app/setup/taxes[^"]*)""" + "\"")]
    private static partial Regex Fixes();
}
