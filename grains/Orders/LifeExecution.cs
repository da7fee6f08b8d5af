using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Life;
using Tandem.Sync.Payments;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>Carries out one step of an order's life and notes it.</summary>
internal sealed class LifeExecution(ShopBook book, OrderPost post, OrderLink link, Trail trail, Func<Task> keep)
{
    /// <summary>The step wrote to Shopify, so the order has to be read again.</summary>
    public bool ShopifyChanged { get; private set; }

    /// <summary>What the step's own answer says of the next look; null where only a look does.</summary>
    public Foresight? Ahead { get; private set; }

    /// <summary>The step's own answer, where it is all that a look would read.</summary>
    public SaleProgress? Seen { get; private set; }

    /// <returns>What a person has to do first, where Odoo or Shopify would not take the step.</returns>
    public async Task<Blocker?> Do(LifeStep step, LifeView view, CancellationToken stop)
    {
        if (OnlyOnce(step)) await Announce();
        var blocker = await Take(step, view, stop);
        link.UncertainUntil = null;
        return blocker;
    }

    /// <summary>Steps that leave no state by which the other side itself would refuse them a second time.</summary>
    private static bool OnlyOnce(LifeStep step) => step is LifeStep.MakeInvoice or LifeStep.Pay or LifeStep.Credit or LifeStep.Return or LifeStep.Fulfill;

    /// <summary>Written down first: a process that dies while the other side works on must not be followed by one that asks again at once.</summary>
    private async Task Announce()
    {
        link.UncertainUntil = trail.Time.GetUtcNow() + book.Life.Settles;
        link.SettledAs = null;
        await keep();
    }

    private async Task<Blocker?> Take(LifeStep step, LifeView view, CancellationToken stop)
    {
        var order = view.Progress.Order;
        var through = book.Rules.Decisions.Payments.Through;
        switch (step)
        {
            case LifeStep.ChangeLines change:
                link.Remember(view.Memory.Written.Before(change.Writes));
                Seen = await book.Life.ChangeLines(view.Progress, change.Changes, change.Additions, stop);
                link.Remember(view.Memory.Written.After(change.Writes));
                Note("edit", $"{order.Name} follows order {view.Order.Name}: {change.Why} ({change.Changes.Count} lines changed, {change.Additions.Count} added).", SaleOrder.Model, order.Id.Value);
                return null;
            case LifeStep.CancelOrder:
                await book.Life.Cancel(order.Id, stop);
                Note("cancel", $"{order.Name} was cancelled in Odoo, as order {view.Order.Name} was in Shopify.", SaleOrder.Model, order.Id.Value);
                return null;
            case LifeStep.MakeInvoice make:
                Ahead = await book.Life.Invoice(view.Progress, make.On, through, stop) is { } made ? Foresight.OfInvoice(view, made) : null;
                Note("invoice", $"{order.Name} was invoiced.", SaleOrder.Model, order.Id.Value);
                return null;
            case LifeStep.CancelDraft draft:
                await book.Life.CancelDraft(draft.Document.Id, stop);
                Note("cancel invoice", $"The draft invoice of {order.Name} was cancelled.", Invoice.Model, draft.Document.Id.Value);
                return null;
            case LifeStep.Post document:
                await book.Life.Post(document.Document, document.On, stop);
                Ahead = Foresight.Of(view, document);
                Note("post", $"The {(document.Document.Kind == Sync.Invoices.InvoiceKind.Invoice ? "invoice" : "credit note")} of {order.Name} over {new Money(document.Document.Total, document.Document.Currency)} was posted.", Invoice.Model, document.Document.Id.Value);
                return null;
            case LifeStep.Pay { Payment: var payment }:
                await book.Life.Pay(payment, through, stop);
                if (payment.Invoice is { } paid) Note("pay", $"{Paid(payment)} was registered in Odoo for {order.Name} ({payment.Memo}){(payment.WriteOff is { } off ? $", and a difference of {off.Amount} written off" : "")}.", Invoice.Model, paid.Value);
                else Note("pay", $"{Paid(payment)} was registered on the customer's account in Odoo ({payment.Memo}): no document of {order.Name} had anything left to pay.", SaleOrder.Model, order.Id.Value);
                return null;
            case LifeStep.Settle settle:
                await book.Life.Settle(settle.Payment, settle.Document, stop);
                Note("settle", $"What was left of {settle.Payment.Name ?? settle.Payment.Memo} was set against {settle.Document.Name}.", Invoice.Model, settle.Document.Id.Value);
                return null;
            case LifeStep.Net net:
                await book.Life.Net(net.Invoice.Id, net.Note.Id, stop);
                Note("net", $"The credit note {net.Note.Name} was set against {net.Invoice.Name}.", Invoice.Model, net.Invoice.Id.Value);
                return null;
            case LifeStep.Credit { Note: var note }:
                var credited = await book.Life.Credit(note, view.Progress.Invoices.First(one => one.Id == note.Invoice), view.NotesOf(note.Invoice), through, stop);
                Ahead = Foresight.Of(view, credited);
                Note("credit", $"A credit note was made for {note.Reference}.", Invoice.Model, note.Invoice.Value);
                return null;
            default:
                return await Deliver(step, view, stop);
        }
    }

    private async Task<Blocker?> Deliver(LifeStep step, LifeView view, CancellationToken stop)
    {
        switch (step)
        {
            case LifeStep.Return back:
                var made = await book.Life.Return(back.Delivery, view.ReturnsOf(back.Delivery), back.Quantities, back.Trace, back.To, stop);
                Ahead = Foresight.Of(view, made);
                Note("return", $"A return of {Units(back.Quantities)} was made for {back.Delivery.Name}.", Picking.Model, back.Delivery.Id.Value);
                return null;
            case LifeStep.CancelTransfer cancel:
                await book.Life.CancelTransfer(cancel.Picking.Id, stop);
                Note("return", $"{cancel.Picking.Name} was cancelled in Odoo: {cancel.Why}.", Picking.Model, cancel.Picking.Id.Value);
                return null;
            case LifeStep.Validate validate:
                if (await book.Life.Validate(validate.Picking, validate.Quantities, stop) is { } why) return LifeBlockers.NotValidated(view, validate.Picking, why);
                Note("transfer", $"{validate.Picking.Name} was completed with {Units(validate.Quantities)}.", Picking.Model, validate.Picking.Id.Value);
                return null;
            case LifeStep.TrackInOdoo track:
                await book.Life.WriteTracking(track.Picking.Id, track.Number, stop);
                Note("track", $"{track.Picking.Name} carries the tracking number of Shopify's fulfillment.", Picking.Model, track.Picking.Id.Value);
                return null;
            case LifeStep.Link found:
                link.Remember(found.Picking.Id, found.Fulfillment.Id);
                Note("fulfil", $"{found.Picking.Name} is {found.Fulfillment.Name} in Shopify.", Picking.Model, found.Picking.Id.Value);
                return null;
            default:
                ShopifyChanged = true;
                await post.Do(step, link, trail, stop);
                return null;
        }
    }

    private void Note(string step, string sentence, string model, int id) => trail.Note(step, sentence, ActivityOutcome.Done, model, id);

    private static string Paid(PaymentDraft payment) => payment.Inbound ? $"The payment of {payment.Amount}" : $"The repayment of {payment.Amount}";

    private static string Units<T>(IReadOnlyDictionary<T, decimal> quantities) where T : notnull =>
        quantities.Values.Sum() is 1m ? "1 unit" : $"{quantities.Values.Sum().ToString("0.##", CultureInfo.InvariantCulture)} units";
}
