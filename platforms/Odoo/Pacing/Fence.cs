using Tandem.Odoo.Failures;

namespace Tandem.Odoo.Pacing;

/// <summary>Guards a call that must not run twice: once its outcome is unknown, the records are watched and the call is not repeated.</summary>
public sealed class Fence(OdooOptions options, TimeProvider time)
{
    /// <param name="act">The call itself.</param>
    /// <param name="happened">Whether the records show its effect.</param>
    /// <returns>False when Odoo rejected or lost the call but the records show its effect.</returns>
    /// <exception cref="OdooException">
    /// Odoo rejected it; or the outcome is still unknown after a while of watching, and the failure says when the transaction has ended for certain.
    /// </exception>
    public async Task<bool> Run(Func<Task> act, Func<Task<bool>> happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(happened);
        try
        {
            await act();
            return true;
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected)
        {
            if (await happened()) return NotTwice();
            throw;
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.UnknownOutcome unknown)
        {
            var asked = time.GetTimestamp();
            if (await Watch(happened, cancellation)) return NotTwice();
            throw new OdooException(unknown with { Settles = (unknown.Settles ?? options.SettleTime) - time.GetElapsedTime(asked) }, failed);
        }
    }

    private static bool NotTwice()
    {
        OdooTelemetry.NotTwice();
        return false;
    }

    private async Task<bool> Watch(Func<Task<bool>> happened, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        for (var wait = TimeSpan.FromSeconds(0.5); ; wait *= 2)
        {
            if (await Seen(happened)) return true;
            if (time.GetElapsedTime(start) + wait > options.WatchTime) return false;
            await Task.Delay(wait, time, cancellation);
        }
    }

    /// <summary>An Odoo that cannot be asked just now says nothing about what it was asked before: the outcome stays unknown.</summary>
    private static async Task<bool> Seen(Func<Task<bool>> happened)
    {
        try
        {
            return await happened();
        }
        catch (OdooException failed) when (failed.Failure.Class == FailureClass.Transient)
        {
            return false;
        }
    }
}
