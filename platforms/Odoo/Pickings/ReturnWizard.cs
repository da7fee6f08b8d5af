using System.Text.Json;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Odoo.Pickings;

/// <summary>Odoo's dialogue for returns (stock.return.picking), filled in.</summary>
internal static class ReturnWizard
{
    public const string Model = "stock.return.picking";

    public static Dictionary<string, object?> Values(PickingReading delivered, IReadOnlyDictionary<OdooId<Move>, decimal> quantities, OdooVersion version) => new()
    {
        ["picking_id"] = delivered.Id,
        ["product_return_moves"] = delivered.Moves
            .Where(move => quantities.TryGetValue(move.Id, out var quantity) && quantity > 0m)
            .Select(move => new object[] { 0, 0, Line(move, quantities[move.Id], version) }).ToArray(),
    };

    /// <summary>The transfer that the dialogue made.</summary>
    public static OdooId<Picking> Made(JsonElement answer) => new OdooRecord(answer).Whole("res_id") is { } id
        ? new OdooId<Picking>(id)
        : throw new InvalidOperationException($"{Model} answered without a transfer.");

    // From version 19 on the dialogue counts in the move's own unit, before in the product's.
    private static Dictionary<string, object?> Line(MoveReading move, decimal quantity, OdooVersion version) => new()
    {
        ["product_id"] = move.Product,
        ["move_id"] = move.Id,
        ["quantity"] = version.Major >= 19 ? quantity / move.Each : quantity,
        ["to_refund"] = true,
    };
}
