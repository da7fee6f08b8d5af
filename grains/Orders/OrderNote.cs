using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Life;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>Carries an order's note into Odoo when it changes in Shopify, as long as nobody wrote another one there.</summary>
internal sealed class OrderNote(ShopBook book, OrderLink link, Trail trail)
{
    /// <summary>Answers what a person should know, where Odoo keeps a note of its own.</summary>
    public async Task<string?> Follow(SaleOrderDraft draft, SaleOrderReading held, CancellationToken stop)
    {
        var wanted = NoteDigest.Of(draft.Note);
        if (link.Noted is null || link.Noted == wanted || held.State == SaleState.Cancelled)
        {
            link.Noted ??= wanted;
            return null;
        }

        var stands = NoteDigest.Of(await book.Life.Note(held.Id, stop));
        if (stands != wanted)
        {
            if (held.Locked) return $"The note of order {draft.ClientOrderRef} was changed in Shopify; {held.Name} is locked in Odoo and keeps its own.";
            if (stands != link.Noted) return $"The note of order {draft.ClientOrderRef} was changed in Shopify, and somebody wrote another one on {held.Name} in Odoo, which stays.";
            await book.Life.ChangeNote(held.Id, draft.Note, stop);
            trail.Note("edit", $"The note of {held.Name} became the one in Shopify.", ActivityOutcome.Done, SaleOrder.Model, held.Id.Value);
        }

        link.Noted = wanted;
        return null;
    }
}
