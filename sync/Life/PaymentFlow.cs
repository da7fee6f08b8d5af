using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;

namespace Tandem.Sync.Life;

/// <summary>Turns each successful transaction into one payment in its gateway's journal: of the invoice, or of the refund's credit note.</summary>
public static class PaymentFlow
{
    /// <summary>Payments of the order: sales and captures.</summary>
    public static FlowPlan In(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var payments = view.Rules.Decisions.Payments;
        if (payments.Invoice == InvoiceWhen.Leave || !payments.Register) return FlowPlan.Nothing;
        var invoices = Posted(view, InvoiceKind.Invoice);
        var moved = Moved(CashChange.Kept(view.Order), TransactionKind.Sale, TransactionKind.Capture).ToList();
        if (invoices.Count == 0 || moved.Count == 0) return FlowPlan.Nothing;
        var registered = invoices.SelectMany(invoice => invoice.Payments).Where(IsAlive).DistinctBy(payment => payment.Id).ToList();
        var missing = Missing(view, moved, registered, inbound: true);
        var rest = new PaymentRest(view, moved, view.Order.FinancialStatus is "PAID" or "PARTIALLY_REFUNDED" or "REFUNDED");
        if (missing.Count == 0) return invoices.Select(rest.LeftOpen).OfType<Blocker>().FirstOrDefault() is { } left ? FlowPlan.Wait(left) : Strangers(view, moved, registered, true);
        if (ByHand(view, moved, missing, registered, invoices) is { } other) return FlowPlan.Wait(other);
        var open = invoices.FirstOrDefault(invoice => invoice.Residual > 0m);
        return open is null ? FlowPlan.Wait(NothingLeft(view, missing[0], invoices[^1])) : First(view, missing, open, rest);
    }

    /// <summary>Payments of credit notes: refund transactions.</summary>
    public static FlowPlan Out(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Rules.Decisions is not { Payments: { Invoice: not InvoiceWhen.Leave, Register: true }, Refunds: { CreditNotes: true, Register: true } }) return FlowPlan.Nothing;
        foreach (var refund in view.Order.Refunds)
        {
            if (RefundFlow.NoteOf(view, refund) is not { State: InvoiceState.Posted } note) continue;
            var moved = Moved(refund.Transactions, TransactionKind.Refund).ToList();
            var registered = note.Payments.Where(payment => !payment.Inbound && IsAlive(payment)).ToList();
            var missing = Missing(view, moved, registered, inbound: false);
            if (missing.Count == 0) continue;
            var rest = new PaymentRest(view, moved, settled: refund.Transactions.All(transaction => transaction.Status == TransactionStatus.Success));
            return note.Residual > 0m ? First(view, missing, note, rest) : FlowPlan.Wait(NothingLeft(view, missing[0], note));
        }

