using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>A scalar that travels as text: Shopify's Money, Decimal, DateTime, URL and UnsignedInt64.</summary>
internal sealed class TextScalar : ScalarGraphType
{
    public TextScalar(string name) => Name = name;

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => ThrowValueConversionError(value),
    };

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => text.Value.ToString(),
        GraphQLIntValue number => number.Value.ToString(),
        GraphQLFloatValue number => number.Value.ToString(),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        string text => text,
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        decimal amount => Coin.Text(amount),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => ThrowSerializationError(value),
    };
}

/// <summary>Shopify's JSON scalar: any value, as it is.</summary>
internal sealed class JsonScalar : ScalarGraphType
{
    public JsonScalar() => Name = "JSON";

    public override object? ParseValue(object? value) => value;

    public override object? ParseLiteral(GraphQLValue value) => value is GraphQLStringValue text ? text.Value.ToString() : null;

    public override object? Serialize(object? value) => value;
}
