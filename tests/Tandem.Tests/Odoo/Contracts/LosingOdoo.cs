using System.Text.Json;
using Tandem.Odoo;
using Tandem.Odoo.Failures;

namespace Tandem.Tests.Odoo.Contracts;

/// <summary>The same Odoo behind a line that loses one answer: after the call was carried out, or before it arrived.</summary>
internal sealed class LosingOdoo(IOdoo odoo, string call, bool carriedOut) : IOdoo
{
    private int losses;

    public int Losses => losses;

    public Task<OdooSession> Session(CancellationToken cancellation) => odoo.Session(cancellation);

    public async Task<JsonElement> Call(OdooCall asked, CancellationToken cancellation)
    {
        if (asked.Name != call || Interlocked.Increment(ref losses) > 1) return await odoo.Call(asked, cancellation);
        if (carriedOut) await odoo.Call(asked, cancellation);
        throw new OdooException(new OdooFailure.UnknownOutcome(asked.Name, "the connection was lost"));
    }
}
