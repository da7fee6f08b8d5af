using Tandem.Grains.Orders;
using Tandem.Odoo.Sales;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Lots;

/// <summary>The order book as an order or a customer of a lot uses it: what the others ask for too is asked for with them, everything else alone.</summary>
internal sealed class LotBook(IOrderBook alone, OdooLots together, OrderLot lot, RecordKey record) : IOrderBook
{
    public async Task<BookEntry<OdooId<SaleOrder>>> Enter(SaleOrderDraft draft, OrderPartners partners, bool confirmed, CancellationToken stop) =>
        await lot.Ask(lot.Asked.Drafts, record, together, new OrderToLoad(draft, partners, confirmed)) is { } made
            ? new BookEntry<OdooId<SaleOrder>>.Entered(made.Value)
            : await alone.Enter(draft, partners, confirmed, stop);

    public async Task<SaleOrderReading?> Read(OdooId<SaleOrder> order, CancellationToken stop) =>
        await lot.Ask(lot.Asked.Readings, record, together, order) is { } read ? read.Value : await alone.Read(order, stop);

    public async Task Confirm(OdooId<SaleOrder> order, SaleOrderDraft draft, CancellationToken stop)
    {
        if (await lot.Ask(lot.Asked.Confirmations, record, together, new OrderToConfirm(order, [.. draft.Goods])) is null) await alone.Confirm(order, draft, stop);
    }

    public async Task<SaleOrderReading?> RestoreDate(OdooId<SaleOrder> order, DateTimeOffset date, CancellationToken stop) =>
        await lot.Ask(lot.Asked.Dates, record, together, (order, date)) is { } read ? read.Value : await alone.RestoreDate(order, date, stop);

    public Task<BookEntry<OdooId<SaleOrderLine>>> AddLine(OdooId<SaleOrder> order, SaleLineDraft line, CancellationToken stop) => alone.AddLine(order, line, stop);

    public async Task<IReadOnlyList<(OdooId<Partner> Id, string Name)>> PartnersByEmail(string email, CancellationToken stop) =>
        await lot.Ask(lot.Asked.Emails, record, together, email) is { Value: { } found } ? found : await alone.PartnersByEmail(email, stop);

    public async Task<BookEntry<IReadOnlyList<OdooId<Partner>>>> EnterContacts(IReadOnlyList<ContactDraft> contacts, OdooId<Partner>? parent, CancellationToken stop)
    {
        var made = parent is { } under ? await lot.Ask(lot.Asked.Children, record, together, new ContactsToLoad(under, contacts)) : await lot.Ask(lot.Asked.Families, record, together, contacts);
        return made is { Value: { } ids } ? new BookEntry<IReadOnlyList<OdooId<Partner>>>.Entered(ids) : await alone.EnterContacts(contacts, parent, stop);
    }

    public Task<IReadOnlySet<OdooId<Partner>>> Existing(IReadOnlyCollection<OdooId<Partner>> partners, CancellationToken stop) => alone.Existing(partners, stop);

    public Task<IReadOnlyDictionary<OdooId<Partner>, string>> Cities(IReadOnlyCollection<OdooId<Partner>> partners, CancellationToken stop) => alone.Cities(partners, stop);

    public Task<KnownProducts> Products(ShopOrder order, IReadOnlyDictionary<LineId, BookedProduct> booked, CancellationToken stop) => alone.Products(order, booked, stop);
}

/// <summary>Marks an order in Shopify with the others of its lot, which is the last that it asks for with them.</summary>
internal sealed class LotMarks(IOrderMarking alone, OdooLots together, OrderLot lot, RecordKey record) : IOrderMarking
{
    public async Task Mark(ShopDomain shop, OrderId order, OdooMark mark, CancellationToken cancellationToken)
    {
        if (await lot.Ask(lot.Asked.Marks, record, together, (order, mark)) is null) await alone.Mark(shop, order, mark, cancellationToken);
        lot.Leave(record);
    }
}
