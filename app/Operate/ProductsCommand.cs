using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.App.Setup;
using Tandem.Grains.Products;
using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.App.Operate;

/// <summary>Compares a shop's products with Odoo's and takes what people decide about them.</summary>
public sealed class ProductsCommand(CatalogueMatch match, HandLinks hand)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>0 only when every variant of the shop is known to Odoo.</returns>
    public async Task<int> Match(ShopDomain shop, string? file, CommandCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var outcome = await match.Run(shop, call.Has("--dry-run"), call.Stop);
        if (outcome is MatchOutcome.Failed failed) await call.Error.WriteLineAsync(failed.Verdict.Sentence);
        if (outcome is not MatchOutcome.Matched matched) return 1;
        var rows = MatchRows.Of(matched.Report, matched.Rule).ToList();
        if (file is not null && !await Write(file, rows, call)) return 1;
        var counts = matched.Report.Counts;
        if (call.Has("--json"))
        {
            var states = Enum.GetValues<MatchState>().ToDictionary(state => JsonNamingPolicy.CamelCase.ConvertName(state.ToString()), state => counts.GetValueOrDefault(state));
            await call.Output.WriteLineAsync(JsonSerializer.Serialize(new { Shop = shop.Value, Variants = matched.Report.Variants.Count, OdooProducts = matched.Products, NewLinks = matched.Linked, States = states }, Json));
        }
        else if (file != "-")
        {
            await call.Output.WriteLineAsync($"{shop}: {matched.Report.Variants.Count} variants in Shopify, {matched.Products} products in Odoo; {matched.Linked} linked now{(call.Has("--dry-run") ? " (dry run: nothing was kept)" : "")}.");
            foreach (var state in Enum.GetValues<MatchState>().Where(state => counts.ContainsKey(state)))
                await call.Output.WriteLineAsync($"  {counts[state],7}  {MatchWords.Told(state)}");
            if (file is null) foreach (var row in rows.Where(row => MatchWords.NeedsPerson(row.State)).Take(20)) await call.Output.WriteLineAsync($"  {Named(row)}: {row.Sentence}");
        }

        return counts.Keys.Any(MatchWords.NeedsPerson) ? 1 : 0;
    }

    public async Task<int> Link(ShopDomain shop, string path, CommandCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (await FileBytes.Read(path, call) is not { } bytes) return 1;
        var file = HandMatchFile.Read(Encoding.UTF8.GetString(bytes));
        if (file.Problems.Count > 0) return await Refused(file.Problems, call);
        return await Say(await hand.Link(shop, file.Matches, $"command line, {Environment.UserName}", call.Has("--dry-run"), call.Stop), call);
    }

    public async Task<int> Unlink(ShopDomain shop, VariantId variant, CommandCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return await Say(await hand.Unlink(shop, variant, $"command line, {Environment.UserName}", call.Stop), call);
    }

    public async Task<int> Approve(ShopDomain shop, VariantId variant, CommandCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return await Say(await hand.Approve(shop, variant, $"command line, {Environment.UserName}", call.Stop), call);
    }

    private static async Task<int> Say(HandOutcome outcome, CommandCall call)
    {
        switch (outcome)
        {
            case HandOutcome.Done done:
                await call.Output.WriteLineAsync(done.Sentence + HandWords.Released(done.Released));
                return 0;
            case HandOutcome.Judged { Outcome.Problems: { Count: > 0 } problems }:
                return await Refused(problems, call);
            case HandOutcome.Judged judged:
                foreach (var change in judged.Outcome.Changes) await call.Output.WriteLineAsync($"  line {change.Line}: {HandWords.Of(change)}");
                await call.Output.WriteLineAsync(HandWords.Of(judged, call.Has("--dry-run")));
                return 0;
            case HandOutcome.Refused refused:
                await call.Error.WriteLineAsync(refused.Sentence);
                return 1;
            default:
                throw new InvalidOperationException($"No rule for {outcome.GetType().Name}.");
        }
    }

    private static async Task<int> Refused(IReadOnlyList<LineProblem> problems, CommandCall call)
    {
        foreach (var problem in problems) await call.Error.WriteLineAsync($"line {problem.Line}: {problem.Sentence}");
        await call.Error.WriteLineAsync(HandWords.NothingApplied(problems.Count));
        return 1;
    }

    private static async Task<bool> Write(string file, IEnumerable<MatchRow> rows, CommandCall call)
    {
        try
        {
            await using var writer = file == "-" ? null : new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            var output = writer ?? call.Output;
            await output.WriteLineAsync(MatchCsv.Header);
            foreach (var row in rows) await output.WriteLineAsync(MatchCsv.Line(row));
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await call.Error.WriteLineAsync($"{file} could not be written: {failure.Message}");
            return false;
        }
    }

    private static string Named(MatchRow row) => row.Title.Length > 0 ? $"{row.Title} ({row.Sku ?? $"variant {row.Variant}"})" : $"variant {row.Variant}";
}
