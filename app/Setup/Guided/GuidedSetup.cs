using Tandem.Grains.Ledger;
using Tandem.Odoo;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.App.Setup;

/// <summary>Setup step by step: what is decided so far, what is missing or wrong, and changing one step; whole and right, it is stored as a decisions file is.</summary>
public sealed class GuidedSetup(SetupCheck check, SetupApply apply, IDecisionStore decisions, ISetupDrafts drafts, ISecrets secrets, TimeProvider time)
{
    /// <summary>The secret's name while the key that was typed is not the one in force.</summary>
    private const string TypedKey = "odoo.typed";

    /// <summary>No version has this number: a draft that went into force builds on nothing any more.</summary>
    private const long Over = -1;

    private const int Tries = 3;

    public async Task<SetupDocument> Read(ShopDomain shop, CancellationToken stop)
    {
        var current = await decisions.Current(shop, stop);
        var version = current?.Version ?? 0;
        var draft = await drafts.Find(shop, stop);
        // What somebody stored since as a file counts more than a draft that builds on what was before.
        if (draft is not null && draft.BasedOn == version)
            return new SetupDocument(shop, DraftDocument.Of(draft.Document), version, draft.Version, true, draft.SavedAt, draft.SavedBy);
        return current is null
            ? new SetupDocument(shop, DraftDocument.Empty(shop), 0, draft?.Version ?? 0, false, null, null)
            : new SetupDocument(shop, DraftDocument.Of(current.Document), version, draft?.Version ?? 0, false, current.SavedAt, current.SavedBy);
    }

    /// <summary>Every step with its state, checked against Odoo now.</summary>
    public async Task<SetupReading> State(ShopDomain shop, SeenOrders seen, CancellationToken stop)
    {
        var setup = await Read(shop, stop);
        var findings = await Findings(setup, await Key(shop, null, stop), stop);
        return new SetupReading(setup, [.. SetupStep.All.Select(step => Of(step, setup, findings, seen))]);
    }

    /// <summary>Changes one step; the others stay as they are, whoever changed them meanwhile.</summary>
    public async Task<StepSaving> Save(ShopDomain shop, SetupStep step, StepEdit edit, string by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(edit);
        for (var tries = 0; tries < Tries; tries++)
        {
            var setup = await Read(shop, stop);
            if (setup.Document.Stamp(step) != edit.Stamp) return Stale(step, setup);
            var changed = edit.Change(setup.Document);
            if (!changed.Decides(step)) return new StepSaving.Refused([SetupFinding.Error("file", "Nothing is chosen here, and the step needs it.", setting: step.Marker)]);
            if (changed.Stamp(step) != edit.Stamp) changed = changed.WithoutApproval(step);
            if (await Save(setup, changed, step, edit.Key, by, $"{step.Title} was decided.", stop) is { } saved) return saved;
        }

        return Stale(step, await Read(shop, stop));
    }

    /// <summary>A person with the right to it approves a step as it stands.</summary>
    public async Task<StepSaving> Approve(ShopDomain shop, SetupStep step, string stamp, string name, string by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(step);
        for (var tries = 0; tries < Tries; tries++)
        {
            var setup = await Read(shop, stop);
            if (setup.Document.Stamp(step) != stamp || !setup.Document.Decides(step)) return Stale(step, setup);
            if (await Save(setup, setup.Document.Approved(step, name, time.GetUtcNow()), step, null, by, $"{step.Title} was approved.", stop) is { } saved) return saved;
        }

        return Stale(step, await Read(shop, stop));
    }

    /// <summary>The key that was typed and is not in force yet; null takes the one that is.</summary>
    public async Task<string?> Key(ShopDomain shop, string? typed, CancellationToken stop)
    {
        if (typed is { Length: > 0 }) return typed;
        try
        {
            return await secrets.Find(shop, TypedKey, stop);
        }
        catch (SecretUnreadableException)
        {
            return null;
        }
    }

    /// <summary>The Odoo that is decided so far; null where it is not, or no key for it is known.</summary>
    public async Task<IOdoo?> Odoo(SetupDocument setup, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return setup.Document.At("odoo.url") is null || setup.Decisions is not { } decisions ? null : await check.Odoo(setup.Shop, decisions, await Key(setup.Shop, null, stop), stop);
    }

