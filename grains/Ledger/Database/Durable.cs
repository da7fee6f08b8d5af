namespace Tandem.Grains.Ledger;

/// <summary>From when on a commit withstands a power cut; that this process dies undoes neither kind.</summary>
public enum Durable
{
    /// <summary>Before its writer is told.</summary>
    AtOnce,

    /// <summary>
    /// With the next commit that is durable at once, or soon after: the databases keep the order of commits, so what is lost with a power cut is
    /// always the newest, never something before what held. For what is only done again when it is lost, such as a lease.
    /// </summary>
    WithNext,
}
