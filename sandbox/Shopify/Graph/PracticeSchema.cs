using System.Reflection;
using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>The executable schema: built from practice.graphql, answering each field by its name.</summary>
internal static partial class PracticeSchema
{
    private static readonly string[] TextScalars = ["DateTime", "Decimal", "HTML", "Money", "URL", "UnsignedInt64"];

    /// <summary>The schema's text, as it is served.</summary>
    public static string Sdl()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Tandem.Sandbox.Shopify.practice.graphql")
            ?? throw new InvalidOperationException("practice.graphql is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static Schema Build()
    {
        Schema? schema = null;
        schema = Schema.For(Sdl(), builder =>
        {
            foreach (Match match in SeveralTypes().Matches(Sdl()))
                builder.Types.For(match.Groups[1].Value).ResolveType = value => schema!.AllTypes[((IGraphObject)value).Type] as IObjectGraphType ?? throw new InvalidOperationException("Of no known type.");
        });
        foreach (var name in TextScalars) schema.RegisterType(new TextScalar(name));
        schema.RegisterType(new JsonScalar());
        schema.Initialize();
        foreach (var type in schema.AllTypes) Wire(type);
        return schema;
    }

    [GeneratedRegex(@"^(?:interface|union) (\w+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SeveralTypes();

    private static void Wire(IGraphType type)
    {
        if (type is not IObjectGraphType one || one.Name.StartsWith("__", StringComparison.Ordinal)) return;
        foreach (var field in one.Fields)
            field.Resolver = Queries.Resolver(one.Name, field.Name) ?? Mutations.Resolver(one.Name, field.Name) ?? ByName(field);
    }

    private static FuncFieldResolver<object?> ByName(FieldType field)
    {
        var name = field.Name;
        var named = field.ResolvedType!.GetNamedType();
        if (named.Name.EndsWith("Connection", StringComparison.Ordinal))
            return new(context => context.Source is IGraphObject source ? Paging.Page(context, Items(source[name])) : null);
        var listed = field.ResolvedType is ListGraphType || field.ResolvedType is NonNullGraphType { ResolvedType: ListGraphType };
        if (listed) return new(context => Listed(context, name));
        return new(context => Value(context, name));
    }

    private static object? Value(IResolveFieldContext context, string name)
    {
        if (context.Source is not IGraphObject source) return null;
        var value = source[name];
        return value is ArgumentedValue argumented ? argumented(argument => context.HasArgument(argument) ? context.GetArgument<object?>(argument) : null) : value;
    }

    private static object? Listed(IResolveFieldContext context, string name)
    {
        var value = Value(context, name);
        if (context.HasArgument("first") && context.GetArgument<int?>("first") is { } first && value is IEnumerable<object> all) return all.Take(first).ToArray();
        return value ?? Array.Empty<object>();
    }

    private static IReadOnlyList<IGraphObject> Items(object? value) => value as IReadOnlyList<IGraphObject> ?? [];
}
