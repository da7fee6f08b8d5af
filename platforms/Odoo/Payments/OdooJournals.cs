using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Payments;

namespace Tandem.Odoo.Payments;

/// <summary>The journals and payment terms that a company's payments can use, archived ones too.</summary>
public sealed class OdooJournals(IOdoo odoo)
{
    /// <summary>In two calls.</summary>
    /// <exception cref="Failures.OdooException">The user may not read them, among others.</exception>
    public async Task<IReadOnlyList<JournalReading>> Journals(OdooId<Company> company, CancellationToken cancellation)
    {
        var context = OdooContext.In(company.Value).WithArchived();
        var domain = Domain.Where("company_id", "parent_of", new[] { company.Value }).And("type", "in", Kinds.Keys.ToArray());
        var found = await odoo.SearchRead(Journal.Model, domain, ["name", "code", "type", "active", "company_id", "currency_id"], context, cancellation, order: "id");
        var ofJournals = Domain.Where("journal_id", "in", found.Select(journal => journal.Id).ToArray());
        var methods = (await odoo.SearchRead(
            PaymentMethodLine.Model, ofJournals, ["name", "code", "payment_type", "journal_id", "payment_account_id", "sequence"], context, cancellation))
            .OrderBy(line => line.Whole("sequence")).ThenBy(line => line.Id).ToLookup(line => line.Link("journal_id")!.Value.Id);
        return
        [
            .. found.Select(journal => new JournalReading
            {
                Id = journal.IdOf<Journal>(),
                Name = journal.Text("name") ?? "",
                Code = journal.Text("code") ?? "",
                Kind = Kinds[journal.Text("type")!],
                Active = journal.Flag("active"),
                Company = journal.Link<Company>("company_id")!.Value,
                Currency = journal.Link("currency_id")?.Name is { } currency ? new Currency(currency) : null,
                Methods = [.. methods[journal.Id].Select(Method)],
            }),
        ];
    }

    public async Task<IReadOnlyList<PaymentTermReading>> Terms(OdooId<Company> company, CancellationToken cancellation)
    {
        var domain = Domain.Where("company_id", "in", new object[] { false, company.Value });
        var found = await odoo.SearchRead(PaymentTerm.Model, domain, ["name", "active", "company_id"], OdooContext.In(company.Value).WithArchived(), cancellation, order: "id");
        return [.. found.Select(term => new PaymentTermReading(term.IdOf<PaymentTerm>(), term.Text("name") ?? "", term.Flag("active"), term.Link<Company>("company_id")))];
    }

    private static IReadOnlyDictionary<string, JournalKind> Kinds { get; } = new Dictionary<string, JournalKind>
    {
        ["bank"] = JournalKind.Bank,
        ["cash"] = JournalKind.Cash,
        ["credit"] = JournalKind.CreditCard,
        ["general"] = JournalKind.Other,
    };

    private static PaymentMethodReading Method(OdooRecord line) => new(
        line.IdOf<PaymentMethodLine>(), line.Text("name") ?? "", line.Text("code") ?? "", line.Text("payment_type") == "inbound", line.Link("payment_account_id") is not null);
}
