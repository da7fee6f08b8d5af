using Tandem.Sync.Customers;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>What of another customer or address still goes on the order in Odoo: a delivery address while something is to leave, a customer and an invoice address while nothing is invoiced.</summary>
/// <param name="Carried">The partners that the order is to have.</param>
/// <param name="Late">Those that come too late: Shopify's and Odoo's.</param>
public sealed record PartnerFlow(OrderPartners Carried, IReadOnlyList<LatePartner> Late)
{
    public static PartnerFlow Of(LifeView view, OrderPartners wanted)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(wanted);
        var held = view.Progress.Order;
        var late = new List<LatePartner>();
        OdooId<Partner> Choose(string what, OdooId<Partner> shop, OdooId<Partner>? odoo, bool tooLate, string why)
        {
            if (!tooLate || odoo is not { } stays || stays == shop) return shop;
            late.Add(new LatePartner(what, shop, stays, why));
            return stays;
        }

        var (invoiced, left) = (IsInvoiced(view), HasLeft(view));
        var customer = Choose("customer", wanted.Customer, held.Partner, invoiced, Invoiced);
        var invoice = Choose("invoice address", wanted.Invoice, held.InvoicePartner, invoiced, Invoiced);
        return new PartnerFlow(new OrderPartners(customer, invoice, Choose("delivery address", wanted.Delivery, held.ShippingPartner, left, "after everything had left")), late);
    }

    /// <param name="cities">Where Odoo's contacts are, so that a person tells them apart.</param>
    public static Blocker Blocker(LifeView view, IReadOnlyList<LatePartner> late, IReadOnlyDictionary<OdooId<Partner>, string> cities)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(cities);
        string Called(OdooId<Partner> partner) => cities.TryGetValue(partner, out var city) ? $"Odoo contact {partner} in {city}" : $"Odoo contact {partner}";
        var (order, name) = (view.Order.Name, view.Progress.Order.Name);
        var changes = late.Select(one => $"its {one.What} is {Called(one.InShopify)} in Shopify since, and {Called(one.InOdoo)} on {name}; it was changed {one.Why}");
        return new Blocker(
            BlockerCode.ChangedInShopify, $"order {view.Order.Id}",
            $"Order {order} changed in Shopify after it became {name} in Odoo, and Tandem does not change it there by itself any more: {string.Join("; ", changes)}. "
            + (late.Any(one => one.Why == Invoiced) ? "If the invoice is to name another customer, make a credit note and a new invoice in Odoo. " : "")
            + $"Then choose Shopify's version on {name}, or set it back in Shopify, and try again.",
            Role.Operations);
    }

    private const string Invoiced = "after it was invoiced";

    private static bool IsInvoiced(LifeView view) => view.Progress.Invoices.Any(invoice => invoice is { Kind: InvoiceKind.Invoice, State: InvoiceState.Posted });

    private static bool HasLeft(LifeView view) =>
        view.Progress.Lines.Where(line => line.Delivers && line.Ordered > 0m).ToList() is { Count: > 0 } lines && lines.TrueForAll(line => line.Delivered >= line.Ordered);
}

/// <param name="What">Such as <c>delivery address</c>.</param>
/// <param name="Why">Since when it is too late.</param>
public sealed record LatePartner(string What, OdooId<Partner> InShopify, OdooId<Partner> InOdoo, string Why);
