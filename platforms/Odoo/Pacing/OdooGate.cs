namespace Tandem.Odoo.Pacing;

/// <summary>Every call to one Odoo passes here: it waits for its turn, and how it went is told.</summary>
/// <param name="odoo">Its server and database.</param>
/// <param name="server">As measures name it.</param>
internal sealed class OdooGate(IOdooTurns turns, string odoo, TimeProvider time, string server = "")
{
    /// <summary>Waits for a turn, calls, and says how it went.</summary>
    public async Task<T> Pass<T>(OdooCall call, Func<Task<T>> send, Func<Exception, PaceSign?> judge, CancellationToken cancellation)
    {
        var leave = await Enter(call, cancellation);
        OdooTelemetry.Enters(server);
        var start = time.GetTimestamp();
        TurnEnd? end = null;
        try
        {
            var result = await send();
            end = new TurnEnd(PaceSign.Well, time.GetElapsedTime(start));
            return result;
        }
        catch (Exception failure)
        {
            if (judge(failure) is { } sign) end = new TurnEnd(sign, time.GetElapsedTime(start));
            throw;
        }
        finally
        {
            OdooTelemetry.Leaves(server);
            leave(end);
        }
    }

    private async Task<Action<TurnEnd?>> Enter(OdooCall call, CancellationToken cancellation)
    {
        OdooTelemetry.Waits(server, 1);
        try
        {
            return await turns.Enter(odoo, new OdooTurn(Guid.CreateVersion7(time.GetUtcNow()), call.Priority, call.Reserves, call.Kind), cancellation);
        }
        finally
        {
            OdooTelemetry.Waits(server, -1);
        }
    }
}
