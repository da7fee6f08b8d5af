using GraphQL;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Bulk;
using Tandem.Shopify.Fulfillments;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Products;
using Tandem.Shopify.Shops;
using Tandem.Shopify.Stock;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>Each document against Shopify's real schema.</summary>
public sealed class DocumentTests(AdminSchema schema) : IClassFixture<AdminSchema>
{
    /// <summary>No single query may ask for more points than this, whatever the shop's plan.</summary>
    private const int MostPoints = 1000;

    private static readonly AdminDocument[] All =
    [
        OrderDocuments.Order, OrderDocuments.Lines, OrderDocuments.ShippingLines, OrderDocuments.Transactions,
        PartDocuments.Refunds.Listing, PartDocuments.Refunds.One, PartDocuments.Fulfillments.Listing, PartDocuments.Fulfillments.One,
        PartDocuments.FulfillmentOrders.Listing, PartDocuments.FulfillmentOrders.One, PartDocuments.Returns.Listing, PartDocuments.Returns.One,
        FulfillmentDocuments.Create, FulfillmentDocuments.Tracking, FulfillmentDocuments.Cancel, FulfillmentDocuments.Move,
        OrderDocuments.UpdatedSince, OrderDocuments.Placed, OrderDocuments.Count, OrderDocuments.Seen, OrderDocuments.ByName, OrderDocuments.Found, OrderDocuments.Mark, OrderDocuments.MarkDefinition, ShopDocuments.Shop,
        StockDocuments.Locations, StockDocuments.Levels, StockDocuments.Set, StockDocuments.Activate,
        VariantDocuments.All, VariantDocuments.OfProduct, VariantDocuments.ById, VariantDocuments.WithCodes,
        ListingDocuments.Read, ListingDocuments.Update, ListingDocuments.UpdateVariants, ListingDocuments.AddVariants, ListingDocuments.SetFields, ListingDocuments.DeleteFields, ListingDocuments.ByTemplate,
        ListingDocuments.Set, ListingDocuments.MarkDefinition, ListingDocuments.DefinedType, ListingDocuments.DefinedFields,
        ImageDocuments.Read, ImageDocuments.Stage, ImageDocuments.Add, ImageDocuments.AddToVariant, ImageDocuments.OfVariants, ImageDocuments.Detach, ImageDocuments.Discard, ShopOrderFields.Metafields, ShopOrderFields.OfOneCustomer, ShopOrderFields.Updated,
        BulkDocuments.Start, BulkDocuments.State, BulkDocuments.Cancel,
    ];

    public static TheoryData<string> Names => [.. All.Select(document => document.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Shopify_s_schema_accepts_the_document(string name)
    {
        var document = Named(name);
        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = schema.Value,
            Document = Parser.Parse(document.Text),
            Operation = Operation(document),
            Variables = Inputs.Empty,
            Rules = DocumentValidator.CoreRules,
            CancellationToken = TestContext.Current.CancellationToken,
        });

        // Without variables only the document itself is judged.
        Assert.Empty(result.Errors.Where(error => error is not InvalidVariableError).Select(error => error.Message));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_document_stays_under_Shopify_s_limit_for_one_query(string name)
    {
        var cost = DocumentCost.Of(schema.Value, Named(name).Text);

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: at most {cost} points");
        Assert.InRange(cost, 1, MostPoints - 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_operation_bears_the_document_s_name(string name) =>
        Assert.Equal(name, Operation(Named(name)).Name?.StringValue);

    [Fact]
    public void Every_document_is_among_those_that_are_checked()
    {
        var files = typeof(AdminDocument).Assembly.GetManifestResourceNames()
            .Where(file => file.EndsWith(".graphql", StringComparison.Ordinal) && !file.EndsWith(".fragment.graphql", StringComparison.Ordinal) && !file.EndsWith(".bulk.graphql", StringComparison.Ordinal))
            .Select(file => file.Split('.')[^2]);

        Assert.Equal(files.Order(StringComparer.Ordinal), All.Select(document => document.Name).Order(StringComparer.Ordinal));
    }

    private static AdminDocument Named(string name) => All.Single(document => document.Name == name);

    private static GraphQLOperationDefinition Operation(AdminDocument document) =>
        Parser.Parse(document.Text).Definitions.OfType<GraphQLOperationDefinition>().Single();
}
