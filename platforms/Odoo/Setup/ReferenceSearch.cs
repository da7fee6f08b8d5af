using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Odoo.Setup;

/// <summary>Finds records of one kind by id, code and name in a few calls, archived ones and other companies' too.</summary>
/// <param name="language">The user's; names are looked for as people there see them, and in English.</param>
/// <param name="company">Whose codes of accounts are meant; null while it is unknown.</param>
internal sealed class ReferenceSearch(IOdoo odoo, string? language, OdooId<Company>? company = null)
{
    private const int Most = 200;
    private readonly HashSet<string> unreadable = [];

    public IReadOnlySet<string> Unreadable => unreadable;

    public async Task<IReadOnlyList<FoundReference>> Find(ReferenceKind kind, IReadOnlyList<NeededReference> needed, CancellationToken cancellation)
    {
        var names = needed.Select(one => one.Reference.Name).OfType<string>().Distinct().ToArray();
        var ids = needed.Select(one => one.Reference.Id).OfType<int>().Distinct().ToArray();
        var byId = ids.Length == 0 ? [] : await Candidates(kind, "id", ids, OdooContext.Plain, cancellation);
        var byName = new List<(string Text, OdooCandidate Candidate)>();
        if (names.Length > 0)
        {
            foreach (var context in Languages())
                byName.AddRange((await Candidates(kind, "name", names, context, cancellation)).Select(one => (one.Name, one)));
            if (Code(kind) is { } code)
                byName.AddRange((await Candidates(kind, code, names, OdooContext.Plain, cancellation)).Select(one => (one.Code!, one)));
        }

        return
        [
            .. needed.Select(one => new FoundReference(
                one,
                one.Reference.Id is { } id
                    ? [.. byId.Where(candidate => candidate.Id == id)]
                    : [.. byName.Where(found => found.Text == one.Reference.Name).Select(found => found.Candidate).DistinctBy(candidate => candidate.Id)],
                [])),
        ];
    }

    /// <summary>Records under a condition; none where the user may not read the model, which is noted.</summary>
    public async Task<IReadOnlyList<OdooCandidate>> Candidates(ReferenceKind kind, Domain domain, OdooContext context, CancellationToken cancellation)
    {
        var model = new NeededReference("", kind, default).Model;
        try
        {
            var found = await odoo.SearchRead(model, domain, kind == ReferenceKind.Account ? [.. Fields(kind), await Retired(cancellation)] : Fields(kind), kind == ReferenceKind.Account ? InCompany(context).WithArchived() : context.WithArchived(), cancellation, Most, "id");
            return [.. found.Select(record => Read(kind, record))];
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.AccessDenied or OdooFailure.ModelMissing)
        {
            unreadable.Add(model);
            return [];
        }
    }

    private Task<IReadOnlyList<OdooCandidate>> Candidates(ReferenceKind kind, string field, Array values, OdooContext context, CancellationToken cancellation) =>
        Candidates(kind, Domain.Where(field, "in", values), context, cancellation);

    private IEnumerable<OdooContext> Languages() =>
        language is null or "en_US" ? [OdooContext.Plain] : [OdooContext.Plain, OdooContext.Plain.With("lang", language)];

    private static string? Code(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Product => "default_code",
        ReferenceKind.Warehouse or ReferenceKind.Journal or ReferenceKind.Account => "code",
        ReferenceKind.StockPlace or ReferenceKind.Category => "complete_name",
        _ => null,
    };

    /// <summary>19 archives an account, 18 deprecates it; both refuse to book on it then.</summary>
    private async Task<string> Retired(CancellationToken cancellation) =>
        (await odoo.FieldsGet(Account.Model, ["active", "deprecated"], cancellation)).ContainsKey("active") ? "active" : "deprecated";

    // Companies share accounts, and each numbers them in its own way.
    private OdooContext InCompany(OdooContext context) => company is { } of ? context.With("allowed_company_ids", new[] { of.Value }) : context;

    private static string[] Fields(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Product => ["name", "active", "company_id", "default_code", "type", "sale_ok"],
        ReferenceKind.Warehouse => ["name", "active", "company_id", "code"],
        ReferenceKind.Pricelist => ["name", "active", "company_id", "currency_id"],
        ReferenceKind.Journal => ["name", "active", "company_id", "code", "type", "currency_id"],
        ReferenceKind.StockPlace => ["name", "active", "company_id", "complete_name", "usage"],
        ReferenceKind.Tax => ["name", "active", "company_id", "type_tax_use"],
        ReferenceKind.Account => ["name", "code", "account_type"],
        ReferenceKind.Category => ["name", "complete_name"],
        _ => ["name", "active", "company_id"],
    };

    private static OdooCandidate Read(ReferenceKind kind, OdooRecord record) => new()
    {
        Id = record.Id,
        Name = record.Text("name") ?? "",
        Code = Code(kind) is { } code ? record.Text(code) : null,
        // Accounts of 18 and categories have no such field.
        Active = record.Has("active") ? record.Flag("active") : !record.Flag("deprecated"),
        Company = record.Link<Company>("company_id"),
        CompanyName = record.Link("company_id")?.Name,
        Currency = kind is ReferenceKind.Pricelist or ReferenceKind.Journal && record.Link("currency_id")?.Name is { } currency ? new Currency(currency) : null,
        TaxUse = kind == ReferenceKind.Tax ? record.Text("type_tax_use") ?? "none" : null,
        AccountType = kind == ReferenceKind.Account ? record.Text("account_type") : null,
        JournalType = kind == ReferenceKind.Journal ? record.Text("type") : null,
        Usage = kind == ReferenceKind.StockPlace ? record.Text("usage") : null,
        Sellable = kind != ReferenceKind.Product || record.Flag("sale_ok"),
        Service = kind != ReferenceKind.Product || record.Text("type") == "service",
    };
}
