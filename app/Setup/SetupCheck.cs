using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Fields;
using Tandem.Odoo.Products;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Odoo.Setup;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.App.Setup;

/// <summary>Tests a decisions file against the Odoo it names and lists everything wrong at once; writes nothing.</summary>
public sealed class SetupCheck(IOdooClients clients, ISecrets secrets, ShopStatements shops, StockSteps stock, ListingSteps listings, TimeProvider time, IOptions<SetupOptions> options)
{
    /// <param name="shop">The shop that the file is meant for.</param>
    /// <param name="file">The file's bytes.</param>
    public Task<SetupReport> Check(ShopDomain shop, ReadOnlyMemory<byte> file, CancellationToken stop) => Check(shop, file, null, stop);

    /// <param name="key">A key for Odoo that was just given; null takes the environment's, or the one that is kept.</param>
    public async Task<SetupReport> Check(ShopDomain shop, ReadOnlyMemory<byte> file, string? key, CancellationToken stop)
    {
        var reading = DecisionsFile.Read(file.Span);
        if (reading is DecisionsReading.Wrong wrong)
            return new SetupReport(shop.Value, null, [.. wrong.Problems.Select(problem => SetupFinding.Of(FindingKind.Error, "file", problem))]);

        var read = (DecisionsReading.Read)reading;
        var findings = new List<SetupFinding>();
        if (read.Decisions.Shop != shop)
            findings.Add(SetupFinding.Error("file", $"The file is for {read.Decisions.Shop}, but {shop} was named.", "Name the file's shop, or correct it.", "shop"));
        var secret = key is { Length: > 0 } ? new KeptSecret(key, given: true) : await Secret(shop, read.Decisions, stop);
        if (secret is null)
            findings.Add(SetupFinding.Error("connection", $"The environment variable {read.Decisions.Odoo.SecretVariable} is not set, so Odoo could not be asked.", "Set it to the API key (or password) of Tandem's user in Odoo.", "odoo.secret"));
        else
        {
            findings.AddRange(await AskOdoo(read.Decisions, secret, await shops.Of(shop, findings, stop), stop));
            findings.AddRange(await stock.Look(shop, read.Decisions, stop));
            findings.AddRange(await listings.Look(shop, read.Decisions, stop));
        }

        return new SetupReport(shop.Value, read.Decisions, [.. findings.Select(finding => finding.At(read.Lines))], secret);
    }

    /// <summary>The Odoo that decisions name; null where no key for it is known.</summary>
    /// <param name="key">A key that was just given; null takes the environment's, or the one that is kept.</param>
    public async Task<IOdoo?> Odoo(ShopDomain shop, ShopDecisions decisions, string? key, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        return (key is { Length: > 0 } ? new KeptSecret(key, given: true) : await Secret(shop, decisions, stop)) is { } secret ? Of(decisions.Odoo, secret) : null;
    }

    private IOdoo Of(OdooDecision odoo, KeptSecret secret) =>
        clients.For(new OdooConnection(odoo.Url, odoo.Database, odoo.User, new OdooSecret(secret.Reveal()))).At(CallPriority.Person);

    private async Task<KeptSecret?> Secret(ShopDomain shop, ShopDecisions decisions, CancellationToken stop)
    {
        if (options.Value.Variable(decisions.Odoo.SecretVariable) is { Length: > 0 } given) return new KeptSecret(given, given: true);
        try
        {
            return await secrets.Find(shop, ShopSecrets.Odoo, stop) is { Length: > 0 } kept ? new KeptSecret(kept, given: false) : null;
        }
        catch (SecretUnreadableException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<SetupFinding>> AskOdoo(ShopDecisions decisions, KeptSecret secret, Currency? shopCurrency, CancellationToken stop)
    {
        var odoo = Of(decisions.Odoo, secret);
        var (session, findings) = await ConnectionSteps.Take(odoo, decisions.Odoo, stop);
        if (session is null) return findings;
        try
        {
            var apps = await AppSteps.Look(odoo, stop);
            findings.AddRange(apps.Findings);
            findings.AddRange(await UserSteps.Look(odoo, session, time, stop));
            // Without the Sales app there is nothing to compare the rest with.
            if (apps.Sales) await AskSales(odoo, decisions, shopCurrency, findings, stop);
        }
        catch (OdooException failed)
        {
            findings.Add(SetupFinding.Error("connection", failed.Failure.Sentence));
        }

        return findings;
    }

    /// <summary>Adds as it goes, so that a failure on the way loses nothing that was found before.</summary>
    private static async Task AskSales(IOdoo odoo, ShopDecisions decisions, Currency? shopCurrency, List<SetupFinding> findings, CancellationToken stop)
    {
        findings.AddRange(await RightSteps.Look(odoo, decisions, stop));
        var holdings = await OdooHoldingsReading.Read(odoo, decisions, stop);
        var resolution = Resolution.Resolve(decisions, holdings);
        if (resolution is Resolution.Unresolved unresolved)
            findings.AddRange(unresolved.Problems.Select(problem => SetupFinding.Of(FindingKind.Error, problem.Path == "odoo.company" ? "company" : "references", problem)));
        findings.AddRange(resolution.Warnings.Select(warning => SetupFinding.Of(FindingKind.Warning, "references", warning)));
        if (holdings.Company is { } company)
        {
            var profile = await OdooProfiles.Read(odoo, company.Id, stop);
            findings.AddRange((await OdooTemplates.Misfits(odoo, decisions, stop)).Concat(await RecordFields.Misfits(odoo, decisions, stop)).Select(one => SetupFinding.Error("products", one.Sentence, "Correct the setting, or make the field in Odoo.", one.Setting)));
            findings.AddRange(await PaymentSteps.Look(odoo, decisions, holdings, company.Id, stop));
            findings.AddRange(BookingFindings.Of(decisions, company, [.. profile.Currencies.Keys], [.. profile.Companies.Select(one => one.Name ?? "")], shopCurrency));
        }
    }
}

/// <summary>Where setup looks beside the file.</summary>
public sealed record SetupOptions
{
    /// <summary>Reads an environment variable; replaced in tests.</summary>
    public Func<string, string?> Variable { get; set; } = Environment.GetEnvironmentVariable;

    /// <summary>So many of the newest orders are looked through while the page waits, a quarter of a minute or so; the others behind it.</summary>
    public int OrdersAtOnce { get; set; } = 2500;
}
