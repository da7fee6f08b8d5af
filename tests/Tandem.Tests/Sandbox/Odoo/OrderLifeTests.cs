using System.Text.Json.Nodes;
using Tandem.Sandbox.Odoo;
using Xunit;

namespace Tandem.Tests.Sandbox.Odoo;

/// <summary>An order from its birth by <c>load</c> to its end, on both versions.</summary>
public sealed class OrderLifeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task Loading_the_same_order_twice_makes_one(int version)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
        using var calls = new OdooCalls(odoo);

        var first = await calls.LoadOrder();
        var second = await calls.LoadOrder();

        Assert.Equal(first["ids"]!.ToJsonString(), second["ids"]!.ToJsonString());
        Assert.Single(odoo.Records("sale.order"));
        Assert.Equal(2, odoo.Records("sale.order.line").Count);
        Assert.Equal(("2026-11-20 10:20:30", 52.78m), (odoo.Record("sale.order", "tandem_shop.order_1")!["date_order"], odoo.Record("sale.order", "tandem_shop.order_1")!["amount_total"]));
    }

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task Loading_without_the_update_mode_doubles_unnamed_lines(int version)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
        using var calls = new OdooCalls(odoo);
        var (fields, row) = (new JsonArray("id", "partner_id/.id", "order_line/product_id/.id"), new JsonArray("order_9", "1", "1"));

        for (var i = 0; i < 2; i++)
            await calls.Result("sale.order", "load", [fields.DeepClone(), new JsonArray(row.DeepClone())]);

        Assert.Single(odoo.Records("sale.order"));
        Assert.Equal(2, odoo.Records("sale.order.line").Count);
    }

    [Fact]
    public async Task One_bad_row_undoes_the_whole_load()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        using var calls = new OdooCalls(odoo);
        var rows = new JsonArray(new JsonArray("customer_1", "Ann"), new JsonArray("customer_2", ""));
        var before = odoo.Records("res.partner").Count;

        var answer = await calls.Result("res.partner", "load", [new JsonArray("id", "name"), rows], new JsonObject { ["context"] = OdooCalls.Births });

        Assert.Equal("""{"ids":false,"messages":[{"rows":{"from":1,"to":1},"record":1,"type":"error","message":"\u0027Contacts require a name\u0027"}],"nextrow":0}""", answer!.ToJsonString());
        Assert.Equal(before, odoo.Records("res.partner").Count);
        Assert.Null(odoo.Record("res.partner", "tandem_shop.customer_1"));
    }

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task Confirming_overwrites_the_date_and_makes_a_delivery(int version)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
        using var calls = new OdooCalls(odoo);
        var ids = (await calls.LoadOrder())["ids"]!;

        Assert.True((bool)(await calls.Result("sale.order", "action_confirm", [ids.DeepClone()]))!);
        var again = await calls.Refusal("sale.order", "action_confirm", [ids.DeepClone()]);
        var saved = await calls.Result("sale.order", "web_save", [ids.DeepClone(), new JsonObject { ["date_order"] = "2026-11-20 10:20:30" },
            new JsonObject { ["date_order"] = new JsonObject(), ["state"] = new JsonObject(), ["order_line"] = new JsonObject { ["fields"] = new JsonObject { ["product_uom_qty"] = new JsonObject() } } }]);

        Assert.Equal(("odoo.exceptions.UserError", "Some orders are not in a state requiring confirmation."), again);
        Assert.Equal(("2026-11-20 10:20:30", "sale", 2), ((string)saved![0]!["date_order"]!, (string)saved[0]!["state"]!, saved[0]!["order_line"]!.AsArray().Count));
        var picking = Assert.Single(odoo.Records("stock.picking"));
        Assert.Equal("assigned", picking["state"]);
        Assert.Equal(version == 18 ? "S00001 - #1" : "S00001", picking["origin"]);
    }

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task Cancelling_a_confirmed_order_opens_a_wizard_in_18_only(int version)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
        using var calls = new OdooCalls(odoo);
        var ids = (await calls.LoadOrder())["ids"]!;
        await calls.Result("sale.order", "action_confirm", [ids.DeepClone()]);

        var answer = await calls.Result("sale.order", "action_cancel", [ids.DeepClone()]);

        Assert.Equal(version == 18 ? "sale" : "cancel", odoo.Records("sale.order")[0]["state"]);
        if (version == 18) Assert.Equal("sale.order.cancel", (string)answer!["res_model"]!);
    }

    [Fact]
    public async Task A_changed_quantity_asks_for_the_price_again_unless_it_was_written()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        using var calls = new OdooCalls(odoo);
        await calls.LoadOrder();
        var lines = odoo.Records("sale.order.line");

        await calls.Result("sale.order.line", "write", [new JsonArray((int)lines[0]["id"]!), new JsonObject { ["product_uom_qty"] = 3 }]);
        await calls.Result("sale.order.line", "write", [new JsonArray((int)lines[1]["id"]!), new JsonObject { ["product_uom_qty"] = 3, ["price_unit"] = 9.5m }]);

        Assert.Equal([10.99m, 9.5m], odoo.Records("sale.order.line").Select(line => (decimal)line["price_unit"]!));
    }

    [Fact]
    public async Task Version_18_cannot_post_for_a_user_without_an_address()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { UserHasEmail = false }, Stop);
        using var calls = new OdooCalls(odoo);
        var ids = (await calls.LoadOrder())["ids"]!;

        var refusal = await calls.Refusal("sale.order", "action_confirm", [ids.DeepClone()]);

        Assert.Equal(("odoo.exceptions.UserError", "Unable to send message, please configure the sender's email address."), refusal);
        Assert.Equal("draft", odoo.Records("sale.order")[0]["state"]);
    }

    [Fact]
    public async Task Prices_lose_their_digits_in_18_and_keep_them_in_19()
    {
        foreach (var (version, price) in ((int, decimal)[])[(18, 9.67m), (19, 9.666666m)])
        {
            await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
            using var calls = new OdooCalls(odoo);
            var line = new JsonObject { ["product_id"] = 1, ["price_unit"] = 9.666666m };
            await calls.Result("sale.order", "create", [new JsonObject { ["partner_id"] = 1, ["order_line"] = new JsonArray(new JsonArray(0, 0, line)) }]);
            Assert.Equal(price, odoo.Records("sale.order.line")[0]["price_unit"]);
        }
    }

    [Theory]
    [InlineData(18, "Incompatible companies on records:\n- “S00001” belongs to company “Practice Europe” and “Warehouse” (warehouse_id: 'Practice Ltd') belongs to another company.")]
    [InlineData(19, "Uh-oh! You’ve got some company inconsistencies here:\n- “S00001” belongs to company “Practice Europe” while “Warehouse” (warehouse_id: 'Practice Ltd') belongs to another company.\nTo avoid a mess, no company crossover is allowed!")]
    public async Task Companies_do_not_mix(int version, string message)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
        using var calls = new OdooCalls(odoo) { User = 2, Password = "admin" };

        var refusal = await calls.Refusal("sale.order", "create", [new JsonObject { ["partner_id"] = 1, ["company_id"] = 2, ["warehouse_id"] = 1 }]);

        Assert.Equal(("odoo.exceptions.UserError", message), refusal);
    }
}
