using Tandem.Odoo;
using Tandem.Odoo.Records;

namespace Tandem.Sandbox.House;

/// <summary>A person who works in any Odoo's warehouses, through its API: counts, receives, carries.</summary>
public sealed class StockHand(IOdoo odoo)
{
    private const string Quant = "stock.quant";
    private static readonly OdooContext Counting = OdooContext.Plain.With("inventory_mode", true);
    private static readonly string[] Types = ["internal", "incoming"];

    /// <summary>The product with this internal reference.</summary>
    public async Task<int> Product(string reference, CancellationToken stop) =>
        (await odoo.SearchRead("product.product", Domain.Where("default_code", "=", reference), ["id"], OdooContext.Plain, stop, limit: 1))[0].Id;

    /// <summary>A warehouse by its code: its stock, and the view that holds all of it.</summary>
    public async Task<(int Id, int Stock, int View, int Company)> Warehouse(string code, CancellationToken stop)
    {
        var house = (await odoo.SearchRead("stock.warehouse", Domain.Where("code", "=", code), ["lot_stock_id", "view_location_id", "company_id"], OdooContext.Plain, stop, limit: 1))[0];
        return (house.Id, house.Link("lot_stock_id")!.Value.Id, house.Link("view_location_id")!.Value.Id, house.Link("company_id")!.Value.Id);
    }

    /// <summary>Opens another warehouse of a company; the same when there is one with the code.</summary>
    public async Task Open(string name, string code, int company, CancellationToken stop)
    {
        if (await odoo.SearchCount("stock.warehouse", Domain.Where("code", "=", code), OdooContext.Plain, stop) == 0)
            await odoo.Create("stock.warehouse", new Dictionary<string, object?> { ["name"] = name, ["code"] = code, ["company_id"] = company }, OdooContext.Plain, stop);
    }

    /// <summary>Counts a product in a place: an inventory adjustment.</summary>
    public async Task Count(int product, int place, decimal quantity, CancellationToken stop)
    {
        var counted = await odoo.Create(Quant, new Dictionary<string, object?> { ["product_id"] = product, ["location_id"] = place, ["inventory_quantity"] = quantity }, Counting, stop);
        await odoo.Invoke(Quant, "action_apply_inventory", [counted], Counting, stop);
    }

    /// <summary>Takes goods in from a supplier.</summary>
    public async Task Receive(int product, int warehouse, int place, decimal quantity, CancellationToken stop)
    {
        var suppliers = (await odoo.SearchRead("stock.location", Domain.Where("usage", "=", "supplier"), ["id"], OdooContext.Plain, stop, limit: 1, order: "id"))[0].Id;
        await Carry(product, warehouse, suppliers, place, quantity, stop);
    }

    /// <summary>Carries goods from one place to another, by a transfer.</summary>
    public async Task Carry(int product, int warehouse, int from, int to, decimal quantity, CancellationToken stop)
    {
        var types = await odoo.SearchRead(
            "stock.picking.type", Domain.Where("warehouse_id", "=", warehouse).And("code", "in", Types), ["code"], OdooContext.Plain.WithArchived(), stop);
        var goods = (await odoo.Read("product.product", [product], ["uom_id", "name"], OdooContext.Plain, stop))[0];
        var named = (await odoo.FieldsGet("stock.move", ["name"], stop)).ContainsKey("name");
        var move = new Dictionary<string, object?>
        {
            ["product_id"] = product, ["product_uom_qty"] = quantity, ["product_uom"] = goods.Link("uom_id")!.Value.Id, ["location_id"] = from, ["location_dest_id"] = to,
        };
        if (named) move["name"] = goods.Text("name");
        var picking = await odoo.Create("stock.picking", new Dictionary<string, object?>
        {
            ["picking_type_id"] = types.OrderByDescending(type => type.Text("code"), StringComparer.Ordinal).First().Id, ["location_id"] = from, ["location_dest_id"] = to,
            ["move_ids"] = new object[] { new object[] { 0, 0, move } },
        }, OdooContext.Plain, stop);
        await odoo.Invoke("stock.picking", "action_confirm", [picking], OdooContext.Plain, stop);
        await odoo.Invoke("stock.picking", "action_assign", [picking], OdooContext.Plain, stop);
        await odoo.Invoke("stock.picking", "button_validate", [picking], OdooContext.Plain, stop);
    }

    /// <summary>What is there and not reserved.</summary>
    public async Task<decimal> Free(int product, int place, CancellationToken stop) =>
        (await odoo.Read("product.product", [product], ["free_qty"], OdooContext.Plain.With("location", place), stop))[0].Amount("free_qty");
}
