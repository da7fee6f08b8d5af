using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.App.Setup;

/// <summary><c>setup export</c>: writes the stored decisions; applying the file again changes nothing.</summary>
internal sealed class SetupExportCommand(IDecisionStore decisions)
{
    public async Task<int> Run(ShopDomain shop, string path, CommandCall call)
    {
        if (await decisions.Current(shop, call.Stop) is not { } current)
        {
            await call.Error.WriteLineAsync($"Nothing is decided for {shop} yet, so there is nothing to export. 'setup apply {shop} <file.json>' stores decisions.");
            return 1;
        }

        if (path == "-")
        {
            await call.Output.WriteAsync(current.Document);
            return 0;
        }

        try
        {
            await File.WriteAllTextAsync(path, current.Document, call.Stop);
            await call.Output.WriteLineAsync($"Version {current.Version} of the decisions of {shop}, saved {current.SavedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC by {current.SavedBy}, is in {path}.");
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await call.Error.WriteLineAsync($"{path} could not be written: {failure.Message}");
            return 1;
        }
    }
}
