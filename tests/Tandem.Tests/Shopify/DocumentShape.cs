using GraphQLParser;
using GraphQLParser.AST;

namespace Tandem.Tests.Shopify;

/// <summary>The fields that a document asks for, as a tree by the names under which they are answered.</summary>
internal sealed class DocumentShape
{
    private readonly Dictionary<string, DocumentShape> fields = [];

    /// <summary>By the field's name in the schema, with its alias where it has one.</summary>
    public IReadOnlyDictionary<string, DocumentShape> Fields => fields;

    /// <summary>What a query asks of its only root field.</summary>
    public static DocumentShape OfRoot(string text)
    {
        var document = Parser.Parse(text);
        var fragments = document.Definitions.OfType<GraphQLFragmentDefinition>().ToDictionary(fragment => fragment.FragmentName.Name.StringValue);
        var shape = new DocumentShape();
        shape.Add(document.Definitions.OfType<GraphQLOperationDefinition>().Single().SelectionSet, fragments);
        return shape.fields.Values.Single();
    }

    private void Add(GraphQLSelectionSet? selections, Dictionary<string, GraphQLFragmentDefinition> fragments)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field:
                    if (!fields.TryGetValue(field.Name.StringValue, out var inner)) fields[field.Name.StringValue] = inner = new DocumentShape();
                    inner.Add(field.SelectionSet, fragments);
                    break;
                case GraphQLFragmentSpread spread:
                    Add(fragments[spread.FragmentName.Name.StringValue].SelectionSet, fragments);
                    break;
                case GraphQLInlineFragment inline:
                    Add(inline.SelectionSet, fragments);
                    break;
            }
        }
    }
}
