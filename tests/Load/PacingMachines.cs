using System.Diagnostics;
using System.Globalization;

namespace Tandem.Load;

/// <summary>
/// One machine as if it were three: the person's browser is served before Odoo and its PostgreSQL, as if it had processors of its own, and Tandem with the practice shop after them.
/// What the browser computes still takes Odoo's time, so it is the harder case for Odoo. By <c>nice</c>, so only as root, and only where sessions do not share evenly.
/// </summary>
internal sealed class PacingMachines : IDisposable
{
    private const int Behind = 15;
    private const int Ahead = -15;
    private const string Sessions = "/proc/sys/kernel/sched_autogroup_enabled";

    private readonly string wrapper = Path.Combine(Path.GetTempPath(), $"tandem-browser-{Guid.NewGuid():N}");

    private PacingMachines()
    {
    }

    /// <exception cref="InvalidOperationException">This machine does not let it.</exception>
    public static PacingMachines Model()
    {
        if (Environment.UserName != "root") throw new InvalidOperationException("'apart' serves the browser first, which takes root.");
        if (File.Exists(Sessions) && File.ReadAllText(Sessions).Trim() != "0") throw new InvalidOperationException("This kernel serves sessions evenly, whatever their priority; 'sysctl kernel.sched_autogroup_enabled=0' lets priorities count.");
        return new PacingMachines();
    }

    /// <summary>A program that starts the browser ahead of all others.</summary>
    public string Browser(string program)
    {
        File.WriteAllText(wrapper, string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\nexec nice -n {Ahead} {program} \"$@\"\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return wrapper;
    }

    /// <summary>This program, with all of its threads and those to come, after all others.</summary>
    public static void StepBack()
    {
        var threads = Directory.GetDirectories("/proc/self/task").Select(path => Path.GetFileName(path));
        using var renice = Process.Start(new ProcessStartInfo("renice", ["-n", Behind.ToString(CultureInfo.InvariantCulture), "-p", .. threads]) { RedirectStandardOutput = true })!;
        renice.StandardOutput.ReadToEnd();
        renice.WaitForExit();
    }

    public void Dispose() => File.Delete(wrapper);
}
