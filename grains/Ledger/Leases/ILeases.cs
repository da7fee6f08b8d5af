namespace Tandem.Grains.Ledger;

/// <summary>Named leases: "a server is running", and work that one process does at a time. A lease ends by itself when its owner dies.</summary>
public interface ILeases
{
    /// <summary>Takes or renews; false while somebody else holds it.</summary>
    /// <param name="owner">Unique for each process.</param>
    Task<bool> Take(string name, string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives it back before its time; nothing happens when the owner does not hold it.</summary>
    Task Release(string name, string owner, CancellationToken cancellationToken);

    /// <summary>Who holds it now; null when nobody does.</summary>
    Task<HeldLease?> Holder(string name, CancellationToken cancellationToken);
}

/// <summary>A lease that is held.</summary>
public sealed record HeldLease(string Name, string Owner, DateTimeOffset Since, DateTimeOffset Until);
