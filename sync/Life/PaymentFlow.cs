using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;
using Tandem.Sync.Planning;
using static Tandem.Sync.Life.TransactionMatch;

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
        var registered = Registered(view, invoices, inbound: true);
        var (missing, strange) = Missing(view, moved, registered);
        var rest = new PaymentRest(view, moved, PaidInFull.Of(view.Order));
        if (missing.Count == 0 && Rest(view, moved, registered, invoices) is { } rested) return FlowPlan.Do(rested);
        if (missing.Count == 0) return invoices.Select(rest.LeftOpen).OfType<Blocker>().FirstOrDefault() is { } left ? FlowPlan.Wait(left) : Strangers(view, moved, registered) ?? CustomerAccount.Surplus(view);
        if (ByHand(view, moved, missing, registered, invoices) is { } other) return FlowPlan.Wait(other);
        if (invoices.FirstOrDefault(invoice => invoice.Residual > 0m) is { } open) return First(view, missing, open, rest, inbound: true);
        return strange.Count > 0 || CustomerAccount.SettledByHand(view, invoices, registered) ? FlowPlan.Wait(NothingLeft(view, missing[0], invoices[^1])) : First(view, missing, invoices[^1], null, inbound: true);
    }

    /// <summary>Payments of credit notes: refund transactions.</summary>
    public static FlowPlan Out(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Rules.Decisions is not { Payments: { Invoice: not InvoiceWhen.Leave, Register: true }, Refunds: { CreditNotes: true, Register: true } }) return FlowPlan.Nothing;
        var invoices = Posted(view, InvoiceKind.Invoice);
        if (invoices.Count == 0) return FlowPlan.Nothing;
        foreach (var refund in view.Order.Refunds)
        {
            var moved = Moved(refund.Transactions, TransactionKind.Refund).ToList();
            if (moved.Count == 0 || !RefundFlow.IsCredited(view, refund)) continue;
            var notes = RefundFlow.NotesOf(view, refund);
            var registered = Repayments(view, moved, notes);
            var (missing, strange) = Missing(view, moved, registered);
            if (missing.Count == 0 && Rest(view, moved, registered, notes) is { } rested) return FlowPlan.Do(rested);
            if (missing.Count == 0) continue;
            var rest = new PaymentRest(view, moved, settled: refund.Transactions.All(transaction => transaction.Status == TransactionStatus.Success));
            if (notes.FirstOrDefault(note => note.Residual > 0m) is { } open) return First(view, missing, open, rest, inbound: false);
            var document = notes.Count > 0 ? notes[^1] : invoices[^1];
            return strange.Count > 0 ? FlowPlan.Wait(NothingLeft(view, missing[0], document)) : First(view, missing, document, null, inbound: false);
        }

        return Across(view) is { } across ? FlowPlan.Do(across) : FlowPlan.Nothing;
    }

    /// <summary>Those of the refund's own notes, and those that carry its transactions and were set against another note of the order.</summary>
    private static List<PaymentReading> Repayments(LifeView view, List<ShopTransaction> moved, IReadOnlyList<InvoiceReading> notes) =>
    [
        .. Registered(view, notes, inbound: false)
            .Concat(Registered(view, Posted(view, InvoiceKind.CreditNote), inbound: false).Where(payment => moved.Exists(transaction => Traces.Carries(payment.Memo, Traces.Of(view.Order, transaction)))))
            .DistinctBy(payment => payment.Id),
    ];

    /// <summary>
    /// What repayments have left once all are registered pays whatever credit note is still open: that of a cancellation, which takes back more than its refund's lines,
    /// or a later one, where Odoo had set the repayment's own against an open invoice.
    /// </summary>
    private static LifeStep.Settle? Across(LifeView view)
    {
        var transactions = view.Order.Refunds.SelectMany(refund => refund.Transactions).ToList();
        if (transactions.Exists(transaction => transaction.Status == TransactionStatus.Pending)) return null;
        var (notes, moved) = (Posted(view, InvoiceKind.CreditNote), Moved(transactions, TransactionKind.Refund).ToList());
        var registered = Registered(view, notes, inbound: false);
        return Missing(view, moved, registered).Missing.Count > 0 ? null : Rest(view, moved, registered, notes);
    }

    /// <summary>One transaction may pay several documents: Odoo sets a payment against the one for which it was registered, and keeps the rest.</summary>
    private static LifeStep.Settle? Rest(LifeView view, List<ShopTransaction> moved, List<PaymentReading> registered, IReadOnlyList<InvoiceReading> documents)
    {
        var rest = registered.Find(payment => payment is { HasEntry: true, IsReconciled: false, State: not "draft" } && moved.Exists(transaction => Traces.Carries(payment.Memo, Traces.Of(view.Order, transaction))));
        return rest is not null && documents.FirstOrDefault(document => document.Residual > 0m && document.Currency == rest.Currency && document.State == InvoiceState.Posted) is { } open
            ? new LifeStep.Settle(open, rest)
            : null;
    }

    /// <summary>Payments in Odoo that no transaction explains.</summary>
    private static FlowPlan? Strangers(LifeView view, List<ShopTransaction> moved, List<PaymentReading> registered)
    {
        var unexplained = registered.Sum(payment => payment.Amount) - moved.Sum(transaction => transaction.Paid(view.Booking).Amount);
        return unexplained <= 0m ? null : FlowPlan.Say(
            $"Odoo holds payments of {new Money(unexplained, view.Draft.Currency)} more than Shopify took for order {view.Order.Name}; somebody registered them by hand.");
    }

    /// <summary>Money that somebody registered in other amounts than Shopify's, where registering Shopify's besides would pay more than is owed.</summary>
    private static Blocker? ByHand(LifeView view, List<ShopTransaction> moved, List<ShopTransaction> missing, List<PaymentReading> registered, List<InvoiceReading> invoices)
    {
        var unexplained = registered.Sum(payment => payment.Amount) - moved.Except(missing).Sum(transaction => transaction.Paid(view.Booking).Amount);
        var open = invoices.Sum(invoice => invoice.Residual);
        return unexplained <= 0m || open == 0m || missing.Sum(transaction => transaction.Paid(view.Booking).Amount) <= open ? null : new Blocker(
            BlockerCode.PaymentDiffers, $"order {view.Order.Id}",
            $"The payment of {missing[0].Paid(view.Booking)} (transaction {missing[0].Id}) of order {view.Order.Name} was not registered in Odoo: somebody registered {new Money(unexplained, view.Draft.Currency)} there by hand, and {new Money(open, view.Draft.Currency)} are left to pay. Register the rest by hand too, or cancel what was registered, so that Shopify's payments take its place; then try again.",
            Role.Finance, HealsWithTime: true);
    }

    /// <param name="document">What it pays, or whose customer it is of.</param>
    /// <param name="rest">What is written off with it; null where the document has nothing left, and the money stays on the customer's account.</param>
    private static FlowPlan First(LifeView view, List<ShopTransaction> missing, InvoiceReading document, PaymentRest? rest, bool inbound)
    {
        var blockers = new List<Blocker>();
        foreach (var transaction in missing)
        {
            var (journal, blocker) = JournalOf(view, transaction);
            if (blocker is not null) blockers.Add(blocker);
            if (journal is not { } into) continue;
            var (writeOff, undecided) = rest?.Of(transaction, document, last: missing.Count == 1) ?? (null, null);
            if (undecided is not null)
            {
                blockers.Add(undecided);
                continue;
            }

            return FlowPlan.Do(new LifeStep.Pay(new PaymentDraft
            {
                ExternalId = $"payment_{transaction.Id}",
                Invoice = rest is null ? null : document.Id,
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

    /// <summary>The gateway decision that holds for a transaction.</summary>
    internal static MappedGateway? Mapped(LifeView view, ShopTransaction transaction)
    {
        bool Fits(GatewayDecision decision, string? source) =>
            string.Equals(decision.Gateway, transaction.Gateway, StringComparison.OrdinalIgnoreCase) && string.Equals(decision.Source, source, StringComparison.OrdinalIgnoreCase);
        return (view.Order.SourceName is { } from ? view.Rules.Gateways.FirstOrDefault(gateway => Fits(gateway.Decision, from)) : null)
            ?? view.Rules.Gateways.FirstOrDefault(gateway => Fits(gateway.Decision, null));
    }

    private static (OdooId<Journal>?, Blocker?) JournalOf(LifeView view, ShopTransaction transaction)
    {
        var mapped = Mapped(view, transaction);
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
        $"The payment of {transaction.Paid(view.Booking)} (transaction {transaction.Id}) of order {view.Order.Name} was not registered in Odoo: nothing is left to pay on {document.Name}, which was settled in Odoo by something that names no transaction: a payment, a bank statement or an entry made by hand. If that is this money, write “{Traces.Of(view.Order, transaction)}” as the memo of the payment; if not, undo it there. Then try again.",
        Role.Finance, HealsWithTime: true);
}