        return FlowPlan.Nothing;
    }

    private static List<InvoiceReading> Posted(LifeView view, InvoiceKind kind) =>
        [.. view.Progress.Invoices.Where(invoice => invoice.Kind == kind && invoice.State == InvoiceState.Posted)];

    private static IEnumerable<ShopTransaction> Moved(IEnumerable<ShopTransaction> transactions, params TransactionKind[] kinds) =>
        transactions.Where(transaction => transaction.Status == TransactionStatus.Success && kinds.Contains(transaction.Kind) && transaction.Amount.Shop.Amount > 0m)
            .OrderBy(transaction => transaction.ProcessedAt).ThenBy(transaction => transaction.Id.Value);

    private static bool IsAlive(PaymentReading payment) => payment.State is not ("canceled" or "cancelled" or "rejected");

    /// <summary>Transactions without a payment; one made by hand with the same amount, and no other trace, is taken for the same fact.</summary>
    private static List<ShopTransaction> Missing(LifeView view, List<ShopTransaction> moved, List<PaymentReading> registered, bool inbound)
    {
        var free = registered.Where(payment => payment.Inbound == inbound).ToList();
        var missing = new List<ShopTransaction>();
        foreach (var transaction in moved)
            if (free.Find(payment => Traces.Carries(payment.Memo, Traces.Of(view.Order, transaction))) is { } own) free.Remove(own);
            else missing.Add(transaction);
        foreach (var transaction in missing.ToList())
            if (free.Find(payment => !IsOurs(payment) && (payment.Amount == transaction.Paid(view.Booking).Amount || payment.Amount == transaction.Amount.In(view.Booking).Amount)) is { } same)
            {
                free.Remove(same);
                missing.Remove(transaction);
            }

        return missing;
    }

    /// <summary>Payments in Odoo that no transaction explains.</summary>
    private static FlowPlan Strangers(LifeView view, List<ShopTransaction> moved, List<PaymentReading> registered, bool inbound)
    {
        var unexplained = registered.Where(payment => payment.Inbound == inbound).Sum(payment => payment.Amount) - moved.Sum(transaction => transaction.Paid(view.Booking).Amount);
        return unexplained <= 0m ? FlowPlan.Nothing : FlowPlan.Say(
            $"Odoo holds payments of {new Money(unexplained, view.Draft.Currency)} more than Shopify took for order {view.Order.Name}; somebody registered them by hand.");
    }

    /// <summary>Money that somebody registered in other amounts than Shopify's, where registering Shopify's besides would pay more than is owed.</summary>
    private static Blocker? ByHand(LifeView view, List<ShopTransaction> moved, List<ShopTransaction> missing, List<PaymentReading> registered, List<InvoiceReading> invoices)
    {
        var unexplained = registered.Where(payment => payment.Inbound).Sum(payment => payment.Amount) - moved.Except(missing).Sum(transaction => transaction.Paid(view.Booking).Amount);
        var open = invoices.Sum(invoice => invoice.Residual);
        return unexplained <= 0m || open == 0m || missing.Sum(transaction => transaction.Paid(view.Booking).Amount) <= open ? null : new Blocker(
            BlockerCode.PaymentDiffers, $"order {view.Order.Id}",
            $"The payment of {missing[0].Paid(view.Booking)} (transaction {missing[0].Id}) of order {view.Order.Name} was not registered in Odoo: somebody registered {new Money(unexplained, view.Draft.Currency)} there by hand, and {new Money(open, view.Draft.Currency)} are left to pay. Register the rest by hand too, or cancel what was registered, so that Shopify's payments take its place; then try again.",
            Role.Finance, HealsWithTime: true);
    }

    private static bool IsOurs(PaymentReading payment) => payment.Memo?.Contains(" transaction ", StringComparison.Ordinal) == true;

    private static FlowPlan First(LifeView view, List<ShopTransaction> missing, InvoiceReading document, PaymentRest rest)
    {
        var inbound = document.Kind == InvoiceKind.Invoice;
        var blockers = new List<Blocker>();
        foreach (var transaction in missing)
        {
            var (journal, blocker) = JournalOf(view, transaction);
            if (blocker is not null) blockers.Add(blocker);
            if (journal is not { } into) continue;
            var (writeOff, undecided) = rest.Of(transaction, document, last: missing.Count == 1);
            if (undecided is not null)
            {
                blockers.Add(undecided);
                continue;
            }

            return FlowPlan.Do(new LifeStep.Pay(new PaymentDraft
            {
                ExternalId = $"payment_{transaction.Id}",
                Invoice = document.Id,
                Inbound = inbound,
                Journal = into,
                Amount = transaction.Paid(view.Booking),
                WriteOff = writeOff,
                Date = DateOnly.FromDateTime(transaction.ProcessedAt.UtcDateTime),
                Memo = Traces.Of(view.Order, transaction),
                Partner = document.Partner ?? view.Progress.Order.InvoicePartner ?? throw new InvalidOperationException($"{document.Name} has no customer."),
            })) with { Blockers = blockers };
        }

        return FlowPlan.Wait([.. blockers.DistinctBy(blocker => blocker.Cause)]);
    }

    private static (OdooId<Journal>?, Blocker?) JournalOf(LifeView view, ShopTransaction transaction)
    {
        bool Fits(GatewayDecision decision, string? source) =>
            string.Equals(decision.Gateway, transaction.Gateway, StringComparison.OrdinalIgnoreCase) && string.Equals(decision.Source, source, StringComparison.OrdinalIgnoreCase);
        var mapped = (view.Order.SourceName is { } from ? view.Rules.Gateways.FirstOrDefault(gateway => Fits(gateway.Decision, from)) : null)
            ?? view.Rules.Gateways.FirstOrDefault(gateway => Fits(gateway.Decision, null));
        var amount = transaction.Paid(view.Booking);
        if (mapped is { Journal: { } journal } && (mapped.Keeps is not { } keeps || keeps == amount.Currency)) return (journal, null);
        var name = transaction.GatewayTitle is { Length: > 0 } title && title != transaction.Gateway ? $"{transaction.Gateway} ({title})" : transaction.Gateway;
        return (null, new Blocker(
            BlockerCode.JournalUnmapped, transaction.Gateway.ToLowerInvariant(),
            mapped is null
                ? $"The payment of {amount} for order {view.Order.Name} was not registered in Odoo: the gateway {name} has no journal yet. Choose one under payments.gateways; all payments through it then go on."
                : mapped is { Journal: not null, Keeps: { } other }
                    ? $"The payment of {amount} for order {view.Order.Name} was not registered in Odoo: the journal {mapped.Decision.Journal} of the gateway {name} keeps {other}. Choose one that keeps {amount.Currency}, or none of its own, under payments.gateways; all payments through it then go on."
                    : $"The payment of {amount} for order {view.Order.Name} was not registered in Odoo: the journal {mapped.Decision.Journal} of the gateway {name} cannot be used. Run 'setup check' and choose another under payments.gateways.",
            Role.Finance, "payments.gateways"));
    }

    private static Blocker NothingLeft(LifeView view, ShopTransaction transaction, InvoiceReading document) => new(
        BlockerCode.PaymentDiffers, $"order {view.Order.Id}",
        $"The payment of {transaction.Paid(view.Booking)} (transaction {transaction.Id}) of order {view.Order.Name} was not registered in Odoo: nothing is left to pay on {document.Name}. Odoo holds another payment or credit for it: remove what was registered twice there, or register the amount on the customer's account by hand with the memo “{Traces.Of(view.Order, transaction)}”, then try again.",
        Role.Finance, HealsWithTime: true);
}
