using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace Tandem.Grains.Products;

/// <summary>Looks after what is known of one Shopify product; key <c>alpha.myshopify.com/product/1001</c>, or <c>…/product/all</c> for the whole catalogue.</summary>
[Alias("tandem.product"), Version(1)]
public interface IProductGrain : IGrainWithStringKey
{
    /// <summary>Reads it in Shopify again, whatever woke it, and brings the match report up to date.</summary>
    /// <param name="anyway">Even when nothing of it changed in Shopify: a person asked.</param>
    [Alias("look-again"), ResponseTimeout("00:15:00")]
    Task LookAgain(bool anyway);

    /// <summary>Whether it is at work now; one who waits for an answer learns so that there will be none.</summary>
    [Alias("is-under-way"), AlwaysInterleave]
    Task<bool> IsUnderWay();
}
