using System.Diagnostics;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Conventions;

/// <summary>The repository's own files.</summary>
internal static class Repository
{
    private static readonly string[] Product = ["sync/", "platforms/", "grains/", "app/", "sandbox/"];

    public static string Root => Checkout.Root;

    /// <summary>Tracked text files, as paths from the root; skips the test where this is no checkout.</summary>
    public static IReadOnlyList<string> Files()
    {
        var files = Tracked();
        Assert.SkipWhen(files.Count == 0, "git is not here or this is no checkout, so the tracked files are not known.");
        return files;
    }

    public static IEnumerable<string> ProductSources() =>
        Files().Where(path => Array.Exists(Product, path.StartsWith) && (path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal)));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static List<string> Tracked()
    {
        try
        {
            // Also what is new and not ignored: a file is checked before it is committed.
            var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "--cached", "--others", "--exclude-standard"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(Path.Combine(Root, path)))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return [];
        }
    }
}
