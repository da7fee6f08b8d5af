using Tandem.Odoo;
using Tandem.Odoo.Records;
using Tandem.Sandbox.House;

namespace Tandem.Load;

/// <summary>A person who works in Odoo while the night reads it: opens the newest order, four times a second.</summary>
internal sealed class NightBystander(PracticeHouse house) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private readonly OdooView view = new(house.Access);

    /// <returns>How long 95 of 100 requests took at most, and the longest.</returns>
    public async Task<(TimeSpan Most95, TimeSpan Most)> Ask(CancellationToken ended)
    {
        var took = new List<TimeSpan>();
        while (!ended.IsCancellationRequested)
        {
            var began = TimeProvider.System.GetTimestamp();
            await view.Company(CancellationToken.None);
            took.Add(TimeProvider.System.GetElapsedTime(began));
            await Task.Delay(Every, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        took.Sort();
        return (took[(int)Math.Ceiling(took.Count * 0.95) - 1], took[^1]);
    }

    public void Dispose() => view.Dispose();
}
