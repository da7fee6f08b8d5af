using Xunit;

namespace Tandem.Tests.Fixtures;

/// <summary>The shared material beside the repository: schemas, recorded answers. Absent on most machines.</summary>
public static class Shared
{
    private static readonly Lazy<string?> Root = new(Find);

    /// <summary>The path of a shared file or folder; skips the test where it is absent.</summary>
    public static string Path(string relative)
    {
        var path = TryPath(relative);
        Assert.SkipWhen(path is null, $"The shared material ({relative}) is not here; TANDEM_SHARED names its folder.");
        return path!;
    }

    public static string? TryPath(string relative)
    {
        if (Root.Value is not { } root) return null;
        var path = System.IO.Path.Combine(root, relative);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("TANDEM_SHARED") is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = System.IO.Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(System.IO.Path.Combine(shared, "shopify"))) return shared;
        }

        return null;
    }
}
