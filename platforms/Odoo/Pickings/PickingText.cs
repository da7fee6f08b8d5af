using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Odoo.Pickings;

/// <summary>What is read of a transfer with its moves, alone or nested in an order, and how the answer becomes a <see cref="PickingReading"/>.</summary>
internal static class PickingText
{
    /// <param name="fields">Says whether this Odoo knows carriers and tracking numbers.</param>
    public static Specification Specification(OdooFields fields)
    {
        string[] tracking = fields.PickingCarrier ? ["carrier_tracking_ref", "carrier_tracking_url"] : [];
        var picking = Records.Specification
            .Of(["name", "state", "origin", "picking_type_code", "date_done", "write_date", "sale_id", "backorder_id", "return_id", .. tracking])
            .With("picking_type_id", Records.Specification.Of("warehouse_id"))
            .With("move_ids", Moves);
        return fields.PickingCarrier ? picking.With("carrier_id", Records.Specification.Of("display_name")) : picking;
    }

    public static PickingReading Read(OdooRecord picking)
    {
        var moves = picking.Records("move_ids").Where(move => move.Text("state") != "cancel").ToList();
        return new PickingReading
        {
            Id = picking.IdOf<Picking>(),
            Name = picking.Text("name") ?? "",
            Kind = Kind(picking.Text("picking_type_code"), moves),
            State = State(picking.Text("state")),
            Origin = picking.Text("origin"),
            DoneAt = picking.Time("date_done"),
            WrittenAt = picking.Time("write_date")!.Value,
            Order = picking.Link<SaleOrder>("sale_id"),
            Warehouse = picking.Nested("picking_type_id")?.Link<Warehouse>("warehouse_id"),
            Carrier = picking.Link("carrier_id")?.Name,
            TrackingNumber = picking.Text("carrier_tracking_ref"),
            TrackingUrl = picking.Text("carrier_tracking_url"),
            BackorderOf = picking.Link<Picking>("backorder_id"),
            ReturnOf = picking.Link<Picking>("return_id"),
            Moves = [.. moves.Select(Move)],
        };
    }

    public static PickingState State(string? state) => state switch
    {
        "done" => PickingState.Done,
        "cancel" => PickingState.Cancelled,
        "assigned" or "partially_available" => PickingState.Ready,
        _ => PickingState.Waiting,
    };

    /// <summary>How many of the product's unit one of the move's unit is.</summary>
    public static decimal Factor(OdooRecord move) => move.Amount("product_uom_qty") is var demand and not 0m ? move.Amount("product_qty") / demand : 1m;

    public static Specification Moves => Records.Specification.Of(
        "state", "product_uom_qty", "product_qty", "quantity", "picked", "sale_line_id", "has_tracking", "lot_ids",
        "location_usage", "location_dest_usage", "origin_returned_move_id")
        .With("product_id", Records.Specification.Of("display_name"));

    private static MoveReading Move(OdooRecord move) => new(
        move.IdOf<Move>(),
        move.Link<Product>("product_id")!.Value,
        move.Link<SaleOrderLine>("sale_line_id"),
        move.Amount("product_qty"),
        move.Amount("quantity") * Factor(move),
        State(move.Text("state")),
        move.Text("has_tracking") is "serial" or "lot")
    {
        Final = FromCustomer(move) || move.Text("location_dest_usage") == "customer",
        Returns = move.Link<Move>("origin_returned_move_id"),
        Picked = move.Flag("picked"),
        Each = Factor(move),
    };

    // A warehouse without a type for returns takes goods back by a transfer of the outgoing type.
    private static PickingKind Kind(string? code, List<OdooRecord> moves) => code switch
    {
        "outgoing" or "dropship" when moves.Count > 0 && moves.TrueForAll(FromCustomer) => PickingKind.Incoming,
        "outgoing" or "dropship" => PickingKind.Outgoing,
        "incoming" => PickingKind.Incoming,
        _ => PickingKind.Internal,
    };

    private static bool FromCustomer(OdooRecord move) => move.Text("location_usage") == "customer";
}
