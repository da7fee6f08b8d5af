using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Odoo;
using Tandem.Odoo.Records;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;

namespace Tandem.Load;

/// <summary>The least that an order's life takes: the writing calls of each stage and nothing else, through the same client. What has to be looked up for them is not counted.</summary>
internal sealed class LifeFloor(IOdoo odoo, OdooContext context, OrdersFloor orders, int bank, int sales)
{
    private readonly string today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public LifeTimes Times { get; } = new();

    public static async Task<LifeFloor> Like(PracticeHouse house, PracticeOrder order, CancellationToken stop)
    {
        var odoo = house.App.Services.GetRequiredService<IOdooClients>().For(house.Access.Connection);
        var booked = (await odoo.SearchRead("sale.order", Domain.Where("client_order_ref", "=", order.Name), ["company_id"], OdooContext.Plain, stop))[0];
        var context = OdooContext.In(booked.Link("company_id")!.Value.Id);
        var journals = await odoo.SearchRead("account.journal", Domain.Where("company_id", "=", booked.Link("company_id")!.Value.Id), ["name", "type"], context, stop, order: "id");
        int Journal(Func<OdooRecord, bool> which) => journals.First(which).Id;
        return new LifeFloor(odoo, context, await OrdersFloor.Like(ShopDomain.Parse(house.Shop.Domain), order, odoo, stop), Journal(one => one.Text("name") == "Bank"), Journal(one => one.Text("type") == "sale"));
    }

    public async Task One(CancellationToken stop)
    {
        var order = await Stage(LifeStage.Confirm, () => orders.One(stop));
        var invoice = await Stage(LifeStage.Invoice, () => Invoice(order, stop));
        await Stage(LifeStage.Post, () => Post(invoice, stop));
        await Stage(LifeStage.Pay, () => Pay(invoice, stop));
        var delivery = (await odoo.Read("sale.order", [order], ["picking_ids"], context, stop))[0].Ids("picking_ids")[0];
        var moves = await Moves(delivery, stop);
        await Stage(LifeStage.Deliver, () => Validate(delivery, moves, stop));
        var note = await Stage(LifeStage.Credit, () => Credit(invoice, stop));
        await Stage(LifeStage.PostCredit, () => Post(note, stop));
        await Stage(LifeStage.Repay, () => Pay(note, stop));
        await Stage(LifeStage.Return, () => Return(delivery, moves[0], stop));
        var line = (await odoo.SearchRead("sale.order.line", Domain.Where("order_id", "=", order).And("product_id", "=", moves[0].Link("product_id")!.Value.Id), ["product_uom_qty"], context, stop, order: "id"))[0];
        await Stage(LifeStage.Reduce, () => Reduce(order, line, stop));
    }

    private async Task<T> Stage<T>(LifeStage stage, Func<Task<T>> calls)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await calls();
        Times.Add(stage, Stopwatch.GetElapsedTime(start));
        return result;
    }

    private async Task<int> Invoice(int order, CancellationToken stop)
    {
        var wizard = await odoo.Create("sale.advance.payment.inv", new Dictionary<string, object?> { ["advance_payment_method"] = "delivered", ["sale_order_ids"] = Only(order) }, context, stop);
        return Opened(await odoo.Invoke("sale.advance.payment.inv", "create_invoices", [wizard], context, stop));
    }

    private async Task<bool> Post(int document, CancellationToken stop)
    {
        await odoo.Write("account.move", [document], new Dictionary<string, object?> { ["invoice_date"] = today }, context.With("tracking_disable", true), stop);
        await odoo.Invoke("account.move", "action_post", [document], context, stop);
        return true;
    }

    private async Task<bool> Pay(int document, CancellationToken stop)
    {
        var about = context.With("active_model", "account.move").With("active_ids", new[] { document });
        var wizard = await odoo.Create("account.payment.register", new Dictionary<string, object?> { ["journal_id"] = bank, ["payment_date"] = today }, about, stop);
        await odoo.Invoke("account.payment.register", "action_create_payments", [wizard], context, stop);
        return true;
    }

    private async Task<bool> Validate(int picking, IReadOnlyList<OdooRecord> moves, CancellationToken stop)
    {
        object[] quantities = [.. moves.Select(move => new object[] { 1, move.Id, new Dictionary<string, object?> { ["quantity"] = move.Amount("product_uom_qty"), ["picked"] = true } })];
        await odoo.Write("stock.picking", [picking], new Dictionary<string, object?> { ["move_ids"] = quantities }, context, stop);
        await odoo.Invoke("stock.picking", "button_validate", [picking], context.With("skip_backorder", true), stop);
        return true;
    }

    private async Task<int> Credit(int invoice, CancellationToken stop)
    {
        var about = context.With("active_model", "account.move").With("active_ids", new[] { invoice });
        var wizard = await odoo.Create("account.move.reversal", new Dictionary<string, object?> { ["move_ids"] = Only(invoice), ["journal_id"] = sales, ["date"] = today, ["reason"] = "floor" }, about, stop);
        var note = Opened(await odoo.Invoke("account.move.reversal", "refund_moves", [wizard], context, stop));
        var lines = await odoo.SearchRead("account.move.line", Domain.Where("move_id", "=", note).And("display_type", "=", "product"), ["quantity"], context, stop, order: "id");
        object[] first = [new object[] { 1, lines[0].Id, new Dictionary<string, object?> { ["quantity"] = 1 } }, .. lines.Skip(1).Select(line => new object[] { 2, line.Id, 0 })];
        await odoo.Write("account.move", [note], new Dictionary<string, object?> { ["invoice_line_ids"] = first }, context.With("tracking_disable", true), stop);
        return note;
    }

    private async Task<bool> Return(int delivery, OdooRecord move, CancellationToken stop)
    {
        var about = context.With("active_model", "stock.picking").With("active_id", delivery).With("active_ids", new[] { delivery });
        var line = new Dictionary<string, object?> { ["product_id"] = move.Link("product_id")!.Value.Id, ["move_id"] = move.Id, ["quantity"] = 1, ["to_refund"] = true };
        var wizard = await odoo.Create("stock.return.picking", new Dictionary<string, object?> { ["picking_id"] = delivery, ["product_return_moves"] = new object[] { new object[] { 0, 0, line } } }, about, stop);
        var back = Opened(await odoo.Invoke("stock.return.picking", "action_create_returns", [wizard], about, stop));
        return await Validate(back, await Moves(back, stop), stop);
    }

    private async Task<bool> Reduce(int order, OdooRecord line, CancellationToken stop)
    {
        object[] fewer = [new object[] { 1, line.Id, new Dictionary<string, object?> { ["product_uom_qty"] = line.Amount("product_uom_qty") - 1m } }];
        await odoo.Write("sale.order", [order], new Dictionary<string, object?> { ["order_line"] = fewer }, context, stop);
        return true;
    }

    private Task<IReadOnlyList<OdooRecord>> Moves(int picking, CancellationToken stop) =>
        odoo.SearchRead("stock.move", Domain.Where("picking_id", "=", picking), ["product_id", "product_uom_qty"], context, stop, order: "id");

    private static object[] Only(int id) => [new object[] { 6, 0, new[] { id } }];

    private static int Opened(JsonElement action) => action.GetProperty("res_id").GetInt32();
}
