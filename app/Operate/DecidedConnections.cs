using System.Text;
using Tandem.App.Admin;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.App.Operate;

/// <summary>Where each shop's Odoo is, from the decisions in force.</summary>
internal sealed class DecidedConnections(IDecisionStore store) : IOdooConnections
{
    public async Task<OdooConnection?> Of(ShopDomain shop, CancellationToken cancellationToken) =>
        await store.Current(shop, cancellationToken) is { } saved
        && DecisionsFile.Read(Encoding.UTF8.GetBytes(saved.Document)) is DecisionsReading.Read { Decisions.Odoo: var odoo }
            ? new OdooConnection(odoo.Url, odoo.Database, odoo.Company.Name ?? odoo.Company.Id?.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : null;
}
