using Tandem.Sync;
using Tandem.Sync.Failures;

namespace Tandem.App.Admin;

/// <summary>What a person can ask for on the pages; each answers once it is safely asked, not once it is done.</summary>
public interface IAdminActions
{
    /// <summary>Looks at one order now, whatever it waits for.</summary>
    /// <param name="user">Shopify's number of the staff member who asked.</param>
    Task SyncNow(ShopDomain shop, OrderId order, string user, CancellationToken cancellationToken);

    /// <summary>Looks at one product now.</summary>
    Task SyncNow(ShopDomain shop, ProductId product, string user, CancellationToken cancellationToken);

    /// <summary>Compares every level of one location now.</summary>
    Task SyncNow(ShopDomain shop, LocationId location, string user, CancellationToken cancellationToken);

    /// <summary>Tries every order again that waits for one cause; answers how many.</summary>
    Task<int> TryCauseAgain(ShopDomain shop, BlockerCode code, string subject, string user, CancellationToken cancellationToken);

    /// <summary>Compares both catalogues now.</summary>
    Task CompareProducts(ShopDomain shop, string user, CancellationToken cancellationToken);

    /// <summary>A linked variant's codes as the page shows them are right; false when nothing of it waits for approval any more.</summary>
    Task<bool> ApproveCodes(ShopDomain shop, VariantId variant, string user, CancellationToken cancellationToken);
}
