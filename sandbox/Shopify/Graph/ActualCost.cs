using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>What an answer cost: pages count by the items they really have.</summary>
internal static class ActualCost
{
    public static int Of(ExecutionResult result) => result.Data is RootExecutionNode root
        ? Fields(root.SubFields).Sum(f => result.Operation?.Operation == GraphQLParser.AST.OperationType.Mutation ? 10 + Payload(f) : Node(f))
        : 0;

    private static int Payload(ExecutionNode node) => node is ObjectExecutionNode payload
        ? Fields(payload.SubFields).Sum(f => f is ObjectExecutionNode inner && !IsConnection(inner) ? Fields(inner.SubFields).Sum(Node) : IsConnection(f) ? Node(f) : 0)
        : 0;

    private static int Node(ExecutionNode node) => node switch
    {
        ObjectExecutionNode connection when IsConnection(connection) => Connection(connection),
        ObjectExecutionNode one => QueryCost.Object(one.GraphType!.GetNamedType()) + Fields(one.SubFields).Sum(Node),
        ArrayExecutionNode { Items: { Count: > 0 } items } list => ItemOf(items, list),
        _ => 0,
    };

    private static int Connection(ObjectExecutionNode connection)
    {
        var items = Fields(connection.SubFields).OfType<ArrayExecutionNode>().Select(a => a.Items).OfType<List<ExecutionNode>>().FirstOrDefault();
        return items is null or { Count: 0 } ? 2 : 2 + (items.Max(Node) * QueryCost.Weight(items.Count));
    }

    private static int ItemOf(List<ExecutionNode> items, ArrayExecutionNode list) =>
        list.GraphType!.GetNamedType() is IComplexGraphType ? Math.Max(1, items.Max(Node)) : 0;

    private static ExecutionNode[] Fields(ExecutionNode[]? fields) => fields ?? [];

    private static bool IsConnection(ExecutionNode node) => node.GraphType?.GetNamedType().Name.EndsWith("Connection", StringComparison.Ordinal) == true;
}
