using Tandem.Sync;
using Tandem.Sync.Privacy;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Erases for good; doing it again erases nothing more.</summary>
public interface IErasure
{
    /// <summary>Erases a customer's words from kept messages and sentences, and what their grains remember; ids and amounts stay.</summary>
    /// <param name="grains">The customer's own grains.</param>
    Task<ErasedOfCustomer> Customer(ShopDomain shop, CustomerTraces traces, IReadOnlyList<RecordKey> grains, CancellationToken cancellationToken);

    /// <summary>Erases every row of a shop in every table, the requests about it last.</summary>
    Task Shop(ShopDomain shop, CancellationToken cancellationToken);
}

/// <summary>How much was erased.</summary>
/// <param name="Orders">Orders of which anything was held.</param>
public sealed record ErasedOfCustomer(int Messages, int Sentences, IReadOnlyList<OrderId> Orders);
