using Tandem.Odoo.Failures;

namespace Tandem.Odoo.Server;

/// <summary>Whether an Odoo answers at all, by the smallest thing that it can be asked.</summary>
public sealed class OdooPresence(IOdoo odoo)
{
    public async Task<bool> Answers(CancellationToken stop)
    {
        try
        {
            var user = (await odoo.Session(stop)).User;
            await odoo.At(CallPriority.Person).Read("res.users", [user], ["id"], OdooContext.Plain, stop);
            return true;
        }
        catch (OdooException)
        {
            return false;
        }
    }
}
