using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>The Odoo that each shop decided on, for what the pages tell and link.</summary>
public interface IOdooConnections
{
    /// <summary>Null while no decisions are in force.</summary>
    Task<OdooConnection?> Of(ShopDomain shop, CancellationToken cancellationToken);
}

/// <summary>Where a shop's Odoo is.</summary>
/// <param name="Company">Its name or id, as decided.</param>
public sealed record OdooConnection(Uri Url, string Database, string? Company);
