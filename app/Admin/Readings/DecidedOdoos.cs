using System.Text;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.App.Admin;

/// <summary>The Odoo that the decisions in force name.</summary>
internal sealed class DecidedOdoos(IDecisionStore decisions) : IOdooConnections
{
    public async Task<OdooConnection?> Of(ShopDomain shop, CancellationToken cancellationToken) =>
        await decisions.Current(shop, cancellationToken) is { } saved
        && DecisionsFile.Read(Encoding.UTF8.GetBytes(saved.Document)) is DecisionsReading.Read(var decided, _)
            ? new OdooConnection(decided.Odoo.Url, decided.Odoo.Database, decided.Odoo.Company.Name ?? $"id {decided.Odoo.Company.Id}")
            : null;
}
