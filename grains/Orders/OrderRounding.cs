using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Agreement;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>The rounding line of an order whose amounts in Odoo turned out otherwise than predicted.</summary>
internal sealed class OrderRounding(ShopBook book, Trail trail)
{
    /// <summary>Odoo's arithmetic came to something else than predicted; the rounding line says what it really is, within the shop's limit.</summary>
    public async Task<(SaleOrderDraft, string?, SaleOrderReading)> Round(ShopOrder order, SaleOrderDraft draft, SaleOrderReading held, CancellationToken stop)
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
    public static SaleOrderDraft WithRoundingOf(SaleOrderReading held, SaleOrderDraft draft, OrderRules rules)
    {
        if (draft.Lines.Any(line => line.Role == LineRole.Rounding) || rules.LineProducts.Rounding is not { } product) return draft;
        var lines = held.Lines.Where(line => line.Product == product && line is { Quantity: 1m, Discount: 0m, Taxes.Count: 0 }).ToList();
        return lines.Count != 1 ? draft : draft with
        {
            Lines = [.. draft.Lines, new SaleLineDraft
            {
                ExternalId = draft.ExternalId.Replace("order_", "rounding_", StringComparison.Ordinal), Role = LineRole.Rounding, Product = product, Quantity = 1, PriceUnit = lines[0].PriceUnit, Name = lines[0].Name,
            }],
        };
    }
}
