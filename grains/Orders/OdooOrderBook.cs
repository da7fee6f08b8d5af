using Tandem.Grains.Products;
using Tandem.Odoo;
using Tandem.Odoo.Partners;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>The order book of one shop in its Odoo.</summary>
internal sealed class OdooOrderBook(
    IOdoo odoo, SaleOrders orders, Confirmation confirmation, OdooCustomers customers, ProductBook products, OdooContext context) : IOrderBook
{
    public async Task<BookEntry<OdooId<SaleOrder>>> Enter(SaleOrderDraft draft, OrderPartners partners, bool confirmed, CancellationToken stop) =>
        await orders.LoadDraft(draft, partners, confirmed, stop) switch
        {
            DraftOutcome.There there => new BookEntry<OdooId<SaleOrder>>.Entered(there.Order),
            DraftOutcome.Refused refused => new BookEntry<OdooId<SaleOrder>>.Refused(refused.Messages),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        };

    public Task<SaleOrderReading?> Read(OdooId<SaleOrder> order, CancellationToken stop) => orders.Read(order, stop);

    public Task Confirm(OdooId<SaleOrder> order, SaleOrderDraft draft, CancellationToken stop) => confirmation.Confirm(order, stop, draft.Goods);

    public async Task<SaleOrderReading?> RestoreDate(OdooId<SaleOrder> order, DateTimeOffset date, CancellationToken stop) =>
        await orders.RestoreDate(order, date, stop);

    public async Task<BookEntry<OdooId<SaleOrderLine>>> AddLine(OdooId<SaleOrder> order, SaleLineDraft line, CancellationToken stop) =>
        Entry(await orders.LoadLines(order, [line], stop), ids => new OdooId<SaleOrderLine>(ids[0]));

    public async Task<IReadOnlyList<(OdooId<Partner> Id, string Name)>> PartnersByEmail(string email, CancellationToken stop) =>
        [.. (await customers.FindByEmail(email, stop)).Select(partner => (partner.Id, partner.Name))];

    public async Task<BookEntry<IReadOnlyList<OdooId<Partner>>>> EnterContacts(IReadOnlyList<ContactDraft> contacts, OdooId<Partner>? parent, CancellationToken stop)
    {
        var outcome = parent is { } under
            ? await customers.LoadChildren(under, contacts, stop)
            : await customers.LoadFamily(contacts[0], [.. contacts.Skip(1)], stop);
        return Entry<IReadOnlyList<OdooId<Partner>>>(outcome, ids => [.. ids.Select(id => new OdooId<Partner>(id))]);
    }

    public async Task<IReadOnlySet<OdooId<Partner>>> Existing(IReadOnlyCollection<OdooId<Partner>> partners, CancellationToken stop)
    {
        var found = await odoo.Read(Partner.Model, [.. partners.Select(partner => partner.Value)], ["active"], context, stop);
        return found.Where(partner => partner.Flag("active")).Select(partner => partner.IdOf<Partner>()).ToHashSet();
    }

    public async Task<IReadOnlyDictionary<OdooId<Partner>, string>> Cities(IReadOnlyCollection<OdooId<Partner>> partners, CancellationToken stop) =>
        (await odoo.Read(Partner.Model, [.. partners.Select(partner => partner.Value)], ["city"], context, stop))
        .Where(partner => partner.Text("city") is { Length: > 0 }).ToDictionary(partner => partner.IdOf<Partner>(), partner => partner.Text("city")!);

    public Task<KnownProducts> Products(ShopOrder order, IReadOnlyDictionary<LineId, BookedProduct> booked, CancellationToken stop) => products.Known(order, booked, stop);

    private static BookEntry<T> Entry<T>(LoadOutcome outcome, Func<IReadOnlyList<int>, T> ids) => outcome switch
    {
        LoadOutcome.Loaded loaded => new BookEntry<T>.Entered(ids(loaded.Ids)),
        LoadOutcome.Refused refused => new BookEntry<T>.Refused(refused.Messages),
        _ => throw new InvalidOperationException($"No rule for {outcome.GetType().Name}."),
    };
}
