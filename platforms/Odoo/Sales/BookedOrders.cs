using System.Runtime.CompilerServices;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>A sales order of Odoo's as a list shows it, and whose it is.</summary>
/// <param name="Origin">Its source document, such as <c>Shopify #1001</c>.</param>
/// <param name="Identity">The Shopify order under whose identity it was made; null for one that a person made or copied.</param>
public sealed record BookedOrder(OdooId<SaleOrder> Id, string Name, SaleState State, string? Origin, OrderId? Identity);

/// <summary>Lists the sales orders of one Odoo company that come from Shopify, whoever made them (sale.order).</summary>
public sealed class BookedOrders(IOdoo odoo, OdooProfile profile, string module)
{
    private const int PageSize = 500;

    private readonly IOdoo odoo = odoo.At(CallPriority.History);

    /// <summary>Created since; page after page behind the last id, so that no page is skipped when orders come and go meanwhile.</summary>
    public async IAsyncEnumerable<BookedOrder> CreatedSince(DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = 0;
        while (true)
        {
            var domain = Domain.Where("company_id", "=", profile.Company.Id).And("create_date", ">=", from).And("origin", "=like", "Shopify %").And("id", ">", last);
            var page = await odoo.SearchRead(SaleOrder.Model, domain, ["name", "state", "origin"], profile.Context, cancellation, PageSize, "id", bare: true);
            var call = new OdooCall(SaleOrder.Model, "get_metadata") { Ids = [.. page.Select(order => order.Id)], Context = profile.Context, Repeatable = true };
            var made = page.Count == 0 ? [] : OdooRecord.All(await odoo.Call(call, cancellation)).ToDictionary(order => order.Id);
            foreach (var order in page)
            {
                if (!made.TryGetValue(order.Id, out var identities)) continue;
                var own = SaleOrderNames.Named(module, identities);
                if (own is null && IsOfAnotherShop(identities)) continue;
                yield return new BookedOrder(order.IdOf<SaleOrder>(), order.Text("name") ?? "", SaleOrderText.State(order.Text("state")), order.Text("origin"), own);
            }

            if (page.Count < PageSize) yield break;
            last = page[^1].Id;
        }
    }

    /// <summary>Several shops may be in one company, each with an order #1001.</summary>
    private static bool IsOfAnotherShop(OdooRecord identities) =>
        identities.Records("xmlids").Any(one => one.Text("xmlid") is { } name && name.StartsWith("tandem_", StringComparison.Ordinal) && name.Contains(".order_", StringComparison.Ordinal));

    /// <summary>The contact that was made under an identity of ours; null when there is none or it was deleted.</summary>
    public Task<OdooId<Partner>?> Contact(string name, CancellationToken cancellation) => ExternalIds.Find<Partner>(odoo, module, name, cancellation);

    /// <summary>Those of the orders that are there, as a list shows them; whose they are is not asked again.</summary>
    public async Task<IReadOnlyList<BookedOrder>> Read(IReadOnlyCollection<(OdooId<SaleOrder> Id, OrderId Identity)> orders, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var (identities, read) = (orders.ToDictionary(order => order.Id, order => order.Identity), new List<BookedOrder>());
        foreach (var some in orders.Chunk(PageSize))
            foreach (var order in await odoo.SearchRead(SaleOrder.Model, Domain.Where("id", "in", some.Select(one => one.Id.Value).ToArray()), ["name", "state", "origin"], profile.Context, cancellation, bare: true))
                read.Add(new BookedOrder(order.IdOf<SaleOrder>(), order.Text("name") ?? "", SaleOrderText.State(order.Text("state")), order.Text("origin"), identities[order.IdOf<SaleOrder>()]));
        return read;
    }

    /// <summary>Under which of Shopify's orders each was made; those that are gone, or that nobody made for Shopify, are missing.</summary>
    public async Task<IReadOnlyDictionary<OdooId<SaleOrder>, OrderId>> Identities(IReadOnlyCollection<OdooId<SaleOrder>> orders, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(orders);
        if (orders.Count == 0) return new Dictionary<OdooId<SaleOrder>, OrderId>();
        // Asked about one that is gone, Odoo tells of none.
        var there = await odoo.SearchRead(SaleOrder.Model, Domain.Where("id", "in", orders.Select(order => order.Value).ToArray()), ["id"], profile.Context, cancellation, bare: true);
        if (there.Count == 0) return new Dictionary<OdooId<SaleOrder>, OrderId>();
        var call = new OdooCall(SaleOrder.Model, "get_metadata") { Ids = [.. there.Select(order => order.Id)], Context = profile.Context, Repeatable = true };
        return OdooRecord.All(await odoo.Call(call, cancellation))
            .Select(order => (Id: order.IdOf<SaleOrder>(), Own: SaleOrderNames.Named(module, order)))
            .Where(order => order.Own is not null).ToDictionary(order => order.Id, order => order.Own!.Value);
    }

    /// <summary>The identities of ours that contacts carry, in one call; none where Odoo tells them of no contact together with another.</summary>
    public async Task<IReadOnlyDictionary<OdooId<Partner>, IReadOnlySet<string>>> Identities(IReadOnlyCollection<OdooId<Partner>> contacts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        if (contacts.Count == 0) return new Dictionary<OdooId<Partner>, IReadOnlySet<string>>();
        var call = new OdooCall(Partner.Model, "get_metadata") { Ids = [.. contacts.Select(contact => contact.Value)], Context = profile.Context, Repeatable = true };
        var own = $"{module}.";
        try
        {
            return OdooRecord.All(await odoo.Call(call, cancellation)).ToDictionary(
                contact => contact.IdOf<Partner>(),
                IReadOnlySet<string> (contact) => contact.Records("xmlids").Select(one => one.Text("xmlid")!).Where(name => name.StartsWith(own, StringComparison.Ordinal)).Select(name => name[own.Length..]).ToHashSet());
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.AccessDenied or OdooFailure.RecordMissing)
        {
            // One that the user may not see is enough; each can still be asked for by its name.
            return new Dictionary<OdooId<Partner>, IReadOnlySet<string>>();
        }
    }

    /// <summary>The order that was made for one of Shopify's; null when there is none or it was deleted.</summary>
    public Task<OdooId<SaleOrder>?> MadeFor(OrderId order, CancellationToken cancellation) => ExternalIds.Find<SaleOrder>(odoo, module, $"order_{order}", cancellation);
}
