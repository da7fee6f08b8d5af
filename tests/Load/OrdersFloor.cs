using System.Globalization;
using Tandem.Odoo;
using Tandem.Odoo.Records;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;

namespace Tandem.Load;

/// <summary>The least that booking an order takes: <c>load</c> of a draft and <c>action_confirm</c>, through the same client, whose pace leaves all of them in at once.</summary>
internal sealed class OrdersFloor
{
    private readonly IOdoo odoo;
    private readonly OdooContext context;
    private readonly OdooContext identity;
    private readonly IReadOnlyList<string> columns;
    private readonly IReadOnlyList<IReadOnlyList<string>> rows;
    private int made;

    private OrdersFloor(IOdoo odoo, OdooContext context, string module, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) =>
        (this.odoo, this.context, identity, this.columns, this.rows) = (odoo, context.With("tracking_disable", true), context.Identity(module), columns, rows);

    /// <summary>Orders like one that Tandem has booked.</summary>
    public static async Task<OrdersFloor> Like(ShopDomain shop, PracticeOrder order, IOdoo odoo, CancellationToken stop)
    {
        var taxes = (await odoo.Session(stop)).Version.Major >= 19 ? "tax_ids" : "tax_id";
        string[] links = ["company_id", "partner_id", "partner_invoice_id", "partner_shipping_id", "warehouse_id", "team_id"];
        var booked = (await odoo.SearchRead("sale.order", Domain.Where("client_order_ref", "=", order.Name), links, OdooContext.Plain, stop))[0];
        var lines = await odoo.SearchRead("sale.order.line", Domain.Where("order_id", "=", booked.Id), ["product_id", "name", "price_unit", taxes], OdooContext.Plain, stop);

        string[] lineColumns = ["id", "product_id/.id", "name", "product_uom_qty", "price_unit", "discount", $"{taxes}/.id"];
        string[] columns = ["id", "client_order_ref", "date_order", "pricelist_id/.id", "user_id/.id", .. links.Select(link => $"{link}/.id"), .. lineColumns.Select(column => $"order_line/{column}")];
        string[] header = ["", "floor", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), "", "", .. links.Select(link => Text(booked.Link(link)!.Value.Id))];
        var rows = lines.Select((line, index) => (IReadOnlyList<string>)
        [
            .. index == 0 ? header : header.Select(_ => ""),
            "", Text(line.Link("product_id")!.Value.Id), line.Text("name")!, "1", line.Amount("price_unit").ToString(CultureInfo.InvariantCulture), "0", string.Join(",", line.Ids(taxes)),
        ]).ToList();
        var module = shop.OdooModule + "_floor";
        return new OrdersFloor(odoo, OdooContext.In(booked.Link("company_id")!.Value.Id), module, columns, rows);
    }

    public async Task Run(int count, CancellationToken stop)
    {
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, Orders.AtOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await One(stop);
        }));
    }

    /// <summary>The new order's id.</summary>
    public async Task<int> One(CancellationToken stop)
    {
        var ids = await Batch(1, stop);
        await Confirm(ids, stop);
        return ids[0];
    }

    /// <summary>Drafts in one call; their ids.</summary>
    /// <param name="state">Null leaves out the column; with <c>sale</c>, <c>load</c> itself brings about what confirming does.</param>
    public async Task<IReadOnlyList<int>> Batch(int count, CancellationToken stop, string? state = null)
    {
        var orders = Enumerable.Range(0, count).SelectMany(_ => Next());
        var table = state is null ? new LoadTable(columns, [.. orders]) : new LoadTable([.. columns, "state"], [.. orders.Select(row => (IReadOnlyList<string>)[.. row, row[0].Length > 0 ? state : ""])]);
        return (await odoo.Load("sale.order", table, identity, stop)).OrThrow("sale.order.load");
    }

    public Task Confirm(IReadOnlyList<int> orders, CancellationToken stop) => odoo.Invoke("sale.order", "action_confirm", orders, context, stop);

    /// <summary>The rows of one more order, with its own identity.</summary>
    private IEnumerable<IReadOnlyList<string>> Next()
    {
        var number = Interlocked.Increment(ref made);
        var lineId = columns.ToList().IndexOf("order_line/id");
        return rows.Select((row, index) => (IReadOnlyList<string>)
            [.. row.Select((cell, column) => column == 0 && index == 0 ? $"order_{Text(number)}" : column == lineId ? $"line_{Text(number)}_{Text(index)}" : cell)]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
