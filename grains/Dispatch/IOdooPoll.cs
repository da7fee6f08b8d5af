using Tandem.Sync;

namespace Tandem.Grains.Dispatch;

/// <summary>One kind of question that each shop's Odoo is asked again and again.</summary>
public interface IOdooPoll
{
    /// <summary>What is asked for, such as <c>deliveries</c>: for the lease and the log.</summary>
    string Name { get; }

    /// <summary>Zero turns asking off.</summary>
    TimeSpan Every { get; }

    /// <summary>Asks once, and signals the records concerned; answers how many.</summary>
    Task<int> Run(ShopDomain shop, CancellationToken stop);
}
