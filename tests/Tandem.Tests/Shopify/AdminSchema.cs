using System.Text.RegularExpressions;
using GraphQL.Types;
using GraphQLParser.AST;
using Tandem.Tests.Fixtures;

namespace Tandem.Tests.Shopify;

/// <summary>Shopify's real Admin schema, parsed once.</summary>
public sealed partial class AdminSchema
{
    private const string File = "shopify/admin-2026-07.graphql";

    private readonly Lazy<ISchema> schema = new(() => Parse(System.IO.File.ReadAllText(Shared.Path(File))));

    public ISchema Value
    {
        get
        {
            Shared.Path(File);
            return schema.Value;
        }
    }

    private static Schema Parse(string sdl)
    {
        var schema = Schema.For(sdl, builder => builder.Types.ForAll(type => type.ResolveType = _ => null!));
        foreach (Match scalar in Scalar().Matches(sdl)) schema.RegisterType(new AnyScalar(scalar.Groups[1].Value));
        schema.Initialize();
        return schema;
    }

    [GeneratedRegex(@"^scalar (\w+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Scalar();

    /// <summary>A scalar of Shopify's own; only its name matters for validation.</summary>
    private sealed class AnyScalar : ScalarGraphType
    {
        public AnyScalar(string name) => Name = name;

        public override object? ParseValue(object? value) => value;

        public override bool CanParseLiteral(GraphQLValue value) => true;

        public override object? ParseLiteral(GraphQLValue value) => value;
    }
}
