using Tandem.Odoo;
using Tandem.Odoo.Server;
using Tandem.Sync.Decisions;

namespace Tandem.App.Setup;

/// <summary>Whether the user has every right that this setup needs; each that is missing is named with the group that grants it.</summary>
internal static class RightSteps
{
    private const string AllDocuments = "sales_team.group_sale_salesman_all_leads";

    public static async Task<IReadOnlyList<SetupFinding>> Look(IOdoo odoo, ShopDecisions decisions, CancellationToken stop)
    {
        var missing = await OdooRights.Check(odoo, Needed(decisions), stop);
        var findings = missing.Select(right => SetupFinding.Error("rights", right.Sentence, setting: "odoo.user")).ToList();
        if (missing.Any(right => right.Needed.Model == "sale.order")) return findings;

        // The model's rights are the same for "Own Documents Only"; a record rule then hides orders that have another salesperson.
        if (!await UserSteps.HasGroup(odoo, await odoo.Session(stop), AllDocuments, stop))
            findings.Add(SetupFinding.Error(
                "rights", "Tandem's user sees only its own orders in Odoo, so an order that gets another salesperson would be out of its sight.",
                "Give the user the group Sales / User: All Documents in Odoo (Settings, Users).", "odoo.user"));
        if (findings.Count == 0) findings.Add(SetupFinding.Fact("rights", "The user has every right that this setup needs."));
        return findings;
    }

    private static IEnumerable<NeededRight> Needed(ShopDecisions decisions) =>
    [
        .. OdooRights.ForOrders,
        .. decisions.Payments.Invoice == InvoiceWhen.Leave ? [] : OdooRights.ForInvoices,
        .. decisions.Payments is { Invoice: not InvoiceWhen.Leave, Register: true } ? OdooRights.ForPayments : [],
        .. decisions.Fulfillments.Locations.Any(location => location.Ships != Ships.Nobody) || decisions.Refunds.Returns != ReturnPolicy.Leave ? OdooRights.ForTransfers : [],
        .. decisions.Inventory.Locations.Count > 0 ? OdooRights.ForStock : [],
        .. decisions.Products.Listings.Owners.Values.Concat(decisions.CustomFields.Where(field => field.OfCatalogue).Select(field => field.Owner)).Contains(FieldOwner.Shopify) || decisions.Products.Listings.InOdoo.Create ? OdooRights.ToWriteProducts : [],
        .. decisions.Products.Listings.InOdoo.Create ? OdooRights.ToMakeProducts : [],
        .. decisions.CustomFields.Any(field => field is { Of: CustomFieldOf.Customer, Owner: FieldOwner.Shopify }) ? OdooRights.ToWriteCustomers : [],
    ];
}
