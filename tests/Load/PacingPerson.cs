using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tandem.Odoo;
using Tandem.Sandbox.House;

namespace Tandem.Load;

/// <summary>A person who works in Odoo: loads the list of sales orders, then asks for as little as the newest of them, every few seconds.</summary>
internal sealed class PacingPerson : IAsyncDisposable
{
    private static readonly string[] ListFields = ["name", "create_date", "amount_untaxed", "amount_total", "state", "invoice_status"];
    private static readonly string[] LineFields = ["name", "product_uom_qty", "qty_delivered", "price_unit", "price_subtotal"];

    private static readonly int[] Lists = [80, 1];

    private readonly Func<ValueTask> leave;
    private readonly Func<CancellationToken, Task>? load;
    private readonly Func<CancellationToken, Task> ask;

    private PacingPerson(Func<CancellationToken, Task>? load, Func<CancellationToken, Task> ask, Func<ValueTask> leave) => (this.load, this.ask, this.leave) = (load, ask, leave);

    /// <summary>The page as Chromium asks for it, until its rows are shown, on a machine of the person's own; and the page's HTML, the list and the newest order, one after the other.</summary>
    /// <exception cref="InvalidOperationException">No such person, or no Chromium.</exception>
    public static async Task<PacingPerson> InBrowser(OdooAccess odoo, string login, string password, CancellationToken stop)
    {
        var page = await PacingBrowser.Watch(odoo, login, password);
        Console.WriteLine(FormattableString.Invariant($"The page: {page.Shown.TotalSeconds:0.000} s in the browser, of it {page.Computed.TotalSeconds:0.000} s computing; {page.Requests.Count} requests of Odoo."));
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 6 }) { BaseAddress = odoo.Url, Timeout = TimeSpan.FromMinutes(2) };
        await Ask(http, "/web/session/authenticate", new { db = odoo.Database, login, password }, stop);
        return new PacingPerson(token => page.Load(http, token), async token =>
        {
            using (var first = await http.GetAsync("/odoo", token)) await first.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(token);
            var list = await Ask(http, "/web/dataset/call_kw/sale.order/web_search_read", Call("web_search_read", Search(80)), token);
            var newest = list.GetProperty("records")[0].GetProperty("id").GetInt32();
            await Ask(http, "/web/dataset/call_kw/sale.order/web_read", Call("web_read", new Dictionary<string, object> { ["specification"] = Form() }, new[] { newest }), token);
        }, () =>
        {
            http.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Of a practice Odoo, which has no such pages: what they ask for, by its API.</summary>
    public static PacingPerson ByCalls(OdooAccess odoo)
    {
        var clients = new OdooClients(Microsoft.Extensions.Options.Options.Create(new OdooOptions { AllowPrivateNetworks = true }), TimeProvider.System, NullLoggerFactory.Instance);
        var own = clients.For(odoo.Connection);
        return new PacingPerson(null, async token =>
        {
            foreach (var limit in Lists)
                await own.Call(new OdooCall("sale.order", "web_search_read") { Arguments = [.. Search(limit).Select(argument => new OdooArgument(argument.Key, argument.Value))], Repeatable = true }, token);
        }, () =>
        {
            clients.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>How often the person does something.</summary>
    public TimeSpan Every => TimeSpan.FromSeconds(load is null ? 1 : 3);

    /// <returns>What each page took, and each of the small questions; where there is no browser, the questions are the page.</returns>
    public async Task<PacingPages> Work(CancellationToken ended)
    {
        var (pages, asked) = (new List<TimeSpan>(), new List<TimeSpan>());
        while (!ended.IsCancellationRequested)
        {
            var began = TimeProvider.System.GetTimestamp();
            if (load is not null) pages.Add(await Timed(load));
            asked.Add(await Timed(ask));
            if (Every - TimeProvider.System.GetElapsedTime(began) is { Ticks: > 0 } rest) await Task.Delay(rest, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return new PacingPages(load is null ? asked : pages, asked);
    }

    public ValueTask DisposeAsync() => leave();

    private static async Task<TimeSpan> Timed(Func<CancellationToken, Task> work)
    {
        var began = TimeProvider.System.GetTimestamp();
        await work(CancellationToken.None);
        return TimeProvider.System.GetElapsedTime(began);
    }

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

/// <summary>What a person waited for.</summary>
internal sealed record PacingPages(IReadOnlyList<TimeSpan> Pages, IReadOnlyList<TimeSpan> Asked);
