using Tandem.Sync;

namespace Tandem.App.Setup;

/// <summary><c>setup check</c>: 0 only when nothing is wrong.</summary>
internal sealed class SetupCheckCommand(SetupCheck check)
{
    public async Task<int> Run(ShopDomain shop, string path, CommandCall call)
    {
        if (await FileBytes.Read(path, call) is not { } file) return 1;
        var report = await check.Check(shop, file, call.Stop);
        await call.Output.WriteLineAsync(call.Has("--json") ? ReportText.Json(report) : ReportText.Plain(report));
        return report.NothingWrong ? 0 : 1;
    }
}

/// <summary>A file that a command line names.</summary>
internal static class FileBytes
{
    private const long Largest = 10_000_000;

    /// <summary>Null, and said why, where it cannot be read.</summary>
    public static async Task<byte[]?> Read(string path, CommandCall call)
    {
        try
        {
            if (Directory.Exists(path)) throw new IOException("it is a folder");
            if (new FileInfo(path) is { Exists: true, Length: > Largest }) throw new IOException("it is too large for a decisions file");
            return await File.ReadAllBytesAsync(path, call.Stop);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var why = failure is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : failure.Message;
            await call.Error.WriteLineAsync($"{path} could not be read: {why}.");
            return null;
        }
    }
}
