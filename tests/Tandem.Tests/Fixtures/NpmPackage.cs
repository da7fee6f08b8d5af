using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Xunit;

namespace Tandem.Tests.Fixtures;

/// <summary>One package of npm, unpacked for as long as a test needs it; nothing of it is kept.</summary>
internal sealed class NpmPackage : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tandem-npm-").FullName;

    private NpmPackage() { }

    /// <summary>Skips the running test where npm or its registry is not at hand; in CI that is a failure.</summary>
    /// <param name="name">With its version.</param>
    public static async Task<NpmPackage> Fetch(string name, CancellationToken stop)
    {
        var package = new NpmPackage();
        try
        {
            if (await Pack(name, package.folder, stop) is not { } archive)
            {
                Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", $"npm could not fetch {name}.");
                Assert.Fail($"npm could not fetch {name}.");
                return null!;
            }

            await using var file = System.IO.File.OpenRead(archive);
            await using var plain = new GZipStream(file, CompressionMode.Decompress);
            await TarFile.ExtractToDirectoryAsync(plain, package.folder, overwriteFiles: true, stop);
            return package;
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    /// <summary>The path of one of its files.</summary>
    public string File(string path) => Path.Combine(folder, "package", path);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<string?> Pack(string name, string folder, CancellationToken stop)
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["pack", name, "--silent"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(stop), npm.StandardError.ReadToEndAsync(stop), npm.WaitForExitAsync(stop));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        return Directory.EnumerateFiles(folder, "*.tgz").SingleOrDefault();
    }
}
