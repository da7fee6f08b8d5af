using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

/// <summary>What every contract of the ledger starts with: empty tables, two shops, a moment.</summary>
public abstract class LedgerContract(LedgerUnderTest ledger) : IAsyncLifetime
{
    protected static readonly ShopDomain Alpha = ShopDomain.Parse("alpha.myshopify.com");
    protected static readonly ShopDomain Beta = ShopDomain.Parse("beta.myshopify.com");

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected LedgerUnderTest Ledger => ledger;

    protected DateTimeOffset Now => ledger.Clock.GetUtcNow();

    public async ValueTask InitializeAsync() => await ledger.Empty();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected static RecordKey Order(ShopDomain shop, long number) => RecordKey.Order(shop, new OrderId(number));
}
