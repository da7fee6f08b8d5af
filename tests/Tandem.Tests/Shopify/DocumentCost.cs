using System.Globalization;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace Tandem.Tests.Shopify;

/// <summary>An upper estimate of what Shopify may ask for a document: every object 1, every mutation 10, lists and pages by their size.</summary>
/// <remarks>Amounts (MoneyBag, MoneyV2) are free, as recorded answers show; real costs grow slower than page sizes.</remarks>
internal sealed class DocumentCost(ISchema schema, GraphQLDocument document)
{
    private static readonly string[] Free = ["MoneyBag", "MoneyV2"];

    public static int Of(ISchema schema, string text)
    {
        var document = Parser.Parse(text);
        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single();
        var mutation = operation.Operation == OperationType.Mutation;
        var cost = new DocumentCost(schema, document).Selection(operation.SelectionSet, mutation ? schema.Mutation! : schema.Query);
        return mutation ? 10 + cost : cost;
    }

    private int Selection(GraphQLSelectionSet? selection, IGraphType parent) =>
        selection?.Selections.Sum(node => node switch
        {
            GraphQLField field => Field(field, parent),
            GraphQLInlineFragment inline => Selection(inline.SelectionSet, Type(inline.TypeCondition) ?? parent),
            GraphQLFragmentSpread spread => Fragment(spread),
            _ => 0,
        }) ?? 0;

    private int Fragment(GraphQLFragmentSpread spread)
    {
        var fragment = Named(spread);
        return Selection(fragment.SelectionSet, Type(fragment.TypeCondition)!);
    }

    private GraphQLFragmentDefinition Named(GraphQLFragmentSpread spread) =>
        document.Definitions.OfType<GraphQLFragmentDefinition>().Single(f => f.FragmentName.Name == spread.FragmentName.Name);

    private int Field(GraphQLField field, IGraphType parent)
    {
        if (field.SelectionSet is null || parent is not IComplexGraphType complex) return 0;
        if (complex.GetField(field.Name.Value) is not { } known) return 0;
        var type = Bare(known.ResolvedType!);
        if (Free.Contains(type.Name)) return 0;
        return type.Name.EndsWith("Connection", StringComparison.Ordinal)
            ? 2 + Page(field.SelectionSet, type, First(field))
            : First(field) * (1 + Selection(field.SelectionSet, type));
    }

    /// <summary>A page's items count by its size, what describes the page counts once.</summary>
    private int Page(GraphQLSelectionSet page, IGraphType connection, int size) => page.Selections.Sum(node => node switch
    {
        GraphQLField { Name.StringValue: "nodes" or "edges" } items => size * Field(items, connection),
        GraphQLField other => Field(other, connection),
        GraphQLFragmentSpread spread => Page(Named(spread).SelectionSet, connection, size),
        _ => 0,
    });

    private static int First(GraphQLField field) =>
        field.Arguments?.FirstOrDefault(argument => argument.Name.StringValue == "first")?.Value is GraphQLIntValue size
            ? int.Parse(size.Value.ToString(), CultureInfo.InvariantCulture)
            : 1;

    private IGraphType? Type(GraphQLTypeCondition? condition) =>
        condition is null ? null : schema.AllTypes[condition.Type.Name.StringValue];

    private static IGraphType Bare(IGraphType type) => type is IProvideResolvedType wrapper ? Bare(wrapper.ResolvedType!) : type;
}
