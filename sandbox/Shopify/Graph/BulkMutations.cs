using GraphQL;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>Bulk operations as an app asks for them.</summary>
internal static class BulkMutations
{
    /// <summary>Orders and variants of a shop whose lists take longer to write than a caller waits for an answer.</summary>
    private const int Large = 10_000;

    public static object? Run(IResolveFieldContext context)
    {
        var answering = Answering.Of(context);
        var (execution, shop, query) = (answering.Execution!, answering.Shop, context.GetArgument<string>("query"));
        try
        {
            execution.Bulk(query);
        }
        catch (GraphRefusal refused)
        {
            var error = new ShopifyObject("BulkOperationUserError") { ["code"] = "INVALID", ["field"] = new[] { "query" }, ["message"] = refused.Message };
            return new ShopifyObject("BulkOperationRunQueryPayload") { ["bulkOperation"] = null, ["userErrors"] = new[] { error } };
        }

        return shop.Bulk.Start(query, shop.Unsorted.Count() + shop.Variants.Count > Large, text => execution.Whole(text, shop, answering.ClientId));
    }

    public static object? Look(IResolveFieldContext context) => Answering.Of(context).Shop.Bulk.Look(context.GetArgument<string>("id"), Answering.Of(context).Files);

    public static object? Cancel(IResolveFieldContext context) => Answering.Of(context).Shop.Bulk.Cancel(context.GetArgument<string>("id"));
}
