namespace Tandem.Shopify.Failures;

/// <summary>One refusal inside a mutation's payload (Shopify <c>UserError</c>).</summary>
/// <param name="Field">The input it is about, such as <c>metafields.0.value</c>; null when it is about the whole.</param>
/// <param name="Message">Shopify's own words.</param>
/// <param name="Code">Shopify's code, such as <c>TAKEN</c>; null where the payload has none.</param>
public sealed record UserError(string? Field, string Message, string? Code);
