using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Tandem.Odoo;
using Tandem.Odoo.Records;

namespace Tandem.Sandbox.House;

/// <summary>One sales order as Odoo itself answers it.</summary>
/// <param name="Reference">The customer reference, which is the order's name in Shopify.</param>
/// <param name="Total">In the order's currency.</param>
public sealed record BookedOrder(int Id, string Reference, string State, decimal Total);

/// <summary>Looks into any Odoo through its API, apart from what Tandem says of it.</summary>
public sealed class OdooView : IDisposable
{
    private readonly OdooClients clients;
    private readonly IOdoo odoo;

    public OdooView(OdooAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        clients = new OdooClients(Options.Create(new OdooOptions { AllowPrivateNetworks = true }), TimeProvider.System, NullLoggerFactory.Instance);
        odoo = clients.For(access.Connection);
    }

    /// <summary>The name of the oldest company that the user sees: tests open others.</summary>
    public async Task<string> Company(CancellationToken stop) =>
        (await odoo.SearchRead("res.company", Domain.All, ["name"], OdooContext.Plain, stop, limit: 1, order: "id"))[0].Text("name")!;

    /// <summary>The currency that the oldest company keeps its books in.</summary>
    public async Task<string> Currency(CancellationToken stop) =>
        (await odoo.SearchRead("res.company", Domain.All, ["currency_id"], OdooContext.Plain, stop, limit: 1, order: "id"))[0].Link("currency_id")!.Value.Name!;

    /// <summary>All orders with one of these customer references, of whatever state.</summary>
    public async Task<IReadOnlyList<BookedOrder>> Orders(IReadOnlyCollection<string> references, CancellationToken stop)
    {
        var found = await odoo.SearchRead(
            "sale.order", Domain.Where("client_order_ref", "in", references), ["client_order_ref", "state", "amount_total"], OdooContext.Plain, stop);
        return [.. found.Select(order => new BookedOrder(order.Id, order.Text("client_order_ref")!, order.Text("state")!, order.Amount("amount_total")))];
    }

    public Task<int> CountOrders(IReadOnlyCollection<string> references, CancellationToken stop) =>
        odoo.SearchCount("sale.order", Domain.Where("client_order_ref", "in", references), OdooContext.Plain, stop);

    /// <summary>How many contacts have this address, not counting those that belong to another.</summary>
    public Task<int> CountCustomers(string email, CancellationToken stop) =>
        odoo.SearchCount("res.partner", Domain.Where("email", "=", email).And("parent_id", "=", false), OdooContext.Plain, stop);

    public void Dispose() => clients.Dispose();
}
