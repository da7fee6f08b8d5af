using System.Globalization;
using Orleans;
using Tandem.App.Operate;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.App.Admin;

/// <summary>Tries single orders out before live sync: what would be written, then for real, then both sides beside each other.</summary>
internal sealed class PilotDesk(OrderDryRun dryRun, IGrainFactory grains, IShopBooks books, IShopOrders orders, IStandings standings, ILaunches launches)
{
    private const int ShortestId = 10;

    /// <summary>The order that a person means by its name or number; null, and why, where there is none or more than one.</summary>
    public async Task<(OrderId Id, string Name, string? Problem)> Find(ShopDomain shop, string typed, CancellationToken stop)
    {
        typed = typed.Trim();
        if (typed.Length == 0) return (default, "", Say("Choose an order, or write its name, such as #1001."));
        try
        {
            if (typed.Length >= ShortestId && long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return (new OrderId(number), (await orders.Read(shop, new OrderId(number), stop)).Name, null);
            return await orders.ByName(shop, typed, stop) switch
            {
                [var one] => (one.Id, one.Name, null),
                [] => (default, "", Say($"The shop has no order {typed} that Tandem can see; without a further scope only the last 60 days are visible.")),
                var several => (default, "", Say($"{several.Count} orders are named {typed}; choose one from the list.")),
            };
        }
        catch (ShopifyException failure)
        {
            return (default, "", failure.Failure.Sentence);
        }
    }

    /// <summary>What would be written, line by line; nothing is.</summary>
    public async Task<IReadOnlyList<string>> WouldWrite(ShopDomain shop, OrderId order, CancellationToken stop) => await dryRun.Run(shop, order, stop) switch
    {
        DryRunResult.Planned planned => [.. PlanText.Of(planned.Order.Name, planned.Plan, planned.Rules)],
        DryRunResult.Failed failed => [failed.Sentence],
        var other => throw new InvalidOperationException($"No words for {other.GetType().Name}."),
    };

    /// <summary>Writes the order to Odoo as live sync would, though nothing else is.</summary>
    public async Task Write(ShopDomain shop, OrderId order, CancellationToken stop)
    {
        await launches.NoteRun(shop, order, stop);
        await grains.GetGrain<IOrderGrain>(RecordKey.Order(shop, order).ToString()).BringUpToDate(new WakeUp(SignalSource.Person, Pilot: true));
    }

    /// <summary>Both sides as they are now; null while Odoo holds no such order.</summary>
    public async Task<PilotSides?> Sides(ShopDomain shop, OrderId order, CancellationToken stop)
    {
        if (await standings.Find(RecordKey.Order(shop, order), stop) is not { Odoo: { } document } standing) return null;
        try
        {
            if (await books.Open(shop, stop) is not ShopBookOpening.Open { Book: var book }) return null;
            var sold = await orders.Read(shop, order, stop);
            if (await book.Orders.Read(new OdooId<SaleOrder>((int)document.Id), stop) is not { } booked) return null;
            return new PilotSides(standing, booked.Name, OdooLinks.To(book.OdooUrl, document.Model, document.Id), Lines(sold), [.. booked.Lines.Where(line => !line.DisplayOnly).Select(Line)], Totals(sold, booked, book.Rules.Orders.BookIn));
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            return new PilotSides(standing, document.Name ?? "", null, [], [], []) { Problem = Verdicts.Of(failure, "The comparison").Sentence };
        }
    }

    private static IReadOnlyList<string> Lines(ShopOrder order) =>
    [
        .. order.Lines.Select(line => Say($"{line.CurrentQuantity} × {(line.Sku is null ? line.Title : $"{line.Title} ({line.Sku})")} at {Spans.Amount(line.UnitPrice.Shop)}")),
        .. order.ShippingLines.Where(line => !line.Removed).Select(line => Say($"Shipping: {line.Title} at {Spans.Amount(line.Price.Shop)}")),
    ];

    private static string Line(SaleLineReading line) =>
        line.Discount == 0m
            ? Say($"{line.Quantity:0.##} × {line.Name.Split('\n')[0]} at {line.PriceUnit:0.00####}, {line.Subtotal:0.00}")
            : Say($"{line.Quantity:0.##} × {line.Name.Split('\n')[0]} at {line.PriceUnit:0.00####} less {line.Discount:0.##} %, {line.Subtotal:0.00}");

    private static IReadOnlyList<(string What, string Shopify, string Odoo)> Totals(ShopOrder sold, SaleOrderReading booked, BookingCurrency booking) =>
    [
        (Say("Total"), Spans.Amount(sold.CurrentTotal.In(booking)), Spans.Amount(new Money(booked.Total, booked.Currency))),
        (Say("Taxes"), sold.TotalTax is { } tax ? Spans.Amount(tax.In(booking)) : "–", Spans.Amount(new Money(booked.Tax, booked.Currency))),
        (Say("State"), sold.FinancialStatus ?? "–", booked.State.ToString()),
    ];
}

/// <summary>One order of the pilot in both systems.</summary>
/// <param name="Name">Odoo's own number of it.</param>
/// <param name="Link">Of the record in Odoo.</param>
public sealed record PilotSides(RecordStanding Standing, string Name, string? Link, IReadOnlyList<string> Shopify, IReadOnlyList<string> Odoo, IReadOnlyList<(string What, string Shopify, string Odoo)> Totals)
{
    /// <summary>Why the sides could not be read; null when they were.</summary>
    public string? Problem { get; init; }
}
