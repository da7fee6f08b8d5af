using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Tandem.Sandbox.Shopify.Bulk;

/// <summary>What Shopify demands of a document beyond its schema before it runs it in bulk.</summary>
public static class BulkRules
{
    private const int MostConnections = 5;
    private const int Deepest = 2;

    /// <summary>In Shopify's way the first thing that is wrong; null when it may run.</summary>
    public static string? Refuse(ISchema schema, GraphQLDocument document)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(document);
        if (document.Definitions is not [GraphQLOperationDefinition { Operation: OperationType.Query } query]) return "Bulk queries must be a single query without fragments";
        var seen = new List<int>();
        return Walk(schema.Query!, query.SelectionSet, 0, listed: false, seen)
            ?? (seen.Count == 0 ? "Bulk queries must contain at least one connection." : seen.Count > MostConnections ? $"Bulk queries cannot contain more than {MostConnections} connections." : null);
    }

    private static string? Walk(IComplexGraphType type, GraphQLSelectionSet selections, int depth, bool listed, List<int> seen)
    {
        foreach (var field in selections.Selections.OfType<GraphQLField>())
        {
            var found = type.Fields.Find(field.Name.StringValue);
            if (found?.ResolvedType?.GetNamedType() is not IComplexGraphType inner || field.SelectionSet is null) continue;
            var connection = inner.Name.EndsWith("Connection", StringComparison.Ordinal);
            if (depth == 0 && !connection) return "Bulk queries cannot contain top level fields that are not connections.";
            if (connection)
            {
                if (listed) return "Queries that contain a connection field within a list field are not currently supported.";
                if (depth + 1 > Deepest) return $"Bulk queries cannot contain connections with a nesting depth greater than {Deepest}.";
                if (field.SelectionSet.Selections.OfType<GraphQLField>().Any(part => part.Name.StringValue != "edges")) return "Bulk queries may only select `edges` of a connection.";
                if (!Nodes(field).Any(part => part.Name.StringValue == "id")) return $"The parent 'node' field for a nested connection must select the 'id' field: {field.Name.StringValue}";
                seen.Add(depth + 1);
            }

            var list = found.ResolvedType is ListGraphType or NonNullGraphType { ResolvedType: ListGraphType };
            if (Walk(inner, field.SelectionSet, connection ? depth + 1 : depth, connection ? false : listed || (list && !IsEdges(field)), seen) is { } refused) return refused;
        }

        return null;
    }

    private static bool IsEdges(GraphQLField field) => field.Name.StringValue == "edges";

    private static IEnumerable<GraphQLField> Nodes(GraphQLField connection) =>
        connection.SelectionSet!.Selections.OfType<GraphQLField>().SelectMany(edges => edges.SelectionSet?.Selections.OfType<GraphQLField>() ?? [])
            .Where(node => node.Name.StringValue == "node").SelectMany(node => node.SelectionSet?.Selections.OfType<GraphQLField>() ?? []);
}
