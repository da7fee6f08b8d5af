using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Odoo;
using Tandem.Odoo.Wire;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Odoo;

public sealed class RenderingTests
{
    private static readonly OdooCall Write = new("sale.order", "write")
    {
        Ids = [7],
        Arguments = [new("vals", new Dictionary<string, object?>
        {
            ["date_order"] = new DateTimeOffset(2026, 11, 20, 11, 20, 30, TimeSpan.FromHours(1)),
            ["partner_id"] = new OdooId<Partner>(9),
            ["amount"] = 19.90m,
            ["note"] = null,
        })],
        Positional = 1,
        Context = OdooContext.In(2),
    };

    [Fact]
    public void JSON_2_names_everything()
    {
        Assert.Equal("json/2/sale.order/write", Json2.Path(Write));
        Same("""{"vals":{"date_order":"2026-11-20 10:20:30","partner_id":9,"amount":19.90,"note":null},"ids":[7],"context":{"lang":"en_US","tz":"UTC","allowed_company_ids":[2]}}""", Json2.Render(Write));
    }

    [Fact]
    public void JSON_RPC_passes_ids_and_leading_arguments_by_position_and_the_rest_by_name() => Same(
        """
        {"jsonrpc":"2.0","method":"call","id":1,"params":{"service":"object","method":"execute_kw","args":["db",6,"secret","sale.order","write",
          [[7],{"date_order":"2026-11-20 10:20:30","partner_id":9,"amount":19.90,"note":null}],
          {"context":{"lang":"en_US","tz":"UTC","allowed_company_ids":[2]}}]}}
        """,
        JsonRpc.Render(Write, "db", 6, new OdooSecret("secret")));

    [Fact]
    public void A_method_of_the_model_has_no_ids()
    {
        var call = new OdooCall("res.partner", "search_read") { Arguments = [new("domain", Array.Empty<object>()), new("limit", 1)] };

        Same("""{"domain":[],"limit":1,"context":{"lang":"en_US","tz":"UTC"}}""", Json2.Render(call));
        Same(
            """{"jsonrpc":"2.0","method":"call","id":1,"params":{"service":"object","method":"execute_kw","args":["db",6,"s","res.partner","search_read",[],{"domain":[],"limit":1,"context":{"lang":"en_US","tz":"UTC"}}]}}""",
            JsonRpc.Render(call, "db", 6, new OdooSecret("s")));
    }

    [Fact]
    public void A_secret_shows_in_no_text()
    {
        var connection = new OdooConnection(new Uri("https://odoo.example/odoo/sales"), "db", "bot", new OdooSecret("hunter2"));

        Assert.DoesNotContain("hunter2", connection.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(connection), StringComparison.Ordinal);
        Assert.Equal("https://odoo.example/", connection.Root.ToString());
    }

    private static void Same(string expected, byte[] rendered)
    {
        var actual = JsonNode.Parse(Encoding.UTF8.GetString(rendered));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual!.ToJsonString());
    }
}
