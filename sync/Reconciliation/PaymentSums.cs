using Tandem.Sync.Decisions;
using Tandem.Sync.Invoices;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;
using Tandem.Sync.Planning;
using static Tandem.Sync.Life.TransactionMatch;

namespace Tandem.Sync.Reconciliation;

/// <summary>Puts side by side what Shopify took for an invoiced order by each of its gateways, and what Odoo holds in the journals that stand for them.</summary>
public static class PaymentSums
{
    /// <returns>One for each journal that either side names; none while the order has no invoice, or people register its payments.</returns>
    public static IReadOnlyList<JournalSum> Of(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var decided = view.Rules.Decisions;
        if (decided.Payments is { Invoice: InvoiceWhen.Leave } or { Register: false } || Posted(view, InvoiceKind.Invoice) is not { Count: > 0 } invoices) return [];
        var sums = new Dictionary<(string Journal, Currency Currency), JournalSum>();
        foreach (var transaction in Moved(CashChange.Kept(view.Order), TransactionKind.Sale, TransactionKind.Capture)) Add(sums, Name(view, transaction), transaction.Paid(view.Booking), inShopify: true, 1);
        foreach (var payment in Registered(view, invoices, inbound: true)) Add(sums, Name(view, payment), new Money(payment.Amount, payment.Currency), inShopify: false, 1);
        if (decided.Refunds is not { CreditNotes: true, Register: true }) return Told(sums);
        foreach (var transaction in view.Order.Refunds.Where(refund => RefundFlow.IsCredited(view, refund)).SelectMany(refund => Moved(refund.Transactions, TransactionKind.Refund)))
            Add(sums, Name(view, transaction), transaction.Paid(view.Booking), inShopify: true, -1);
        foreach (var payment in Registered(view, Posted(view, InvoiceKind.CreditNote), inbound: false)) Add(sums, Name(view, payment), new Money(payment.Amount, payment.Currency), inShopify: false, -1);
        return Told(sums);
    }

    private static IReadOnlyList<JournalSum> Told(Dictionary<(string Journal, Currency Currency), JournalSum> sums) => [.. sums.Values.OrderBy(sum => sum.Journal, StringComparer.Ordinal)];

    private static void Add(Dictionary<(string Journal, Currency Currency), JournalSum> sums, string journal, Money amount, bool inShopify, int sign)
    {
        var before = sums.GetValueOrDefault((journal, amount.Currency)) ?? new JournalSum(journal, amount.Currency, 0m, 0m);
        sums[(journal, amount.Currency)] = inShopify ? before with { Shopify = before.Shopify + (sign * amount.Amount) } : before with { Odoo = before.Odoo + (sign * amount.Amount) };
    }

    private static string Name(LifeView view, ShopTransaction transaction) => PaymentFlow.Mapped(view, transaction) is { Journal: { } journal }
        ? Name(view, journal)
        : $"no journal ({transaction.Gateway.ToLowerInvariant()})";

    private static string Name(LifeView view, PaymentReading payment) => payment.Journal is { } journal ? Name(view, journal) : "no journal";

    /// <summary>The same for every order, whichever of its gateways took the money.</summary>
    private static string Name(LifeView view, OdooId<Journal> journal)
    {
        var mapped = view.Rules.Gateways.Where(gateway => gateway.Journal == journal).ToList();
        return mapped.Count == 0
            ? $"Odoo journal {journal} (no gateway)"
            : $"{mapped[0].Decision.Journal.Name ?? mapped[0].Decision.Journal.ToString()} ({string.Join(", ", mapped.Select(gateway => gateway.Decision.Gateway.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal))})";
    }
}
