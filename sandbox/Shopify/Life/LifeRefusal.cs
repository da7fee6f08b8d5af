namespace Tandem.Sandbox.Shopify.Life;

/// <summary>Shopify would not let a person do this, in its words.</summary>
#pragma warning disable CA1032, CA1710 // Without Shopify's words it would say nothing, and it is a refusal before it is an exception.
public sealed class LifeRefusal(string message, params string[] field) : Exception(message)
#pragma warning restore CA1032, CA1710
{
    /// <summary>The input it is about, as user errors name it.</summary>
    public IReadOnlyList<string> Field { get; } = field;
}
