namespace Tandem.Odoo.Pacing;

/// <summary>Every call to one Odoo passes here: it waits for its turn, and how it went is told.</summary>
/// <param name="odoo">Its server and database.</param>
/// <param name="server">As measures name it.</param>
internal sealed class OdooGate(IOdooTurns turns, string odoo, TimeProvider time, string server = "")
{
    private readonly Lock sync = new();
    private readonly UsualTimes usual = new();

    /// <summary>Waits for a turn, calls, and learns from how it went.</summary>
    public async Task<T> Pass<T>(OdooCall call, Func<Task<T>> send, Func<Exception, PaceSign?> judge, CancellationToken cancellation)
    {
        var leave = await Enter(call, cancellation);
        OdooTelemetry.Enters(server);
        var start = time.GetTimestamp();
        PaceSign? sign = null;
        try
        {
            var result = await send();
            sign = Judge(call, time.GetElapsedTime(start));
            return result;
        }
        catch (Exception failure)
        {
            sign = judge(failure);
            throw;
        }
        finally
        {
            OdooTelemetry.Leaves(server);
            leave(sign);
        }
    }

    private async Task<Action<PaceSign?>> Enter(OdooCall call, CancellationToken cancellation)
    {
        OdooTelemetry.Waits(server, 1);
        try
        {
            return await turns.Enter(odoo, new OdooTurn(Guid.CreateVersion7(time.GetUtcNow()), call.Priority, call.Reserves), cancellation);
        }
        finally
        {
            OdooTelemetry.Waits(server, -1);
        }
    }

    private PaceSign Judge(OdooCall call, TimeSpan took)
    {
        lock (sync) return usual.Judge(call.OfMany ? $"{call.Name} of many" : call.Name, took);
    }
}
