using GraphQLParser;
using GraphQLParser.AST;
using Tandem.Sandbox.Shopify;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

public sealed class PracticeSchemaTests
{
    [Fact]
    public void Each_type_field_argument_and_value_of_the_practice_schema_is_Shopify_s_own()
    {
        var real = Definitions(File.ReadAllText(Shared.Path("shopify/admin-2026-07.graphql")));
        var practice = Definitions(PracticeShopify.SchemaText);

        var strangers = practice.SelectMany(own => real.TryGetValue(own.Key, out var theirs) ? Strange(own.Value, theirs) : [own.Key]).ToArray();

        Assert.Empty(strangers);
        Assert.True(practice.Count > 100);
    }

    private static Dictionary<string, ASTNode> Definitions(string sdl) =>
        Parser.Parse(sdl).Definitions.OfType<GraphQLTypeDefinition>().ToDictionary(d => d.Name.StringValue, d => (ASTNode)d);

    private static IEnumerable<string> Strange(ASTNode own, ASTNode theirs)
    {
        var (parts, real) = (Parts(own), Parts(theirs));
        return parts.Where(part => !real.Contains(part));
    }

    /// <summary>All that a definition says, one sentence for each part.</summary>
    private static HashSet<string> Parts(ASTNode definition) => definition switch
    {
        GraphQLObjectTypeDefinition type => [.. Fields("type", type.Name, type.Fields), .. Interfaces(type.Name, type.Interfaces)],
        GraphQLInterfaceTypeDefinition type => [.. Fields("interface", type.Name, type.Fields)],
        GraphQLInputObjectTypeDefinition type => [.. type.Fields?.Select(f => $"input {type.Name}.{f.Name}: {Text(f.Type)} = {Text(f.DefaultValue)}") ?? []],
        GraphQLEnumTypeDefinition type => [.. type.Values?.Select(v => $"enum {type.Name}.{v.Name}") ?? []],
        GraphQLUnionTypeDefinition type => [.. type.Types?.Select(t => $"union {type.Name} | {t.Name}") ?? []],
        GraphQLScalarTypeDefinition type => [$"scalar {type.Name}"],
        GraphQLDirectiveDefinition directive => [.. directive.Arguments?.Select(a => $"directive {directive.Name}({a.Name}: {Text(a.Type)})") ?? [], .. directive.Locations.Items.Select(place => $"directive {directive.Name} on {place}")],
        _ => throw new InvalidOperationException($"No rule for {definition.Kind}."),
    };

    private static IEnumerable<string> Fields(string kind, GraphQLName type, GraphQLFieldsDefinition? fields) => fields?.SelectMany(f =>
        (f.Arguments?.Items ?? []).Select(a => $"{kind} {type}.{f.Name}({a.Name}: {Text(a.Type)} = {Text(a.DefaultValue)})").Append($"{kind} {type}.{f.Name}: {Text(f.Type)}")) ?? [];

    private static IEnumerable<string> Interfaces(GraphQLName type, GraphQLImplementsInterfaces? interfaces) =>
        interfaces?.Items.Select(i => $"type {type} implements {i.Name}") ?? [];

    private static string Text(ASTNode? node) => node switch
    {
        null => "",
        GraphQLNonNullType type => $"{Text(type.Type)}!",
        GraphQLListType type => $"[{Text(type.Type)}]",
        GraphQLNamedType type => type.Name.StringValue,
        GraphQLEnumValue value => value.Name.StringValue,
        GraphQLNullValue => "null",
        IHasValueNode value => value.Value.ToString(),
        GraphQLListValue list => $"[{string.Join(",", list.Values?.Select(Text) ?? [])}]",
        _ => throw new InvalidOperationException($"No rule for {node.Kind}."),
    };
}
