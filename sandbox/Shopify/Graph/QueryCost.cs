using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>What Shopify charges for a query before it runs it, in points.</summary>
/// <remarks>
/// Fitted to what real stores answered: an object with an id is 1, a value object nothing, a list 1, a count 10;
/// a connection is 2 and its page, whose weight grows slower than its size; a mutation is 10 and its payload's own fields nothing.
/// </remarks>
internal sealed class QueryCost(ISchema schema, GraphQLDocument document, Inputs variables)
{
    private static readonly (int First, double Weight)[] Weights = [(0, 0), (1, 1), (2, 1), (3, 2), (5, 3), (10, 4), (20, 5), (50, 7), (250, 12)];

    private readonly Dictionary<string, GraphQLFragmentDefinition> fragments =
        document.Definitions.OfType<GraphQLFragmentDefinition>().ToDictionary(f => f.FragmentName.Name.StringValue, StringComparer.Ordinal);

    public int Of(GraphQLOperationDefinition operation) => operation.Operation == OperationType.Mutation
        ? Fields(operation.SelectionSet, schema.Mutation!).Sum(f => 10 + Payload(f))
        : Selection(operation.SelectionSet, schema.Query);

    /// <summary>How a page of so many counts: real answers for 1, 2, 3, 5, 10, 20, 50 and 250, and lines between them.</summary>
    public static int Weight(int size)
    {
        for (var i = 1; i < Weights.Length; i++)
        {
            var ((from, low), (to, high)) = (Weights[i - 1], Weights[i]);
            if (size <= to) return (int)(low + ((high - low) * (size - from) / (to - from)));
        }

        return (int)Weights[^1].Weight;
    }

    /// <summary>What one object of the type is, wherever it isn't in a list.</summary>
    public static int Object(IGraphType type) => type switch
    {
        { Name: "Count" } => 10,
        { Name: "FulfillmentOrderAssignedLocation" } => 1,
        IAbstractGraphType => 1,
        IComplexGraphType complex => complex.Fields.Find("id") is null ? 0 : 1,
        _ => 0,
    };

    private int Payload((IComplexGraphType Type, GraphQLField Field) mutation)
    {
        var payload = (IComplexGraphType)Definition(mutation)!.ResolvedType!.GetNamedType();
        return Fields(mutation.Field.SelectionSet, payload).Sum(f => Definition(f) is { } d && Complex(d) is { } type && !IsConnection(type)
            ? Selection(f.Field.SelectionSet, type)
            : One(f));
    }

    private int Selection(GraphQLSelectionSet? selection, IComplexGraphType type) =>
        Fields(selection, type).GroupBy(f => f.Field.Alias?.Name.StringValue ?? f.Field.Name.StringValue).Sum(same => same.Max(One));

    private int One((IComplexGraphType Type, GraphQLField Field) at)
    {
        if (Definition(at) is not { } definition || Complex(definition) is not { } type) return 0;
        if (IsConnection(type)) return Connection(at.Field, type);
        var own = Object(type);
        if (IsList(definition.ResolvedType!)) own = Math.Max(1, own);
        return own + Selection(at.Field.SelectionSet, type);
    }

    private int Connection(GraphQLField field, IComplexGraphType type)
    {
        var size = Number(field, "first") ?? Number(field, "last") ?? 0;
        var item = Fields(field.SelectionSet, type).Where(f => f.Field.Name.StringValue is "nodes" or "edges").Sum(Item);
        return 2 + (item * Weight(size));
    }

    private int Item((IComplexGraphType Type, GraphQLField Field) at)
    {
        var type = Complex(Definition(at)!)!;
        return (at.Field.Name.StringValue == "nodes" ? Object(type) : 0) + Selection(at.Field.SelectionSet, type);
    }

    private IEnumerable<(IComplexGraphType Type, GraphQLField Field)> Fields(GraphQLSelectionSet? selection, IComplexGraphType type)
    {
        foreach (var part in selection?.Selections ?? [])
        {
            var inner = part switch
            {
                GraphQLField field => [(type, field)],
                GraphQLInlineFragment inline => Fields(inline.SelectionSet, TypeOf(inline.TypeCondition, type)),
                GraphQLFragmentSpread spread when fragments.TryGetValue(spread.FragmentName.Name.StringValue, out var f) => Fields(f.SelectionSet, TypeOf(f.TypeCondition, type)),
                _ => [],
            };
            foreach (var field in inner) yield return field;
        }
    }

    private IComplexGraphType TypeOf(GraphQLTypeCondition? condition, IComplexGraphType otherwise) =>
        condition is null ? otherwise : schema.AllTypes[condition.Type.Name.Value] as IComplexGraphType ?? otherwise;

    private static FieldType? Definition((IComplexGraphType Type, GraphQLField Field) at) => at.Type.Fields.Find(at.Field.Name.Value);

    // A union has no fields of its own; its selections are all fragments.
    private static IComplexGraphType? Complex(FieldType definition) => definition.ResolvedType!.GetNamedType() switch
    {
        IComplexGraphType complex => complex,
        UnionGraphType union => union.PossibleTypes.First(),
        _ => null,
    };

    private static bool IsConnection(IComplexGraphType type) => type.Name.EndsWith("Connection", StringComparison.Ordinal);

    private static bool IsList(IGraphType type) => type is ListGraphType or NonNullGraphType { ResolvedType: ListGraphType };

    private int? Number(GraphQLField field, string name) => field.Arguments?.FirstOrDefault(a => a.Name.Value == name)?.Value switch
    {
        GraphQLIntValue literal => int.Parse(literal.Value.ToString(), System.Globalization.CultureInfo.InvariantCulture),
        GraphQLVariable variable when variables.TryGetValue(variable.Name.StringValue, out var given) && given is int number => number,
        GraphQLVariable variable => Default(variable.Name.StringValue),
        _ => null,
    };

    private int? Default(string variable) =>
        document.Definitions.OfType<GraphQLOperationDefinition>().SelectMany(o => o.Variables?.Items ?? [])
            .FirstOrDefault(v => v.Variable.Name.Value == variable)?.DefaultValue is GraphQLIntValue value
            ? int.Parse(value.Value.ToString(), System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
