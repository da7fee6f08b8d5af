using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Orders;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

public sealed class PracticeMutationsTests
{
    private const string Set = "mutation($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { value compareDigest } userErrors { field message code elementIndex } } }";

    [Fact]
    public async Task A_metafield_is_written_read_back_and_moves_the_order_s_time()
    {
        await using var practice = await Practising.Begin();
        var order = practice.Shop.Place(DemoOrders.Simple());
        practice.Clock.Advance(TimeSpan.FromMinutes(1));

        await practice.Ask(Set, new { metafields = new[] { Field(order.Id, "S00042") } });
        var read = await practice.Ask("query($id: ID!) { order(id: $id) { updatedAt metafield(namespace: \"$app\", key: \"odoo_order\") { value namespace } } }", new { id = order.Id });

        Assert.Equal("S00042", read["data"]!["order"]!["metafield"]!["value"]!.GetValue<string>());
        Assert.Equal("2026-11-20T10:01:00Z", read["data"]!["order"]!["updatedAt"]!.GetValue<string>());
        Assert.Equal("S00042", practice.Shop.Metafields.Value(order.Id, "odoo_order"));
    }

    [Fact]
    public async Task A_stale_digest_is_refused_and_a_null_digest_means_it_must_not_exist()
    {
        await using var practice = await Practising.Begin();
        var order = practice.Shop.Place(DemoOrders.Simple());
        var first = await practice.Ask(Set, new { metafields = new[] { Compared(order.Id, "A", null) } });
        var digest = first["data"]!["metafieldsSet"]!["metafields"]![0]!["compareDigest"]!.GetValue<string>();

        var again = await practice.Ask(Set, new { metafields = new[] { Compared(order.Id, "B", null) } });
        var right = await practice.Ask(Set, new { metafields = new[] { Compared(order.Id, "C", digest) } });
        var stale = await practice.Ask(Set, new { metafields = new[] { Compared(order.Id, "D", digest) } });

        Assert.Equal("STALE_OBJECT", Code(again));
        Assert.Null(Code(right));
        Assert.Equal("STALE_OBJECT", Code(stale));
        Assert.Equal("C", practice.Shop.Metafields.Value(order.Id, "odoo_order"));
    }

    [Fact]
    public async Task One_wrong_entry_keeps_all_from_being_written()
    {
        await using var practice = await Practising.Begin();
        var order = practice.Shop.Place(DemoOrders.Simple());

        var answer = await practice.Ask(Set, new { metafields = new[] { Field(order.Id, "A"), Field("gid://shopify/Order/1", "A") } });

        Assert.Equal("Owner does not exist.", answer["data"]!["metafieldsSet"]!["userErrors"]![0]!["message"]!.GetValue<string>());
        Assert.Null(practice.Shop.Metafields.Value(order.Id, "odoo_order"));
    }

    [Fact]
    public async Task Tags_are_split_sorted_and_kept_once()
    {
        await using var practice = await Practising.Begin();
        var order = practice.Shop.Place(DemoOrders.Simple() with { Tags = ["Red"] });

        var answer = await practice.Ask("mutation($id: ID!) { tagsAdd(id: $id, tags: [\"red\", \"green,blue\"]) { node { id ... on Order { tags } } userErrors { message } } }", new { id = order.Id });

        Assert.Equal(["blue", "green", "Red"], answer["data"]!["tagsAdd"]!["node"]!["tags"]!.AsArray().Select(t => t!.GetValue<string>()));
    }

    [Fact]
    public async Task Marking_as_paid_pays_the_rest_once()
    {
        await using var practice = await Practising.Begin();
        var order = practice.Shop.Place(DemoOrders.Simple() with { Payments = [] });
        const string Mutation = "mutation($id: ID!) { orderMarkAsPaid(input: { id: $id }) { order { displayFinancialStatus totalOutstandingSet { shopMoney { amount } } } userErrors { message } } }";

        var paid = (await practice.Ask(Mutation, new { id = order.Id }))["data"]!["orderMarkAsPaid"]!;
        var again = (await practice.Ask(Mutation, new { id = order.Id }))["data"]!["orderMarkAsPaid"]!;

        Assert.Equal("PAID", paid["order"]!["displayFinancialStatus"]!.GetValue<string>());
        Assert.Equal("0.0", paid["order"]!["totalOutstandingSet"]!["shopMoney"]!["amount"]!.GetValue<string>());
        Assert.Equal("Order cannot be marked as paid.", again["userErrors"]![0]!["message"]!.GetValue<string>());
    }

    private static object Field(string owner, string value) => new { ownerId = owner, @namespace = "$app", key = "odoo_order", type = "single_line_text_field", value };

    private static object Compared(string owner, string value, string? digest) => new { ownerId = owner, @namespace = "$app", key = "odoo_order", type = "single_line_text_field", value, compareDigest = digest };

    private static string? Code(JsonNode answer) => answer["data"]!["metafieldsSet"]!["userErrors"]!.AsArray() is [var error, ..] ? error!["code"]!.GetValue<string>() : null;
}
