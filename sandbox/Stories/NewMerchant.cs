using System.Net;
using System.Text.RegularExpressions;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Stories;

/// <summary>A merchant who sets Tandem up on its pages, by their own forms over HTTP; says what each step came to.</summary>
/// <param name="company">The company in Odoo whose books take the orders.</param>
public sealed partial class NewMerchant(PracticeHouse house, PageVisitor visitor, TextWriter output, string company = "Practice Ltd")
{
    private static readonly Dictionary<string, string?> AsItStands = [];

    /// <summary>Opens the app for the first time, which installs it, and says who is there.</summary>
    public async Task Install(CancellationToken stop)
    {
        var home = await visitor.Open("/app", stop);
        Expect(visitor.Status == HttpStatusCode.OK && home.Contains("Set Tandem up", StringComparison.Ordinal), "Home does not lead to the setup.");
        await visitor.Visit("/app/launch", stop);
        await visitor.Send("/app/launch/me", new Dictionary<string, string?> { ["name"] = "Ada Martin" }, stop);
        await output.WriteLineAsync("install     The shop is connected by the first page that was opened; Home says “Set Tandem up”.");
    }

    /// <summary>Decides every step as this house's goods and taxes ask for.</summary>
    public async Task Decide(CancellationToken stop)
    {
        await Connect(house.Access.Secret, stop);
        await Step("company", action => visitor.Fields(action).Where(field => field.Key.EndsWith(".warehouse", StringComparison.Ordinal))
            .ToDictionary(field => field.Key, field => (string?)visitor.Option(action, field.Key, "(WH)"))
            .Concat([KeyValuePair.Create("odoo.company", (string?)visitor.Option(action, "odoo.company", company)), KeyValuePair.Create("orders.salesTeam", (string?)visitor.Option(action, "orders.salesTeam", "Sales"))])
            .ToDictionary(), stop);
        await Step("products", _ => AsItStands, stop);
        await Step("taxes", Taxes, stop);
        await Step("payments", action => visitor.Fields(action).Where(field => field.Key.EndsWith(".journal", StringComparison.Ordinal))
            .ToDictionary(field => field.Key, field => (string?)visitor.Option(action, field.Key, "Bank")), stop);
        await Step("customers", _ => AsItStands, stop);
        await Step("orders", action => new[] { ("shipping", "Shipping"), ("tip", "Tip"), ("rounding", "Rounding") }
            .ToDictionary(line => $"orders.lineProducts.{line.Item1}", line => (string?)visitor.Option(action, $"orders.lineProducts.{line.Item1}", line.Item2)), stop);
        foreach (var step in new[] { "policies", "ownership", "notifications" }) await Step(step, _ => AsItStands, stop);
        Expect(visitor.Path.EndsWith("saved=force", StringComparison.Ordinal), "The setup is not in force after its last step.");
    }

    /// <summary>Keeps what is proposed; where Odoo has several taxes of a rate, the first that fits is taken.</summary>
    private Dictionary<string, string?> Taxes(string action) => visitor.Fields(action)
        .Where(field => field.Value.Length == 0 && field.Key.EndsWith(".odoo", StringComparison.Ordinal))
        .ToDictionary(field => field.Key, field => (string?)visitor.Option(action, field.Key, "fits: "));

    /// <summary>Types where Odoo is, and a key.</summary>
    public Task Connect(string key, CancellationToken stop, bool refused = false) => Step("connection", _ => new Dictionary<string, string?>
    {
        ["odoo.url"] = house.Access.Url.ToString(), ["odoo.database"] = house.Access.Database, ["odoo.user"] = house.Access.User, ["key"] = key,
    }, stop, refused);

    public async Task Approve(CancellationToken stop)
    {
        await visitor.Visit("/app/launch", stop);
        foreach (Match approve in Approvals().Matches(visitor.Html))
        {
            await visitor.Visit("/app/launch", stop);
            await visitor.Send(approve.Groups[1].Value, AsItStands, stop);
        }

        await output.WriteLineAsync($"launch      {Approvals().Count(visitor.Html)} decisions wait for approval; all others are approved by Ada Martin.");
    }

    /// <summary>Takes an order into the pilot, looks at the dry run, and writes it for real.</summary>
    public async Task Try(PracticeOrder order, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(order);
        await visitor.Visit("/app/launch", stop);
        await visitor.Send("/app/launch/pilot", new Dictionary<string, string?> { ["order"] = "", ["name"] = order.Name }, stop);
        Expect(visitor.Html.Contains("would become sale.order", StringComparison.Ordinal) && !visitor.Html.Contains("Side by side", StringComparison.Ordinal), "The dry run wrote something, or shows no plan.");
        await output.WriteLineAsync($"pilot       {order.Name}, dry run: {Sentence()}");
        await visitor.Send(visitor.Path, AsItStands, stop);
        Expect(visitor.Html.Contains("Side by side", StringComparison.Ordinal), "The order of the pilot is not in Odoo.");
        await output.WriteLineAsync($"pilot       {order.Name} was written for real, and stands beside its record in Odoo on the page.");
    }

    public async Task FindRight(CancellationToken stop)
    {
        foreach (var role in new[] { "Ecommerce", "Operations", "Finance", "Technical" })
        {
            await visitor.Visit("/app/launch", stop);
            await visitor.Send("/app/launch/right", new Dictionary<string, string?> { ["role"] = role }, stop);
        }
    }

    /// <param name="reason">Why before everything is approved; empty gives none.</param>
    public async Task GoLive(string reason, CancellationToken stop, bool refused = false)
    {
        await visitor.Visit("/app/launch", stop);
        await visitor.Send("/app/launch/live", new Dictionary<string, string?> { ["reason"] = reason }, stop);
        Expect(refused ? visitor.Status == HttpStatusCode.UnprocessableEntity : visitor.Path.EndsWith("done=live", StringComparison.Ordinal), refused ? "Live sync could be switched on too early." : "Live sync could not be switched on.");
        await output.WriteLineAsync(refused ? $"launch      Live sync is refused so far: {Sentence()}" : "live        Live sync is on.");
    }

    /// <summary>Opens a step, fills it in and saves it.</summary>
    public async Task Step(string name, Func<string, Dictionary<string, string?>> fill, CancellationToken stop, bool refused = false)
    {
        ArgumentNullException.ThrowIfNull(fill);
        var action = $"/app/setup/{name}";
        await visitor.Visit(action, stop);
        await visitor.Send(action, fill(action), stop);
        Expect(visitor.Status == (refused ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK), name);
        var (force, kept) = (visitor.Path.EndsWith("saved=force", StringComparison.Ordinal), visitor.Path.EndsWith("saved=kept", StringComparison.Ordinal));
        await output.WriteLineAsync($"setup       {name}: {(refused ? $"refused. {Sentence()}" : force ? "saved, and the setup is in force" : kept ? "saved" : "not saved")}");
    }

    public void Expect(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidOperationException($"{otherwise} ({visitor.Path} answered {(int)visitor.Status}: {Sentence()})");
    }

    /// <summary>The first sentence of the open page.</summary>
    private string Sentence() => WebUtility.HtmlDecode(Paragraphs().Match(visitor.Html).Groups[1].Value).Trim();

    [GeneratedRegex("""<s-paragraph[^>]*>([^<]+)</s-paragraph>""")]
    private static partial Regex Paragraphs();

    [GeneratedRegex("""action="(/app/setup/[a-z]+/approve)""" + "\"")]
    private static partial Regex Approvals();
}
