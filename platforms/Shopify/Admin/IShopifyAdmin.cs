using System.Text.Json.Nodes;
using Tandem.Shopify.Failures;
using Tandem.Sync;

namespace Tandem.Shopify.Admin;

/// <summary>A shop's Admin GraphQL API: keeps to its pace, renews the token, and fails with a sentence.</summary>
public interface IShopifyAdmin
{
    /// <summary>Runs one document and reads its answer.</summary>
    /// <param name="variables">Sent as they stand; a null that is set is sent as null.</param>
    /// <exception cref="ShopifyException">Shopify did not give what was asked.</exception>
    Task<T> Run<T>(ShopDomain shop, AdminDocument<T> document, JsonObject variables, CancellationToken cancellationToken);
}
