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

/// <summary>A file that a command line names, or what is piped in, which a container without files of its own can be given.</summary>
internal static class FileBytes
{
    private const long Largest = 10_000_000;
    private const string TooLarge = "it is too large for a decisions file";

    /// <summary>Null, and said why, where it cannot be read.</summary>
    public static async Task<byte[]?> Read(string path, CommandCall call)
    {
        try
        {
            if (path == "-") return await Piped(call);
            if (Directory.Exists(path)) throw new IOException("it is a folder");
            if (new FileInfo(path) is { Exists: true, Length: > Largest }) throw new IOException(TooLarge);
            return await File.ReadAllBytesAsync(path, call.Stop);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var why = failure is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : failure.Message;
            await call.Error.WriteLineAsync($"{(path == "-" ? "The input" : path)} could not be read: {why}.");
            return null;
        }
    }

    private static async Task<byte[]> Piped(CommandCall call)
    {
        await using var input = call.Input();
        using var all = new MemoryStream();
        var part = new byte[64 * 1024];
        while (await input.ReadAsync(part, call.Stop) is > 0 and var read)
        {
            all.Write(part, 0, read);
            if (all.Length > Largest) throw new IOException(TooLarge);
        }

        return all.ToArray();
    }
}
