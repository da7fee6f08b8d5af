using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Payments;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Payments;

namespace Tandem.App.Setup;

/// <summary>Whether the journals that payments are to go into can take them.</summary>
internal static class PaymentSteps
{
    public static async Task<IReadOnlyList<SetupFinding>> Look(IOdoo odoo, ShopDecisions decisions, OdooHoldings holdings, OdooId<Company> company, CancellationToken stop)
    {
        if (decisions.Payments is not { Invoice: not InvoiceWhen.Leave, Register: true }) return [];
        if (decisions.Payments.Gateways.Count == 0)
            return [SetupFinding.Warning("payments", "Orders are invoiced and paid, but no gateway has a journal: every payment waits.", "Map the gateways under payments.gateways.", "payments.gateways")];
        try
        {
            var journals = (await new OdooJournals(odoo).Journals(company, stop)).ToDictionary(journal => journal.Id.Value);
            return
            [
                .. decisions.Payments.Gateways.Select((gateway, index) => (Gateway: gateway, Path: Resolution.JournalPath(index)))
                    .Select(one => (one.Gateway, one.Path, Journal: Chosen(one.Path, holdings) is { } id ? journals.GetValueOrDefault(id) : null))
                    .Where(one => one.Journal is not null).GroupBy(one => one.Journal!.Id)
                    .SelectMany(journal => Of(journal.First().Path, string.Join(", ", journal.Select(one => one.Gateway.Gateway)), journal.First().Journal!, decisions)),
            ];
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.AccessDenied or OdooFailure.ModelMissing)
        {
            // The missing right is told among the rights.
            return [];
        }
    }

    private static int? Chosen(string path, OdooHoldings holdings) =>
        holdings.Found.FirstOrDefault(one => one.Needed.Path == path) is { } found ? ReferenceChoice.Of(found, holdings.Company, holdings.Unreadable).Chosen?.Id : null;

    private static IEnumerable<SetupFinding> Of(string path, string gateways, JournalReading journal, ShopDecisions decisions)
    {
        foreach (var (inbound, word) in new[] { (true, "receives"), (false, "pays back") })
        {
            var methods = journal.Methods.Where(method => method.Inbound == inbound).ToList();
            if (methods.Count == 0 && (inbound || decisions.Refunds.Register))
                yield return SetupFinding.Error(
                    "payments", $"The journal “{journal.Name}” ({gateways}) has no payment method by which it {word} money.",
                    "Add one to the journal in Odoo (Invoicing, Configuration, Journals), such as Manual.", path);
            else if (methods.Count > 0 && methods.TrueForAll(method => !method.HasOutstandingAccount))
                yield return SetupFinding.Warning(
                    "payments", $"No payment method by which the journal “{journal.Name}” ({gateways}) {word} money has an outstanding account: some versions of Odoo then call an invoice paid although nothing was booked.",
                    "Choose an outstanding account for the method in the journal in Odoo, unless the company has outstanding accounts of its own.", path);
        }
    }
}
