using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tandem.Sandbox.House;

/// <summary>Tandem as a process of its own, which can be killed as a power cut would.</summary>
public sealed class AppProcess : IDisposable
{
    private const int KeptLines = 200;
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private AppProcess(IReadOnlyDictionary<string, string?> settings, IReadOnlyList<string> arguments, string program = "Tandem.App.dll", int? largestFile = null, string? folder = null)
    {
        process = new Process { StartInfo = StartInfo(settings, arguments, program, largestFile, folder ?? AppContext.BaseDirectory) };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The last lines that it wrote.</summary>
    public string Said => string.Join(Environment.NewLine, said);

    /// <summary>What it has used of the machine: memory now, processor time since it started.</summary>
    public (long Memory, TimeSpan Processor) Used()
    {
        process.Refresh();
        return (process.WorkingSet64, process.TotalProcessorTime);
    }

    /// <summary>The most memory that it has held at once.</summary>
    public long MostMemory
    {
        get
        {
            process.Refresh();
            return process.HasExited ? 0 : process.PeakWorkingSet64;
        }
    }

    /// <summary>It has ended, by whatever.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Starts the server and waits until it is ready for webhooks.</summary>
    /// <param name="settings">By their configuration keys, with <c>urls</c> for where it listens.</param>
    /// <param name="skew">How far its clock is ahead; negative for behind.</param>
    /// <param name="folder">Where the program lies; null for beside this one.</param>
    public static async Task<AppProcess> Serve(IReadOnlyDictionary<string, string?> settings, CancellationToken stop, TimeSpan skew = default, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var app = skew == TimeSpan.Zero ? new AppProcess(settings, [], folder: folder) : new AppProcess(settings, ["silo", skew.ToString()], "Tandem.Sandbox.dll");
        try
        {
            await app.Ready(new Uri($"{settings["urls"]}/health/ready"), stop);
            return app;
        }
        catch
        {
            app.Dispose();
            throw;
        }
    }

    /// <summary>Runs one command to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with a failure; the message is what it wrote.</exception>
    public static async Task<string> Command(IReadOnlyDictionary<string, string?> settings, IReadOnlyList<string> arguments, CancellationToken stop, string? folder = null)
    {
        using var app = new AppProcess(settings, arguments, folder: folder);
        await app.process.WaitForExitAsync(stop);
        return app.process.ExitCode == 0 ? app.Said : throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with {app.process.ExitCode}: {app.Said}");
    }

    /// <summary>Starts another program that lies beside this one.</summary>
    /// <param name="largestFile">In KB: whatever it writes beyond that into a file is refused, as by a disk that is full.</param>
    public static AppProcess Begin(IReadOnlyDictionary<string, string?> settings, string program, IReadOnlyList<string> arguments, int? largestFile = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new AppProcess(settings, arguments, program, largestFile);
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> Ended(CancellationToken stop)
    {
        await process.WaitForExitAsync(stop);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: nothing is finished, nothing is given back.</summary>
    public void Kill()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGTERM, as whoever upgrades or moves it sends; answers its exit code once it has ended.</summary>
    public async Task<int> Terminate(CancellationToken stop)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(stop);
        return process.ExitCode;
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string?> settings, IReadOnlyList<string> arguments, string program, int? largestFile, string folder)
    {
        var host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        // The signal that goes with the limit is ignored, so that a write fails as it does on a full disk.
        string[] limited = largestFile is { } most ? ["-c", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"trap '' XFSZ; ulimit -f {most}; exec \"$0\" \"$@\""), host] : [];
        var start = new ProcessStartInfo(largestFile is null ? host : "/bin/bash", [.. limited, Path.Combine(folder, program), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        // The runtime's own code would go through a file of two gigabytes.
        if (largestFile is not null) start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    private async Task Ready(Uri address, CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var start = Stopwatch.GetTimestamp();
        while (!await Answers(http, address, stop))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(start) > StartPatience) throw new InvalidOperationException($"Tandem did not start: {Said}");
            await Task.Delay(50, stop);
        }
    }

    private static async Task<bool> Answers(HttpClient http, Uri address, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync(address, stop);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        said.Enqueue(line);
        while (said.Count > KeptLines) said.TryDequeue(out _);
    }
}
