using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;
using Tandem.Sync.Pickings;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>Both sides of one booked order as they stand now, and what is wanted.</summary>
/// <param name="Draft">What the order was sold as, with the rounding line that Odoo holds.</param>
/// <param name="LineNames">The external id of each Odoo line that Tandem made, without its module; lines made by hand have none.</param>
public sealed record LifeView(
    ShopOrder Order,
    SaleOrderDraft Draft,
    SaleProgress Progress,
    IReadOnlyDictionary<OdooId<SaleOrderLine>, string> LineNames,
    LifeMemory Memory,
    OrderRules Rules)
{
    /// <summary>Which of an order's two currencies the books keep.</summary>
    public BookingCurrency Booking => Rules.Orders.BookIn;

    /// <summary>Payments of the order's transactions that may hang on no document: looked for only where <see cref="CustomerAccount.ToLookFor"/> says so.</summary>
    public IReadOnlyList<PaymentReading> OnAccount { get; init; } = [];

    /// <summary>The Odoo lines that Tandem made, by their external id.</summary>
    public IReadOnlyDictionary<string, SaleLineReading> ByName { get; } = Progress.Order.Lines
        .Where(line => LineNames.ContainsKey(line.Id)).DistinctBy(line => LineNames[line.Id])
        .ToDictionary(line => LineNames[line.Id]);

    /// <summary>Its parts are moved and not it itself: it is a kit (phantom bill of materials), or a person replaced it in the warehouse.</summary>
    public bool IsKit(LineId line)
    {
        var products = LinesOf(line).ToDictionary(held => held.Id, held => held.Product);
        return Progress.Pickings.SelectMany(picking => picking.Moves)
            .Any(move => move.SaleLine is { } sold && products.TryGetValue(sold, out var product) && product != move.Product);
    }

    /// <summary>The transfers that take goods of a delivery back and were not cancelled.</summary>
    public IReadOnlyList<PickingReading> ReturnsOf(PickingReading delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return [.. Progress.Pickings.Where(one => one.ReturnOf == delivery.Id && one.State != PickingState.Cancelled)];
    }

    /// <summary>The credit notes of an invoice, cancelled ones too.</summary>
    public IReadOnlyList<InvoiceReading> NotesOf(OdooId<Invoice> invoice) => [.. Progress.Invoices.Where(one => one.Kind == InvoiceKind.CreditNote && one.Reverses == invoice)];

    public SaleLineProgress? ProgressOf(OdooId<SaleOrderLine> line) => Progress.Lines.FirstOrDefault(one => one.Line == line);

    /// <summary>How much of its Odoo product one unit of a line of the shop is.</summary>
    public decimal EachOf(LineId line) => Draft.Lines.FirstOrDefault(one => one.ExternalId == $"line_{line}")?.Each ?? 1m;

    /// <summary>The lines that a line of the shop became, the main one first; discounts are not among them.</summary>
    public IReadOnlyList<SaleLineReading> LinesOf(LineId line)
    {
        var found = new List<SaleLineReading>();
        foreach (var name in new[] { $"line_{line}", $"line_{line}_2" })
            if (ByName.TryGetValue(name, out var reading)) found.Add(reading);
        return found;
    }
}

/// <summary>What the order grain keeps because neither side says it.</summary>
/// <param name="Written">How each line was last written to Odoo.</param>
/// <param name="Sent">The fulfillment that Tandem made, or found, for each done transfer.</param>
public sealed record LifeMemory(LineMarks Written, IReadOnlyDictionary<OdooId<Picking>, FulfillmentId> Sent)
{
    public static LifeMemory Nothing { get; } = new(LineMarks.Nothing, new Dictionary<OdooId<Picking>, FulfillmentId>());
}
