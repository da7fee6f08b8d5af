namespace Tandem.Shopify.Failures;

/// <summary>A call to Shopify did not give what was asked; <see cref="Failure"/> says why and what to do.</summary>
#pragma warning disable CA1032 // An exception without its failure would say nothing.
public sealed class ShopifyException(ShopifyFailure failure, Exception? cause = null)
#pragma warning restore CA1032
    : Exception(failure?.Sentence, cause)
{
    public ShopifyFailure Failure { get; } = failure ?? throw new ArgumentNullException(nameof(failure));
}
