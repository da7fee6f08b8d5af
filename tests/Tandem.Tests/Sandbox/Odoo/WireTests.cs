using System.Net;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Odoo;
using Xunit;

namespace Tandem.Tests.Sandbox.Odoo;

/// <summary>Protocols, doors and faults.</summary>
public sealed class WireTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(18, 200)]
    [InlineData(19, 0)]
    public async Task Errors_travel_in_the_shape_of_the_version(int version, int code)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
        using var calls = new OdooCalls(odoo);

        var error = (await calls.Execute("mrp.bom", "search", [new JsonArray()]))["error"]!;

        Assert.Equal((code, "Odoo Server Error", "odoo.exceptions.UserError", "Object mrp.bom doesn't exist"), ((int)error["code"]!, (string)error["message"]!, (string)error["data"]!["name"]!, (string)error["data"]!["message"]!));
    }

    [Fact]
    public async Task Logins_answer_a_user_or_false()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        using var calls = new OdooCalls(odoo);

        Assert.Equal(6, (int)(await calls.Rpc("common", "login", [odoo.Database, odoo.User, odoo.Password]))["result"]!);
        Assert.Equal(6, (int)(await calls.Rpc("common", "authenticate", [odoo.Database, odoo.User, odoo.ApiKey, new JsonObject()]))["result"]!);
        Assert.False((bool)(await calls.Rpc("common", "login", [odoo.Database, odoo.User, "wrong"]))["result"]!);
        Assert.Equal("psycopg2.OperationalError", (string)(await calls.Rpc("common", "login", ["nodb", "a", "b"]))["error"]!["data"]!["name"]!);
    }

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task A_new_user_enters_with_the_password_that_nobody_can_read(int version)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
        using var calls = new OdooCalls(odoo) { User = 2, Password = "admin" };

        var user = (int)(await calls.Result("res.users", "create", [new JsonObject { ["name"] = "Bob", ["login"] = "bob", ["password"] = "secret" }]))!;

        Assert.Equal(user, (int)(await calls.Rpc("common", "login", [odoo.Database, "bob", "secret"]))["result"]!);
        Assert.Equal("", (string)(await calls.Result("res.users", "read", [new JsonArray(user), new JsonArray("password")]))![0]!["password"]!);
    }

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task A_row_may_name_only_earlier_rows_of_its_load(int version)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
        using var calls = new OdooCalls(odoo);
        var context = new JsonObject { ["context"] = OdooCalls.Births };
        JsonArray Fields() => new("id", "name", "parent_id/id");
        JsonArray Root() => new("root_1", "Root", "");
        JsonArray Child() => new("child_1", "Child", "root_1");

        var late = await calls.Result("res.partner", "load", [Fields(), new JsonArray(Child(), Root())], context.DeepClone().AsObject());
        var loaded = await calls.Result("res.partner", "load", [Fields(), new JsonArray(Root(), Child())], context.DeepClone().AsObject());

        Assert.Equal("No matching record found for external id 'root_1' in field 'Related Company'", (string)Assert.Single(late!["messages"]!.AsArray())!["message"]!);
        var child = await calls.Result("res.partner", "read", [new JsonArray((int)loaded!["ids"]![1]!), new JsonArray("parent_id")]);
        Assert.Equal((int)loaded["ids"]![0]!, (int)child![0]!["parent_id"]![0]!);
    }

    [Fact]
    public async Task Wrong_passwords_and_unknown_users_are_told_apart()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        using var wrong = new OdooCalls(odoo) { Password = "bad" };
        using var unknown = new OdooCalls(odoo) { User = 999 };

        Assert.Equal(("odoo.exceptions.AccessDenied", "Access Denied"), await wrong.Refusal("res.partner", "search", [new JsonArray()]));
        Assert.Equal("odoo.exceptions.MissingError", (await unknown.Refusal("res.partner", "search", [new JsonArray()])).Name);
    }

    [Fact]
    public async Task Json2_answers_by_status()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = 19 }, Stop);
        using var calls = new OdooCalls(odoo);

        Assert.Equal((200, "[1]"), await Told(calls.Json2("res.partner/search", new JsonObject { ["domain"] = new JsonArray(), ["limit"] = 1, ["order"] = "id" })));
        Assert.Equal((200, "true"), await Told(calls.Json2("sale.order/has_access", new JsonObject { ["operation"] = "create" })));
        Assert.Equal((401, "Invalid apikey"), await Told(calls.Json2("res.partner/search", [], key: "wrong")));
        Assert.Equal((401, "User not authenticated, use an API Key with a Bearer Authorization header."), await Told(calls.Json2("res.partner/search", [], key: "")));
        Assert.Equal((404, "the model 'no.such' does not exist"), await Told(calls.Json2("no.such/search", [])));
        Assert.Equal((404, "The method 'res.partner.nosuch' does not exist"), await Told(calls.Json2("res.partner/nosuch", [])));
        Assert.Equal((403, "Private methods (such as 'res.partner._x') cannot be called remotely."), await Told(calls.Json2("res.partner/_x", [])));
        Assert.Equal((422, "missing a required argument: 'domain'"), await Told(calls.Json2("res.partner/search", [])));
        Assert.Equal((500, "nosuch"), await Told(calls.Json2("res.partner/write", new JsonObject { ["ids"] = new JsonArray(1), ["vals"] = new JsonObject { ["nosuch"] = 1 } })));
        Assert.Equal((404, "text/html"), ((await calls.Json2("res.partner/search", [], database: "nodb")) is var (status, type, _) ? (status, type) : default));
    }

    [Theory]
    [InlineData(18, HttpStatusCode.NotFound)]
    [InlineData(19, HttpStatusCode.OK)]
    public async Task Only_19_tells_its_version_by_get(int version, HttpStatusCode status)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
        using var calls = new OdooCalls(odoo);

        using var answer = await calls.Get("/web/version");

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Missing_rights_name_the_groups_that_grant_them()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        using var calls = new OdooCalls(odoo);

        var refusal = await calls.Refusal("ir.model.data", "search_read", [new JsonArray()]);

        Assert.Equal(("odoo.exceptions.AccessError", "You are not allowed to access 'Model Data' (ir.model.data) records.\n\nThis operation is allowed for the following groups:\n\t- Administration/Access Rights\n\nContact your administrator to request access if necessary."), refusal);
        Assert.True((bool)(await calls.Result("res.users", "has_group", [new JsonArray(6), "stock.group_stock_user"]))!);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_work_done_and_a_lost_request_does_not()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        using var calls = new OdooCalls(odoo);
        odoo.Faults.Add(FaultKind.LoseRequest, "sale.order.load");
        await Assert.ThrowsAsync<HttpRequestException>(() => calls.LoadOrder());
        Assert.Empty(odoo.Records("sale.order"));

        odoo.Faults.Add(FaultKind.LoseAnswer, "sale.order.load");
        await Assert.ThrowsAsync<HttpRequestException>(() => calls.LoadOrder());
        Assert.Single(odoo.Records("sale.order"));

        await calls.LoadOrder();
        Assert.Single(odoo.Records("sale.order"));
        Assert.Equal(3, odoo.Calls.Count("sale.order.load"));
    }

    [Fact]
    public async Task Parallel_loads_of_one_order_make_one()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        using var calls = new OdooCalls(odoo);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => calls.LoadOrder()));

        Assert.Single(answers.Select(answer => answer["ids"]!.ToJsonString()).Distinct());
        Assert.Single(odoo.Records("sale.order"));
    }

    [Fact]
    public async Task Records_open_in_a_browser()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        using var calls = new OdooCalls(odoo);
        await calls.LoadOrder();

        using var home = await calls.Get("/");
        using var order = await calls.Get("/odoo/sales/1");

        Assert.Contains("S00001", await home.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("Ann Buyer", await order.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Said)> Told(Task<(int Status, string? Type, JsonNode? Body)> call)
    {
        var (status, _, body) = await call;
        return (status, body is JsonObject map && map["message"] is { } message ? (string)message! : body!.ToJsonString());
    }
}
