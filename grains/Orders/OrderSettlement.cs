using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Agreement;
using Tandem.Sync.Customers;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>Takes an order that Odoo holds to where the plan wants it: compared, rounded where it must be, confirmed, dated, marked in Shopify.</summary>
internal sealed class OrderSettlement(ShopBook book, IShopOrders shop, OrderLink link, Trail trail)
{
    public async Task<Standing> Settle(
        ShopOrder order, string fingerprint, OrderPlan.Ready ready, OrderPartners? partners, OdooId<SaleOrder> id, CancellationToken stop)
    {
        var held = await book.Orders.Read(id, stop);
        if (held is null) return new Standing.BlockedBy([OrderBlockers.DeletedInOdoo(order, link)]);
        link.OdooName = held.Name;
        if (held.State == SaleState.Cancelled) return new Standing.BlockedBy([OrderBlockers.CancelledInOdoo(order, held)]);

        var draft = WithRoundingOf(held, ready.Draft);
        var remark = ready.Remark;
        if (OrderAgreement.Amounts(draft, held, book.Rules).Count > 0 && Agrees(draft, partners, held) && held.State is SaleState.Draft or SaleState.Sent)
            (draft, remark, held) = await Round(order, draft, held, stop);
        if (Differences(draft, partners, held) is { Count: > 0 } differences)
            return new Standing.BlockedBy([OrderBlockers.Differs(order, held, differences, link.WrittenAs == fingerprint)]);

        if (ready.Confirm && held.State is SaleState.Draft or SaleState.Sent)
        {
            await book.Orders.Confirm(id, stop);
            trail.Note("confirm", $"{held.Name} was confirmed in Odoo.", ActivityOutcome.Done, SaleOrder.Model, id.Value);
            held = await book.Orders.RestoreDate(id, draft.DateOrder, stop) ?? held;
            if (Differences(draft, partners, held) is { Count: > 0 } after)
                return new Standing.BlockedBy([OrderBlockers.Differs(order, held, after, ours: true)]);
        }
        else if (OrderAgreement.Date(draft, held) is not null)
        {
            held = await book.Orders.RestoreDate(id, draft.DateOrder, stop) ?? held;
        }

        trail.Note("verify", $"{held.Name} agrees with order {order.Name}: {draft.Lines.Count} lines, taxes and total {new Money(held.Total, held.Currency)}.", ActivityOutcome.Done, SaleOrder.Model, id.Value);
        await Mark(order, held, stop);
        return InStep(fingerprint, ready, held, remark);
    }

    private Standing.InStep InStep(string fingerprint, OrderPlan.Ready ready, SaleOrderReading held, string? remark)
    {
        link.SettledAs = fingerprint;
        link.SettledUnder = book.Version;
        link.Remark = held.State is SaleState.Draft or SaleState.Sent && !ready.Confirm
            ? $"{held.Name} stays a quotation until the shop's rule confirms it.{(remark is null ? "" : " " + remark)}"
            : remark;
        return new Standing.InStep(held.Name, link.Remark);
    }

    private static bool Agrees(SaleOrderDraft draft, OrderPartners? partners, SaleOrderReading held) => OrderAgreement.Structure(draft, partners, held).Count == 0;

    private List<Difference> Differences(SaleOrderDraft draft, OrderPartners? partners, SaleOrderReading held) =>
        [.. OrderAgreement.Structure(draft, partners, held), .. OrderAgreement.Amounts(draft, held, book.Rules)];

    /// <summary>Odoo's arithmetic came to something else than predicted; the rounding line says what it really is, within the shop's limit.</summary>
    private async Task<(SaleOrderDraft, string?, SaleOrderReading)> Round(ShopOrder order, SaleOrderDraft draft, SaleOrderReading held, CancellationToken stop)
    {
        var found = OrderAgreement.AmountsOf(draft, held, book.Rules);
        if (draft.Lines.Any(line => line.Role == LineRole.Rounding)
            || Rounding.Close(order.Name, order.Id, draft, found, book.Rules, () => "see the order") is not Rounding.Outcome.Rounded rounded)
            return (draft, null, held);
        (await book.Orders.AddLine(held.Id, rounded.Draft.Lines[^1], stop)).IdOf();
        trail.Note("round", $"{held.Name} got a rounding line. {rounded.Remark}.", ActivityOutcome.Done, SaleOrder.Model, held.Id.Value);
        return (rounded.Draft, rounded.Remark, await book.Orders.Read(held.Id, stop) ?? held);
    }

    /// <summary>A rounding line that an earlier pass had to add is part of what is expected; the amounts still have to agree.</summary>
    private SaleOrderDraft WithRoundingOf(SaleOrderReading held, SaleOrderDraft draft)
    {
        if (draft.Lines.Any(line => line.Role == LineRole.Rounding) || book.Rules.LineProducts.Rounding is not { } product) return draft;
        var lines = held.Lines.Where(line => line.Product == product && line is { Quantity: 1m, Discount: 0m, Taxes.Count: 0 }).ToList();
        return lines.Count != 1 ? draft : draft with
        {
            Lines = [.. draft.Lines, new SaleLineDraft
            {
                ExternalId = $"rounding_{draft.ExternalId}", Role = LineRole.Rounding, Product = product, Quantity = 1, PriceUnit = lines[0].PriceUnit, Name = lines[0].Name,
            }],
        };
    }

    private async Task Mark(ShopOrder order, SaleOrderReading held, CancellationToken stop)
    {
        if (order.OdooMark == held.Name) return;
        await shop.Mark(book.Shop, order.Id, new OdooMark(held.Name, held.Id.Value, book.OrderLink(held.Id)), stop);
        trail.Note("mark", $"Order {order.Name} says in Shopify that it is {held.Name} in Odoo.");
    }
}
