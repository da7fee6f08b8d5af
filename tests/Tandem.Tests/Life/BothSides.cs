using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;
using Tandem.Sync.Pickings;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;
using Tandem.Tests.Planning;

namespace Tandem.Tests.Life;

/// <summary>An order that was booked as it was before, and how both sides stand now, in few words.</summary>
internal sealed record BothSides
{
    public static readonly OdooId<Warehouse> Main = new(1);
    public static readonly OdooId<Warehouse> Town = new(2);
    public static readonly LocationId MainPlace = new(7001);
    public static readonly LocationId TownPlace = new(7002);

    /// <summary>The order as it was when it was booked.</summary>
    public required ShopOrder Before { get; init; }

    /// <summary>The order as Shopify has it now.</summary>
    public ShopOrder? Now { get; init; }

    public OrderRules Rules { get; init; } = Planning.Rules.All;

    /// <summary>What people changed on the lines in Odoo, by the line's name.</summary>
    public IReadOnlyDictionary<string, Func<SaleLineReading, SaleLineReading?>> ByHand { get; init; } = new Dictionary<string, Func<SaleLineReading, SaleLineReading?>>();

    public IReadOnlyList<PickingReading> Pickings { get; init; } = [];

    /// <summary>Null for what was written when the order was booked.</summary>
    public LineMarks? Written { get; init; }

    public static OrderRules With(ReturnPolicy returns, params (LocationId Location, OdooId<Warehouse> Warehouse)[] places) => Planning.Rules.All with
    {
        Decisions = Planning.Rules.All.Decisions with { Refunds = new RefundDecision { Returns = returns } },
        Locations = [.. places.Select(place => new MappedLocation(new LocationDecision(place.Location, new OdooReference("WH", null), Ships.Odoo), place.Warehouse))],
    };

    public LifeView View()
    {
        var booked = Planning.Rules.Ready(Before, Rules).Draft;
        var wanted = Planning.Rules.Ready(Now ?? Before, Rules).Draft;
        var held = booked.Lines.Select((line, index) => (line.ExternalId, Line: Held(line, index))).Where(line => line.Line is not null).ToList();
        var progress = new SaleProgress
        {
            Order = new SaleOrderReading
            {
                Id = new(42), Name = "S00042", State = SaleState.Sale, Currency = Sold.Usd, Company = new(1), Untaxed = 0m, Tax = 0m, Total = 0m,
                Lines = [.. held.Select(line => line.Line!)],
            },
            Lines = [.. held.Select(line => new SaleLineProgress(line.Line!.Id, line.Line.Quantity, Delivered(line.Line.Id), 0m, 0m, false, true))],
            Pickings = Pickings,
        };
        return new LifeView(
            Now ?? Before, wanted, progress, held.ToDictionary(line => line.Line!.Id, line => line.ExternalId),
            LifeMemory.Nothing with { Written = Written ?? LineMarks.Nothing.Agreed(booked.Lines) }, Rules);
    }

    /// <summary>A transfer of units of the order's lines, by the lines' places from 1.</summary>
    public static PickingReading Transfer(int id, PickingKind kind, PickingState state, string? origin, params (int Line, decimal Units)[] moves) => new()
    {
        Id = new(id),
        Name = kind == PickingKind.Outgoing ? $"WH/OUT/{id}" : $"WH/IN/{id}",
        Kind = kind,
        State = state,
        Origin = origin,
        WrittenAt = Sold.Placed,
        Warehouse = Main,
        Moves = [.. moves.Select((move, index) => new MoveReading(new((id * 10) + index), new(100 + move.Line), new(move.Line), move.Units, state == PickingState.Done ? move.Units : 0m, state, false)
        {
            Returns = kind == PickingKind.Incoming ? new OdooId<Move>(10 + index) : null,
        })],
    };

    private decimal Delivered(OdooId<SaleOrderLine> line) => Pickings.Where(picking => picking.State == PickingState.Done).SelectMany(picking => picking.Moves.Where(move => move.SaleLine == line)
        .Select(move => picking.Kind == PickingKind.Outgoing ? move.Quantity : -move.Quantity)).Sum();

    private SaleLineReading? Held(SaleLineDraft line, int index)
    {
        var reading = new SaleLineReading
        {
            Id = new(index + 1), Product = line.Product, Quantity = line.Quantity, PriceUnit = line.PriceUnit, Discount = line.Discount, Name = line.Name, Taxes = line.Taxes, Subtotal = 0m,
        };
        return ByHand.TryGetValue(line.ExternalId, out var change) ? change(reading) : reading;
    }
}