    /// <summary>Null when somebody else saved between reading and writing.</summary>
    private async Task<StepSaving?> Save(SetupDocument setup, DraftDocument changed, SetupStep step, string? typed, string by, string deed, CancellationToken stop)
    {
        var key = await Key(setup.Shop, typed, stop);
        var after = setup with { Document = changed };
        var findings = await Findings(after, key, stop);
        var own = findings.Where(finding => finding.Kind == FindingKind.Error && Stops(finding, step)).ToList();
        if (own.Count > 0) return new StepSaving.Refused(own);
        if (typed is { Length: > 0 }) await secrets.Put(setup.Shop, TypedKey, typed, stop);

        var missing = SetupStep.All.Where(one => !changed.Decides(one)).ToList();
        var wrong = findings.Where(finding => finding.Kind == FindingKind.Error).ToList();
        if (missing.Count == 0 && wrong.Count == 0)
        {
            var outcome = await apply.Apply(setup.Shop, changed.Bytes(), by, key, stop);
            if (!outcome.InForce && outcome.Report.NothingWrong) return null;
            if (outcome.InForce)
            {
                await secrets.Remove(setup.Shop, TypedKey, stop);
                if (setup.IsDraft) await drafts.Save(setup.Shop, setup.DraftVersion, Over, changed.ToString(), by, stop);
                await drafts.Note(setup.Shop, by, $"{deed} {outcome.Sentence}", stop);
                return new StepSaving.Saved(outcome.Sentence, true);
            }

            wrong = [.. outcome.Report.Findings.Where(finding => finding.Kind == FindingKind.Error)];
        }

        if (!await drafts.Save(setup.Shop, setup.DraftVersion, setup.Version, changed.ToString(), by, stop)) return null;
        await drafts.Note(setup.Shop, by, $"{deed} It is kept, and not in force yet.", stop);
        return new StepSaving.Saved(Waits(missing, wrong), false);
    }

    private async Task<IReadOnlyList<SetupFinding>> Findings(SetupDocument setup, string? key, CancellationToken stop)
    {
        var document = setup.Document;
        if (document.At("odoo.url") is null) return FileProblems(setup);
        var report = await check.Check(setup.Shop, document.Completed(setup.Shop), key, stop);
        // No company is decided yet, and the stand-in for it is nobody's mistake.
        var undecided = SetupStep.All.Where(step => !document.Decides(step)).ToList();
        return [.. report.Findings.Where(finding => finding.Kind == FindingKind.Fact || !undecided.Any(step => finding.Setting is { } setting && step.Decides(setting))).Select(Worded)];
    }

    private static IReadOnlyList<SetupFinding> FileProblems(SetupDocument setup)
    {
        var filled = setup.Document.With("odoo.url", "https://odoo.example.com").With("odoo.database", "odoo").With("odoo.user", "tandem");
        return DecisionsFile.Read(filled.Completed(setup.Shop)) is DecisionsReading.Wrong wrong ? [.. wrong.Problems.Select(problem => SetupFinding.Of(FindingKind.Error, "file", problem))] : [];
    }

    /// <summary>On the pages a key is typed; nobody there sets variables.</summary>
    private static SetupFinding Worded(SetupFinding finding) => finding is { Step: "connection", Setting: "odoo.secret" }
        ? finding with { What = "No key for Odoo is known yet, so Odoo could not be asked.", Remedy = "Type the API key (or password) of Tandem's user in Odoo." }
        : finding;

    private static StepReading Of(SetupStep step, SetupDocument setup, IReadOnlyList<SetupFinding> findings, SeenOrders seen)
    {
        var own = findings.Where(finding => SetupStep.Concerning(finding) == step).Concat(setup.Document.Decides(step) ? Undecided.Of(step, setup, seen) : []).ToList();
        var standing = !setup.Document.Decides(step) ? StepStanding.Missing
            : own.Exists(finding => finding.Kind == FindingKind.Error) ? StepStanding.Wrong
            : own.Exists(finding => finding.Kind == FindingKind.Warning) ? StepStanding.Attention
            : StepStanding.Done;
        return new StepReading(step, standing, own, setup.Document.Approval(step));
    }

    /// <summary>A connection that fails is refused at its own step; a right that is missing there is told, but can be given later.</summary>
    private static bool Stops(SetupFinding finding, SetupStep step) => SetupStep.Concerning(finding) == step && (step.Name != "connection" || finding.Step is "connection" or "file");

    private static string Waits(List<SetupStep> missing, List<SetupFinding> wrong) => (missing, wrong) switch
    {
        ([], [var first, ..]) => $"Kept, but not in force: {first.What}",
        (_, [var first, ..]) => $"Kept. {Still(missing)} And this is wrong: {first.What}",
        _ => $"Kept. {Still(missing)}",
    };

    private static string Still(List<SetupStep> missing) => $"It goes into force when the rest is decided: {string.Join(", ", missing.Select(step => step.Title))}.";

    private static StepSaving.Stale Stale(SetupStep step, SetupDocument setup) => new(
        $"Nothing was kept: {setup.SavedBy ?? "somebody else"} changed “{step.Title}” since you opened this page. What you typed is still here; what is decided now is in the table above. Compare, and save again.");
}
