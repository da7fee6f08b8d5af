using Tandem.Sync.Failures;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Planning;

/// <summary>Finds the payment term in Odoo that stands for Shopify's.</summary>
public static class TermMap
{
    /// <returns>Neither where the shop maps no terms at all, or the order has none: only the due date is then written, on the invoice.</returns>
    public static (OdooId<PaymentTerm>? Term, Blocker? Blocker) Of(ShopOrder order, OrderRules rules)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Terms.Count == 0 || order.PaymentTerms is not { } terms) return (null, null);
        var known = rules.Terms.TryGetValue(terms.Name, out var term);
        if (term is not null) return (term, null);
        var proposals = rules.OdooTerms.Where(one => one.Days is { } days && days == terms.DueInDays).Select(one => $"“{one.Name}” (id {one.Id})").ToList();
        var hint = proposals.Count > 0 ? $" Odoo's payment terms of {terms.DueInDays} days: {string.Join(", ", proposals)}." : "";
        return (null, new Blocker(
            BlockerCode.TermsUnmapped, terms.Name,
            known
                ? $"Order {order.Name} was not written to Odoo: the payment term in Odoo for “{terms.Name}” cannot be used. Run 'setup check' and choose another under payments.terms; all orders that wait for it then go on.{hint}"
                : $"Order {order.Name} was not written to Odoo: its payment terms “{terms.Name}” have no payment term in Odoo yet. Map them under payments.terms; all orders that wait for it then go on.{hint}",
            Role.Finance, "payments.terms", Proposals: proposals));
    }
}
