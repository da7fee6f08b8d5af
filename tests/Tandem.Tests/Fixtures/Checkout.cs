namespace Tandem.Tests.Fixtures;

/// <summary>The checkout that the tests were built in.</summary>
public static class Checkout
{
    /// <summary>Found from where the tests run: a reproducible build keeps no path of its sources.</summary>
    public static string Root { get; } = Find();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Embedded.sln"))) return folder.FullName;
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no checkout of Tandem.");
    }
}
