using GraphQL;
using GraphQL.Validation;
using GraphQLParser;
using Tandem.Sandbox.Shopify.Bulk;
using Tandem.Shopify.Bulk;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>The query that Shopify runs in bulk, against its real schema and its rules for such queries.</summary>
public sealed class BulkRulesTests(AdminSchema schema) : IClassFixture<AdminSchema>
{
    [Fact]
    public async Task Shopify_s_schema_and_its_rules_for_bulk_queries_accept_the_snapshot_of_orders()
    {
        var document = Parser.Parse(OrderSnapshots.Query);
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
