using Tandem.Sync;

namespace Tandem.Shopify.Failures;

/// <summary>What was being tried when Shopify failed.</summary>
/// <param name="Shop">The shop that was asked.</param>
/// <param name="Purpose">What for, as a clause: <c>reading order 1001</c>.</param>
/// <param name="RequestId">Shopify's own id of the request (<c>X-Request-Id</c>), which its support asks for; null when no answer came.</param>
public sealed record Attempted(ShopDomain Shop, string Purpose, string? RequestId = null)
{
    public override string ToString() => $"{Purpose} of {Shop}";
}
