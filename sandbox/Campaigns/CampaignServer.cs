using Tandem.Sandbox.House;

namespace Tandem.Sandbox.Campaigns;

/// <summary>One of Tandem's servers, started again whenever it has ended, as systemd or Kubernetes would.</summary>
/// <param name="skew">How far its clock is ahead.</param>
/// <param name="program">Where the program lies; null for beside this one.</param>
internal sealed class CampaignServer(IReadOnlyDictionary<string, string?> settings, TimeSpan skew, string? program = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly List<string> ends = [];
    private volatile AppProcess? process;
    private volatile bool killing;
    private volatile string? folder = program;
    private volatile Task<int>? replacing;

    public Uri Address { get; } = new(settings["urls"]!);

    public bool IsUp => process is not null && !killing;

    public int Kills { get; private set; }

    /// <summary>What it said each time it ended by itself.</summary>
    public IReadOnlyList<string> Ends => ends;

    /// <summary>Starts that came to nothing, such as while the database was away.</summary>
    public int FailedStarts { get; private set; }

    public string? LastFailure { get; private set; }

    /// <summary>Ends the server at the end.</summary>
    public async Task Watch(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var started = await AppProcess.Serve(settings, stop, skew, folder);
                process = started;
                while (!started.HasEnded) await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
                if (replacing is { } asked) await asked;
                if (!killing) ends.Add(started.Said);
                replacing = null;
                (process, killing) = (null, false);
            }
            catch (InvalidOperationException failed)
            {
                FailedStarts++;
                LastFailure = failed.Message;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>Ends it as whoever upgrades does, and lets another program start in its place.</summary>
    /// <param name="next">Where that lies; null for beside this one.</param>
    /// <returns>The exit code of the one before.</returns>
    public Task<int> Replace(string? next, CancellationToken stop)
    {
        (folder, killing) = (next, true);
        return replacing = process!.Terminate(stop);
    }

    public void Kill()
    {
        killing = true;
        Kills++;
        process?.Kill();
    }
}
