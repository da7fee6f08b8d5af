using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.App.Setup;

/// <summary><c>setup apply</c>: stores the file when nothing is wrong; 0 only when it is in force afterwards.</summary>
internal sealed class SetupApplyCommand(SetupApply apply, ILaunches launches)
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<int> Run(ShopDomain shop, string path, CommandCall call)
    {
        if (await FileBytes.Read(path, call) is not { } file) return 1;
        var outcome = await apply.Apply(shop, file, By(), call.Stop);
        if (call.Has("--json")) await call.Output.WriteLineAsync(Json(outcome));
        else
        {
            await call.Output.WriteLineAsync(ReportText.Plain(outcome.Report));
            await (outcome.InForce ? call.Output : call.Error).WriteLineAsync(outcome.Sentence);
            if (outcome.InForce && await launches.Find(shop, call.Stop) is { Live: false })
                await call.Output.WriteLineAsync($"{shop} waits for its launch: nothing is written to Odoo before an owner switches live sync on, in the Shopify admin, on Tandem's page Launch.");
        }

        return outcome.InForce ? 0 : 1;
    }

    private static string Json(SetupOutcome outcome)
    {
        var document = JsonSerializer.SerializeToNode(new { Applied = outcome.InForce, outcome.Sentence, outcome.Version, Changed = outcome.ChangedSettings, outcome.Released }, Layout)!.AsObject();
        document["report"] = System.Text.Json.Nodes.JsonNode.Parse(ReportText.Json(outcome.Report));
        return document.ToJsonString(Layout);
    }

    private static string By() => $"command line, {Environment.UserName}";
}
