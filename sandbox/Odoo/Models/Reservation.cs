using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Takes stock for moves, gives it back, and moves it.</summary>
internal static class Reservation
{
    private const string Held = "practice_reserved";

    /// <summary>Sets what a move asks for and reserves what is there.</summary>
    public static void Demand(Env env, Row move, decimal wanted)
    {
        env.Set("stock.move", move, "product_uom_qty", wanted);
        Release(env, move);
        Settle(env, move, Counted(env, move) ? Take(env, move, wanted) : wanted);
    }

    /// <summary>Sets what moves, whether it is in stock or not.</summary>
    public static void Force(Env env, Row move, decimal quantity)
    {
        Release(env, move);
        if (Counted(env, move)) Take(env, move, quantity);
        Settle(env, move, quantity);
    }

    public static void Release(Env env, Row move)
    {
        foreach (var (quant, quantity) in HeldBy(move)) Change(env, env.Row("stock.quant", quant), "reserved_quantity", -quantity);
        env.Set("stock.move", move, Held, null);
        env.Set("stock.move", move, "lot_ids", new List<int>());
    }

    /// <summary>Moves the goods: those that were held first, the rest from wherever they were thought to be.</summary>
    public static void Ship(Env env, Row move)
    {
        if (!Storable(env, move)) return;
        var rest = move.Number("quantity");
        foreach (var (id, quantity) in HeldBy(move))
        {
            var quant = env.Row("stock.quant", id);
            Change(env, quant, "reserved_quantity", -quantity);
            Change(env, quant, "quantity", -quantity);
            Arrive(env, move, quant.Link("lot_id"), quantity);
            rest -= quantity;
        }

        env.Set("stock.move", move, Held, null);
        if (rest == 0m) return;
        if (Stock.Usage(env, move, "location_id") == "internal") Change(env, Quant(env, move, "location_id", null), "quantity", -rest);
        Arrive(env, move, null, rest);
    }

    /// <summary>Whether the lots of all that moves are known.</summary>
    public static bool Named(Env env, Row move) =>
        Stock.Template(env, move).Text("tracking") is not ("serial" or "lot")
        || HeldBy(move).Where(held => env.Row("stock.quant", held.Quant).Link("lot_id") is not null).Sum(held => held.Quantity) == move.Number("quantity");

    private static void Settle(Env env, Row move, decimal quantity)
    {
        var wanted = move.Number("product_uom_qty");
        env.Set("stock.move", move, "quantity", quantity);
        var lots = HeldBy(move).Select(held => env.Row("stock.quant", held.Quant).Link("lot_id")).OfType<int>().Distinct().ToList();
        env.Set("stock.move", move, "lot_ids", lots);
        env.Set("stock.move", move, "state", wanted <= 0m ? "cancel" : quantity >= wanted ? "assigned" : quantity > 0m ? "partially_available" : "confirmed");
    }

    private static decimal Take(Env env, Row move, decimal wanted)
    {
        var held = new List<(int Quant, decimal Quantity)>();
        var place = move.Link("location_id")!.Value;
        foreach (var quant in Stock.Quants(env, move.Link("product_id")!.Value).Where(quant => Stock.Within(env, quant.Link("location_id"), place)).ToList())
        {
            var taken = Math.Min(quant.Number("quantity") - quant.Number("reserved_quantity"), wanted - held.Sum(one => one.Quantity));
            if (taken <= 0m) continue;
            held.Add((quant.Id, taken));
            Change(env, quant, "reserved_quantity", taken);
        }

        env.Set("stock.move", move, Held, held);
        return held.Sum(one => one.Quantity);
    }

    private static void Arrive(Env env, Row move, int? lot, decimal quantity)
    {
        if (Stock.Usage(env, move, "location_dest_id") == "internal") Change(env, Quant(env, move, "location_dest_id", lot), "quantity", quantity);
    }

    private static Row Quant(Env env, Row move, string side, int? lot) =>
        Stock.Quants(env, move.Link("product_id")!.Value).FirstOrDefault(quant => quant.Link("location_id") == move.Link(side) && quant.Link("lot_id") == lot)
        ?? Writing.Create(env.Sudo(), "stock.quant", new Dictionary<string, object?> { ["product_id"] = move["product_id"], ["location_id"] = move[side], ["lot_id"] = lot });

    private static void Change(Env env, Row quant, string field, decimal by)
    {
        env.Set("stock.quant", quant, field, quant.Number(field) + by);
        env.Set("stock.quant", quant, "write_date", env.Now);
    }

    private static IReadOnlyList<(int Quant, decimal Quantity)> HeldBy(Row move) => move[Held] as List<(int Quant, decimal Quantity)> ?? [];

    private static bool Storable(Env env, Row move) => Stock.Template(env, move).Flag("is_storable");

    private static bool Counted(Env env, Row move) => Storable(env, move) && Stock.Usage(env, move, "location_id") == "internal";
}
