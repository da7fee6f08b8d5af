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

    /// <param name="days">Also after how many days each is due, for a second call.</param>
    public async Task<IReadOnlyList<PaymentTermReading>> Terms(OdooId<Company> company, CancellationToken cancellation, bool days = false)
    {
        var domain = Domain.Where("company_id", "in", new object[] { false, company.Value });
        var found = await odoo.SearchRead(PaymentTerm.Model, domain, ["name", "active", "company_id"], OdooContext.In(company.Value).WithArchived(), cancellation, order: "id");
        var due = days ? await Days(found, cancellation) : [];
        return [.. found.Select(term => new PaymentTermReading(term.IdOf<PaymentTerm>(), term.Text("name") ?? "", term.Flag("active"), term.Link<Company>("company_id"), due.GetValueOrDefault(term.Id)))];
    }

    /// <summary>Of terms that ask for everything on one day, counted from the invoice's.</summary>
    private async Task<Dictionary<int, int?>> Days(IReadOnlyList<OdooRecord> terms, CancellationToken cancellation)
    {
        var domain = Domain.Where("payment_id", "in", terms.Select(term => term.Id).ToArray());
        var lines = await odoo.SearchRead("account.payment.term.line", domain, ["payment_id", "nb_days", "delay_type"], OdooContext.Plain, cancellation);
        return lines.GroupBy(line => line.Link("payment_id")!.Value.Id).ToDictionary(
            term => term.Key,
            term => term.ToList() is [var one] && one.Text("delay_type") == "days_after" ? one.Whole("nb_days") : (int?)null);
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
