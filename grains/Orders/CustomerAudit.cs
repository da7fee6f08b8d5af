using System.Collections.Concurrent;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Agreement;
using Tandem.Sync.Customers;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>Whether orders in Odoo name the contacts that their customers and addresses are, by identity; what a contact says is its own affair.</summary>
/// <remarks>A customer that was found by e-mail has no identity of ours: another contact is told where Odoo has one with that address, and it is not the order's.</remarks>
internal sealed class CustomerAudit(ShopBook book)
{
    /// <summary>Customers order again, so each contact is asked for once.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<OdooId<Partner>?>>> known = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<(OdooId<Partner> Id, string Name)>>>> byEmail = new(StringComparer.Ordinal);

    /// <summary>What the contacts that orders name are called by their identities; whoever has the right one need not be asked for.</summary>
    private IReadOnlyDictionary<OdooId<Partner>, IReadOnlySet<string>> named = new Dictionary<OdooId<Partner>, IReadOnlySet<string>>();

    /// <summary>Asks Odoo once whom these orders name.</summary>
    public async Task Know(IReadOnlyList<SaleOrderReading> orders, CancellationToken stop) =>
        named = await book.Booked.Identities([.. orders.SelectMany(order => new[] { order.Partner, order.InvoicePartner, order.ShippingPartner }).OfType<OdooId<Partner>>().Distinct()], stop);

    public async Task<IReadOnlyList<Difference>> Differences(CustomerPlan plan, SaleOrderReading held, CancellationToken stop)
    {
        var differences = new List<Difference>();
        if (await Customer(plan, held.Partner, stop) is { } expected && expected != held.Partner) differences.Add(Named("customer", expected, held.Partner));
        // Another address is another contact: one that Odoo does not know has not arrived.
        if (plan.Invoice is { } invoice && await Contact(invoice, held.InvoicePartner, stop) is var billed && billed != held.InvoicePartner) differences.Add(Named("invoice address", billed, held.InvoicePartner));
        if (plan.Delivery is { } delivery && await Contact(delivery, held.ShippingPartner, stop) is var sent && sent != held.ShippingPartner) differences.Add(Named("delivery address", sent, held.ShippingPartner));
        return differences;
    }

    /// <summary>Null where nobody can say whose order it is but who booked it.</summary>
    private async Task<OdooId<Partner>?> Customer(CustomerPlan plan, OdooId<Partner>? held, CancellationToken stop)
    {
        if (plan.Contact is { } contact) return await Contact(contact, held, stop);
        switch (plan.Root)
        {
            case CustomerRoot.HouseAccount house:
                return house.Partner;
            case CustomerRoot.Organisation organisation:
                return await Contact(organisation.Draft, held, stop);
            case CustomerRoot.Person person:
                if (await Contact(person.Draft, held, stop) is { } own) return own;
                if (person.Email is not { } email) return null;
                var found = await byEmail.GetOrAdd(email, address => new Lazy<Task<IReadOnlyList<(OdooId<Partner> Id, string Name)>>>(() => book.Orders.PartnersByEmail(address, stop))).Value;
                return found.Count == 0 || found.Any(one => one.Id == held) ? held : found[0].Id;
            default:
                throw new InvalidOperationException($"No rule for {plan.Root.GetType().Name}.");
        }
    }

    private static Difference Named(string field, OdooId<Partner>? expected, OdooId<Partner>? found) =>
        new(field, expected is { } contact ? $"Odoo contact {contact}" : "one that Odoo does not have yet", found is { } held ? $"Odoo contact {held}" : "none");

    private Task<OdooId<Partner>?> Contact(ContactDraft draft, OdooId<Partner>? held, CancellationToken stop) => held is { } one && named.TryGetValue(one, out var names) && names.Contains(draft.ExternalId)
        ? Task.FromResult<OdooId<Partner>?>(one)
        : known.GetOrAdd(draft.ExternalId, name => new Lazy<Task<OdooId<Partner>?>>(() => book.Booked.Contact(name, stop))).Value;
}
