using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Odoo;
using Xunit;

namespace Tandem.Tests.Sandbox.Odoo;

/// <summary>Speaks to a practice Odoo as any program would.</summary>
internal sealed class OdooCalls(PracticeOdoo odoo) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = odoo.Address };

    public string Password { get; init; } = odoo.Password;

    public int User { get; init; } = 6;

    /// <summary>The context in which a shop's records are born.</summary>
    public static JsonObject Births => new() { ["mode"] = "update", ["noupdate"] = true, ["module"] = "tandem_shop", ["tz"] = "UTC", ["lang"] = "en_US" };

    /// <summary>The whole answer of <c>execute_kw</c>.</summary>
    public Task<JsonObject> Execute(string model, string method, JsonArray arguments, JsonObject? named = null) =>
        Rpc("object", "execute_kw", [odoo.Database, User, Password, model, method, arguments, named ?? []]);

    /// <summary>The result of <c>execute_kw</c>; fails where there is an error.</summary>
    public async Task<JsonNode?> Result(string model, string method, JsonArray arguments, JsonObject? named = null)
    {
        var answer = await Execute(model, method, arguments, named);
        Assert.True(answer["error"] is null, answer.ToJsonString());
        return answer["result"];
    }

    /// <summary>Name and message of the error that a call must meet.</summary>
    public async Task<(string Name, string Message)> Refusal(string model, string method, JsonArray arguments, JsonObject? named = null)
    {
        var answer = await Execute(model, method, arguments, named);
        var data = answer["error"]?["data"] ?? throw new InvalidOperationException(answer.ToJsonString());
        return ((string)data["name"]!, (string)data["message"]!);
    }

    public async Task<JsonObject> Rpc(string service, string method, JsonArray arguments)
    {
        var body = new JsonObject
        {
            ["jsonrpc"] = "2.0", ["method"] = "call", ["id"] = 1,
            ["params"] = new JsonObject { ["service"] = service, ["method"] = method, ["args"] = arguments },
        };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/jsonrpc", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
    }

    public async Task<(int Status, string? Type, JsonNode? Body)> Json2(string path, JsonObject body, string? key = null, string? database = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/json/2/{path}", UriKind.Relative));
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if ((key ?? odoo.ApiKey).Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("bearer", key ?? odoo.ApiKey);
        if (database is not null) request.Headers.Add("X-Odoo-Database", database);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var type = answer.Content.Headers.ContentType?.MediaType;
        return ((int)answer.StatusCode, type, type == "application/json" ? JsonNode.Parse(text) : null);
    }

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Loads a customer and an order of two lines under external ids; the order's id.</summary>
    public async Task<JsonNode> LoadOrder(string name = "1", JsonObject? context = null)
    {
        var tax = odoo.Options.Version >= 19 ? "order_line/tax_ids/.id" : "order_line/tax_id/.id";
        await Result("res.partner", "load", [new JsonArray("id", "name", "email"), new JsonArray(new JsonArray("customer_1", "Ann Buyer", "Ann@Example.com"))], new JsonObject { ["context"] = Births });
        var fields = new JsonArray("id", "partner_id/id", "client_order_ref", "date_order", "order_line/id", "order_line/product_id", "order_line/product_uom_qty", "order_line/price_unit", "order_line/name", tax);
        var rows = new JsonArray(
            new JsonArray($"order_{name}", "customer_1", $"#{name}", "2026-11-20 10:20:30", $"line_{name}a", "[SKU-001] Product 001", 2, 19.99m, "One", "2,3"),
            new JsonArray("", "", "", "", $"line_{name}b", "[SKU-002] Product 002", 1, 9.5m, "Two", ""));
        return (await Result("sale.order", "load", [fields, rows], new JsonObject { ["context"] = context ?? Births }))!;
    }

    public void Dispose() => http.Dispose();
}
