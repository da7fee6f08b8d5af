namespace Tandem.Shopify.Reading;

/// <summary>A needed field of an answer is absent, null, or not of its type.</summary>
#pragma warning disable CA1032 // Without its field it would say nothing.
public sealed class UnreadableException(string field, string reason) : Exception($"{field} {reason}")
#pragma warning restore CA1032
{
    /// <summary>Path in the answer, such as <c>order.lineItems.nodes.0.originalUnitPriceSet</c>.</summary>
    public string Field { get; } = field;

    public string Reason { get; } = reason;
}
