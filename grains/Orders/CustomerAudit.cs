using System.Collections.Concurrent;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Agreement;
using Tandem.Sync.Customers;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>Whether orders in Odoo name the contacts that their customers and addresses are, by identity; what a contact says is its own affair.</summary>
/// <remarks>A customer that was found by e-mail has no identity of ours, and is compared only where it got one.</remarks>
internal sealed class CustomerAudit(ShopBook book)
{
    /// <summary>Customers order again, so each contact is asked for once.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<OdooId<Partner>?>>> known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<Difference>> Differences(CustomerPlan plan, SaleOrderReading held, CancellationToken stop)
    {
        var differences = new List<Difference>();
        var customer = plan.Contact ?? (plan.Root as CustomerRoot.Person)?.Draft ?? (plan.Root as CustomerRoot.Organisation)?.Draft;
        if (customer is not null && await Contact(customer, stop) is { } expected && expected != held.Partner) differences.Add(Named("customer", expected, held.Partner));
        // Another address is another contact: one that Odoo does not know has not arrived.
        if (plan.Invoice is { } invoice && await Contact(invoice, stop) is var billed && billed != held.InvoicePartner) differences.Add(Named("invoice address", billed, held.InvoicePartner));
        if (plan.Delivery is { } delivery && await Contact(delivery, stop) is var sent && sent != held.ShippingPartner) differences.Add(Named("delivery address", sent, held.ShippingPartner));
        return differences;
    }

    private static Difference Named(string field, OdooId<Partner>? expected, OdooId<Partner>? found) =>
        new(field, expected is { } contact ? $"Odoo contact {contact}" : "one that Odoo does not have yet", found is { } held ? $"Odoo contact {held}" : "none");

    private Task<OdooId<Partner>?> Contact(ContactDraft draft, CancellationToken stop) =>
        known.GetOrAdd(draft.ExternalId, name => new Lazy<Task<OdooId<Partner>?>>(() => book.Booked.Contact(name, stop))).Value;
}
