namespace Tandem.Shopify.Admin;

/// <summary>One HTTP answer of the Admin API, not yet understood.</summary>
/// <param name="Version">The API version that really answered (<c>X-Shopify-API-Version</c>).</param>
/// <param name="RetryAfter">What the header of that name says; null when absent.</param>
internal sealed record AdminReply(int Status, ReadOnlyMemory<byte> Body, string? RequestId, string? Version, TimeSpan? RetryAfter);
