using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tandem.Odoo;
using Tandem.Sandbox.House;

namespace Tandem.Load;

/// <summary>A person who works in Odoo: opens the list of sales orders and the newest of them, every second.</summary>
internal sealed class PacingPerson : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly string[] ListFields = ["name", "create_date", "amount_untaxed", "amount_total", "state", "invoice_status"];
    private static readonly string[] LineFields = ["name", "product_uom_qty", "qty_delivered", "price_unit", "price_subtotal"];

    private static readonly int[] Lists = [80, 1];

    private readonly IDisposable connection;
    private readonly Func<CancellationToken, Task> open;

    private PacingPerson(IDisposable connection, Func<CancellationToken, Task> open) => (this.connection, this.open) = (connection, open);

    /// <summary>In a browser's session: the page itself, then what it asks for.</summary>
    public static async Task<PacingPerson> InBrowser(OdooAccess odoo, string login, string password, CancellationToken stop)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 6 }) { BaseAddress = odoo.Url, Timeout = TimeSpan.FromMinutes(2) };
        await Ask(http, "/web/session/authenticate", new { db = odoo.Database, login, password }, stop);
        return new PacingPerson(http, async token =>
        {
            using (var page = await http.GetAsync("/odoo", token)) await page.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(token);
            var list = await Ask(http, "/web/dataset/call_kw/sale.order/web_search_read", Call("web_search_read", Search(80)), token);
            var newest = list.GetProperty("records")[0].GetProperty("id").GetInt32();
            await Ask(http, "/web/dataset/call_kw/sale.order/web_read", Call("web_read", new Dictionary<string, object> { ["specification"] = Form() }, new[] { newest }), token);
        });
    }

    /// <summary>Of a practice Odoo, which has no such pages: what they ask for, by its API.</summary>
    public static PacingPerson ByCalls(OdooAccess odoo)
    {
        var clients = new OdooClients(Microsoft.Extensions.Options.Options.Create(new OdooOptions { AllowPrivateNetworks = true }), TimeProvider.System, NullLoggerFactory.Instance);
        var own = clients.For(odoo.Connection);
        return new PacingPerson(clients, async token =>
        {
            foreach (var limit in Lists)
                await own.Call(new OdooCall("sale.order", "web_search_read") { Arguments = [.. Search(limit).Select(argument => new OdooArgument(argument.Key, argument.Value))], Repeatable = true }, token);
        });
    }

    /// <returns>What each page took, in order of length.</returns>
    public async Task<IReadOnlyList<TimeSpan>> Work(CancellationToken ended)
    {
        var took = new List<TimeSpan>();
        while (!ended.IsCancellationRequested)
        {
            var began = TimeProvider.System.GetTimestamp();
            await open(CancellationToken.None);
            took.Add(TimeProvider.System.GetElapsedTime(began));
            if (Every - took[^1] is { Ticks: > 0 } rest) await Task.Delay(rest, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        took.Sort();
        return took;
    }

    public void Dispose() => connection.Dispose();

    private static Dictionary<string, object> Search(int limit) => new()
    {
        ["domain"] = Array.Empty<object>(), ["specification"] = Fields(ListFields, ("partner_id", Name())), ["limit"] = limit, ["order"] = "id desc",
    };

    private static Dictionary<string, object> Form() => Fields(ListFields, ("partner_id", Name()), ("order_line", new { fields = Fields(LineFields, ("product_id", Name())) }));

    private static Dictionary<string, object> Fields(IEnumerable<string> plain, params (string Name, object Inner)[] related) =>
        plain.Select(name => (Name: name, Inner: (object)new { })).Concat(related).ToDictionary(field => field.Name, field => field.Inner);

    private static object Name() => new { fields = new { display_name = new { } } };

    private static object Call(string method, object named, params object[] positional) => new { model = "sale.order", method, args = positional, kwargs = named };

    private static async Task<JsonElement> Ask(HttpClient http, string path, object parameters, CancellationToken stop)
    {
        using var answer = await http.PostAsJsonAsync(path, new { jsonrpc = "2.0", method = "call", @params = parameters }, stop);
        var json = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(stop);
        return json.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException($"{path}: {json}");
    }
}
