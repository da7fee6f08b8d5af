using Tandem.Odoo.Records;

namespace Tandem.Odoo.Server;

/// <summary>The API keys of Tandem's user; Odoo shows a user its own, never what they open with.</summary>
public sealed class OdooKeys(IOdoo odoo)
{
    /// <summary>When the first of them that can call the API ends; null where none does.</summary>
    /// <exception cref="Failures.OdooException">Odoo could not be asked.</exception>
    public async Task<DateTimeOffset?> FirstEnd(CancellationToken stop)
    {
        var session = await odoo.Session(stop);
        var keys = await odoo.SearchRead(
            "res.users.apikeys", Domain.Where("user_id", "=", session.User).And("expiration_date", "!=", false), ["expiration_date"], OdooContext.Plain, stop, limit: 1, order: "expiration_date");
        return keys is [var first] ? first.Time("expiration_date") : null;
    }
}
