using GraphQL;
using GraphQL.Validation;
using GraphQLParser;
using Tandem.Sandbox.Shopify.Bulk;
using Tandem.Shopify.Bulk;
using Tandem.Sync.Decisions;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>The query that Shopify runs in bulk, against its real schema and its rules for such queries.</summary>
public sealed class BulkRulesTests(AdminSchema schema) : IClassFixture<AdminSchema>
{
    private static readonly CustomFieldDecision[] Fields =
    [
        new(CustomFieldOf.Product, "x_material", "custom", "material", "single_line_text_field", FieldOwner.Odoo),
        new(CustomFieldOf.Variant, "x_life", "custom", "shelf \"life\"", "number_integer", FieldOwner.Odoo),
    ];

    private static readonly Dictionary<string, string> Queries = new()
    {
        ["orders"] = OrderSnapshots.Query, ["products"] = CatalogueSnapshots.Query(Fields, images: true), ["products without metafields"] = CatalogueSnapshots.Query([], images: false), ["stock"] = CatalogueSnapshots.LevelsQuery(StockWrite.OnHand),
    };

    public static TheoryData<string> Names => [.. Queries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Shopify_s_schema_and_its_rules_for_bulk_queries_accept_the_list(string name)
    {
        var document = Parser.Parse(Queries[name]);
        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = schema.Value,
            Document = document,
            Operation = document.Definitions.OfType<GraphQLParser.AST.GraphQLOperationDefinition>().Single(),
            Variables = Inputs.Empty,
            Rules = DocumentValidator.CoreRules,
            CancellationToken = TestContext.Current.CancellationToken,
        });

        Assert.Empty(result.Errors.Select(error => error.Message));
        Assert.Null(BulkRules.Refuse(schema.Value, document));
    }

    [Fact]
    public void Each_file_of_a_bulk_query_is_among_those_that_are_checked() => Assert.Equal(
        3, typeof(OrderSnapshots).Assembly.GetManifestResourceNames().Count(file => file.EndsWith(".bulk.graphql", StringComparison.Ordinal)));

    [Fact]
    public void The_snapshot_of_orders_asks_for_nothing_that_tells_who_a_customer_is()
    {
        foreach (var personal in new[] { "email", "phone", "ddress", "customer", "firstName", "note", "billing" })
            Assert.DoesNotContain(personal, OrderSnapshots.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ shop { name } }", "top level fields")]
    [InlineData("{ orders { nodes { id } } }", "only select `edges`")]
    [InlineData("{ orders { edges { node { name } } } }", "must select the 'id' field")]
    [InlineData("{ orders { edges { node { id fulfillments { id fulfillmentLineItems { edges { node { id } } } } } } } }", "connection field within a list field")]
    [InlineData("{ orders { edges { node { id fulfillmentOrders { edges { node { id lineItems { edges { node { id } } } } } } } } } }", "nesting depth")]
    [InlineData("{ orders { edges { node { id } } } customers { edges { node { id } } } products { edges { node { id } } } locations { edges { node { id } } } companies { edges { node { id } } } files { edges { node { id } } } }", "more than 5 connections")]
    [InlineData("query { orders { edges { node { ...O } } } } fragment O on Order { id }", "without fragments")]
    public void What_Shopify_does_not_run_in_bulk_is_refused(string query, string why) =>
        Assert.Contains(why, BulkRules.Refuse(schema.Value, Parser.Parse(query)), StringComparison.Ordinal);
}
