using Tandem.Shopify.Failures;
using Tandem.Sync;

namespace Tandem.Shopify.Admin;

/// <summary>One call under way, over all its tries.</summary>
internal sealed class AdminCall(AdminDocument document, Attempted attempted, ReadOnlyMemory<byte> body)
{
    public AdminDocument Document => document;

    public Attempted Attempted => attempted;

    public ShopDomain Shop => attempted.Shop;

    public ReadOnlyMemory<byte> Body => body;

    /// <summary>Time spent waiting so far.</summary>
    public TimeSpan Waited { get; set; }
}
