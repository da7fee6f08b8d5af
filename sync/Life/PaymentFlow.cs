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
        var moved = Moved(view.Order.Transactions, TransactionKind.Sale, TransactionKind.Capture).ToList();
        if (invoices.Count == 0 || moved.Count == 0) return FlowPlan.Nothing;
        var registered = Registered(view, invoices, inbound: true);
        var (missing, strange) = Missing(view, moved, registered);
        if (missing.Count == 0) return Surplus(view, moved, registered);
        return invoices.FirstOrDefault(invoice => invoice.Residual > 0m) is { } open
            ? First(view, missing, open, open.Id, inbound: true)
            : OnAccount(view, missing, strange, invoices[^1], inbound: true);
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
            var registered = Registered(view, notes, inbound: false);
            var (missing, strange) = Missing(view, moved, registered);
            if (missing.Count == 0) continue;
            return notes.FirstOrDefault(note => note.Residual > 0m) is { } open
                ? First(view, missing, open, open.Id, inbound: false)
                : OnAccount(view, missing, strange, notes.Count > 0 ? notes[^1] : invoices[^1], inbound: false);
        }

        return FlowPlan.Nothing;
    }

    /// <summary>Memos of payments that no document shows and that may be on the customer's account: none where one open invoice is all there is and no money went back.</summary>
    public static IReadOnlyList<string> ToLookFor(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Rules.Decisions.Payments is { Invoice: InvoiceWhen.Leave } or { Register: false }) return [];
        List<InvoiceReading> documents = [.. Posted(view, InvoiceKind.Invoice), .. Posted(view, InvoiceKind.CreditNote)];
        var back = Moved(view.Order.Refunds.SelectMany(refund => refund.Transactions), TransactionKind.Refund).ToList();
        if (documents.Count == 0 || (documents is [{ Residual: > 0m }] && back.Count == 0)) return [];
        var known = documents.SelectMany(document => document.Payments).Where(IsAlive).Select(payment => payment.Memo).ToList();
        return
        [
            .. Moved(view.Order.Transactions, TransactionKind.Sale, TransactionKind.Capture).Concat(back)
                .Select(transaction => Traces.Of(view.Order, transaction)).Where(trace => !known.Exists(memo => Traces.Carries(memo, trace))),
        ];
    }

    private static List<InvoiceReading> Posted(LifeView view, InvoiceKind kind) =>
        [.. view.Progress.Invoices.Where(invoice => invoice.Kind == kind && invoice.State == InvoiceState.Posted)];

    private static IEnumerable<ShopTransaction> Moved(IEnumerable<ShopTransaction> transactions, params TransactionKind[] kinds) =>
        transactions.Where(transaction => transaction.Status == TransactionStatus.Success && kinds.Contains(transaction.Kind) && transaction.Amount.Shop.Amount > 0m)
            .OrderBy(transaction => transaction.ProcessedAt).ThenBy(transaction => transaction.Id.Value);

    private static bool IsAlive(PaymentReading payment) => payment.State is not ("canceled" or "cancelled" or "rejected");

    private static List<PaymentReading> Registered(LifeView view, IReadOnlyList<InvoiceReading> documents, bool inbound) =>
        [.. documents.SelectMany(document => document.Payments).Concat(view.OnAccount).Where(payment => payment.Inbound == inbound && IsAlive(payment)).DistinctBy(payment => payment.Id)];

    /// <summary>Transactions without a payment; one made by hand with the same amount, and no other trace, is taken for the same fact; and payments made by hand that are none of them.</summary>
    private static (List<ShopTransaction> Missing, List<PaymentReading> Strange) Missing(LifeView view, List<ShopTransaction> moved, List<PaymentReading> registered)
    {
        var free = registered.ToList();
        var missing = new List<ShopTransaction>();
        foreach (var transaction in moved)
            if (free.Find(payment => Traces.Carries(payment.Memo, Traces.Of(view.Order, transaction))) is { } own) free.Remove(own);
            else missing.Add(transaction);
        foreach (var transaction in missing.ToList())
            if (free.Find(payment => !IsOurs(payment) && payment.Amount == transaction.Amount.In(view.Booking).Amount) is { } same)
            {
                free.Remove(same);
                missing.Remove(transaction);
            }

        return (missing, [.. free.Where(payment => !IsOurs(payment))]);
    }

    /// <summary>Money beyond what the order costs, and payments in Odoo that no transaction explains.</summary>
    private static FlowPlan Surplus(LifeView view, List<ShopTransaction> moved, List<PaymentReading> registered)
    {
        if (Unexplained(view, moved, registered) is > 0m and var unexplained)
            return FlowPlan.Say($"Odoo holds payments of {new Money(unexplained, view.Draft.Currency)} more than Shopify took for order {view.Order.Name}; somebody registered them by hand.");
        if (view.Order.NetPayment is not { } net) return FlowPlan.Nothing;
        var surplus = net.In(view.Booking).Amount - view.Order.CurrentTotal.In(view.Booking).Amount;
        return surplus <= 0m ? FlowPlan.Nothing : FlowPlan.Say(
            $"Shopify holds {new Money(surplus, view.Draft.Currency)} more than order {view.Order.Name} now costs; in Odoo the money is on the customer's account. Refund it in Shopify, or use it there for another invoice.");
    }

    private static decimal Unexplained(LifeView view, List<ShopTransaction> moved, List<PaymentReading> registered) =>
        registered.Sum(payment => payment.Amount) - moved.Sum(transaction => transaction.Amount.In(view.Booking).Amount);

    /// <summary>Where no document has anything left to pay, money is the customer's: unless somebody settled the documents by hand, perhaps with this very money.</summary>
    private static FlowPlan OnAccount(LifeView view, List<ShopTransaction> missing, List<PaymentReading> strange, InvoiceReading document, bool inbound)
    {
        var byHand = strange.Count > 0 || (inbound && SettledOtherwise(view) > 0m);
        return byHand ? FlowPlan.Wait(NothingLeft(view, missing[0], document)) : First(view, missing, document, null, inbound);
    }

    /// <summary>What was settled of the invoices by neither a payment nor a credit note, such as by a bank statement.</summary>
    private static decimal SettledOtherwise(LifeView view)
    {
        var (invoices, notes) = (Posted(view, InvoiceKind.Invoice), Posted(view, InvoiceKind.CreditNote));
        return invoices.Sum(invoice => invoice.Total - invoice.Residual) - notes.Sum(note => note.Total) - Registered(view, invoices, inbound: true).Sum(payment => payment.Amount);
    }

    private static bool IsOurs(PaymentReading payment) => payment.Memo?.Contains(" transaction ", StringComparison.Ordinal) == true;

    /// <param name="document">Whose customer pays, or is paid.</param>
    /// <param name="paid">What it settles; null leaves it on the customer's account.</param>
    private static FlowPlan First(LifeView view, List<ShopTransaction> missing, InvoiceReading document, OdooId<Invoice>? paid, bool inbound)
    {
        var blockers = new List<Blocker>();
        foreach (var transaction in missing)
        {
            var (journal, blocker) = JournalOf(view, transaction);
            if (blocker is not null) blockers.Add(blocker);
            if (journal is not { } into) continue;
            return FlowPlan.Do(new LifeStep.Pay(new PaymentDraft
            {
                ExternalId = $"payment_{transaction.Id}",
                Invoice = paid,
                Inbound = inbound,
                Journal = into,
                Amount = transaction.Amount.In(view.Booking),
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
        if (mapped?.Journal is { } journal) return (journal, null);
        var name = transaction.GatewayTitle is { Length: > 0 } title && title != transaction.Gateway ? $"{transaction.Gateway} ({title})" : transaction.Gateway;
        return (null, new Blocker(
            BlockerCode.JournalUnmapped, transaction.Gateway.ToLowerInvariant(),
            mapped is null
                ? $"The payment of {transaction.Amount.In(view.Booking)} for order {view.Order.Name} was not registered in Odoo: the gateway {name} has no journal yet. Choose one under payments.gateways; all payments through it then go on."
                : $"The payment of {transaction.Amount.In(view.Booking)} for order {view.Order.Name} was not registered in Odoo: the journal {mapped.Decision.Journal} of the gateway {name} cannot be used. Run 'setup check' and choose another under payments.gateways.",
            Role.Finance, "payments.gateways"));
    }

    private static Blocker NothingLeft(LifeView view, ShopTransaction transaction, InvoiceReading document) => new(
        BlockerCode.PaymentDiffers, $"order {view.Order.Id}",
        $"The payment of {transaction.Amount.In(view.Booking)} (transaction {transaction.Id}) of order {view.Order.Name} was not registered in Odoo: nothing is left to pay on {document.Name}, which was settled in Odoo by something that names no transaction: a payment, a bank statement or an entry made by hand. If that is this money, write “{Traces.Of(view.Order, transaction)}” as the memo of the payment; if not, undo it there. Then try again.",
        Role.Finance, HealsWithTime: true);
}
