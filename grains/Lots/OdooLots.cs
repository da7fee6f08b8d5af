using Tandem.Odoo.Failures;
using Tandem.Odoo.Partners;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Lots;

/// <summary>Contacts of one partner that are to be created with those of others.</summary>
public sealed record ContactsToLoad(OdooId<Partner> Parent, IReadOnlyList<ContactDraft> Contacts);

/// <summary>What the orders of a lot ask for, for all of them at once; in the sequence of the asks, and null for what has to be asked for alone.</summary>
/// <remarks>One alone is asked for alone, too: by the calls of every other order.</remarks>
public sealed class OdooLots(SaleOrderLots orders, LotConfirmation confirmation, OdooCustomers customers, IShopOrders shop, ShopDomain domain)
{
    public async Task<IReadOnlyList<LotAnswer<IReadOnlyList<(OdooId<Partner> Id, string Name)>>?>> PartnersByEmail(IReadOnlyList<string> emails)
    {
        ArgumentNullException.ThrowIfNull(emails);
        return await Several<string, IReadOnlyList<(OdooId<Partner> Id, string Name)>>(emails, async () =>
        {
            var found = await customers.FindByEmails(emails, CancellationToken.None);
            return [.. emails.Select(email => new LotAnswer<IReadOnlyList<(OdooId<Partner>, string)>>([.. found[email].Select(partner => (partner.Id, partner.Name))]))];
        });
    }

    public Task<IReadOnlyList<LotAnswer<IReadOnlyList<OdooId<Partner>>>?>> EnterFamilies(IReadOnlyList<IReadOnlyList<ContactDraft>> families) =>
        Contacts(families, family => family, some => customers.LoadFamilies(some, CancellationToken.None));

    public Task<IReadOnlyList<LotAnswer<IReadOnlyList<OdooId<Partner>>>?>> EnterChildren(IReadOnlyList<ContactsToLoad> children) => Contacts(
        children, one => one.Contacts,
        some => customers.LoadChildren([.. some.SelectMany(one => one.Contacts.Select(contact => (one.Parent, contact)))], CancellationToken.None));

    public async Task<IReadOnlyList<LotAnswer<OdooId<SaleOrder>>?>> Enter(IReadOnlyList<OrderToLoad> drafts)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        if (drafts.Count < 2) return None<OdooId<SaleOrder>>(drafts.Count);
        var made = await orders.Load(drafts, CancellationToken.None);
        return [.. drafts.Select((_, place) => made.GetValueOrDefault(place))];
    }

    public async Task<IReadOnlyList<LotAnswer<SaleOrderReading>?>> Read(IReadOnlyList<OdooId<SaleOrder>> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count < 2) return None<SaleOrderReading>(ids.Count);
        var read = await orders.Read(ids, CancellationToken.None);
        return [.. ids.Select(read.GetValueOrDefault)];
    }

    public async Task<IReadOnlyList<LotAnswer<SaleState>?>> Confirm(IReadOnlyList<OrderToConfirm> drafts)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        if (drafts.Count < 2) return None<SaleState>(drafts.Count);
        var done = await confirmation.Confirm(drafts, CancellationToken.None);
        return [.. drafts.Select(draft => done.GetValueOrDefault(draft.Order))];
    }

    public async Task<IReadOnlyList<LotAnswer<SaleOrderReading>?>> RestoreDates(IReadOnlyList<(OdooId<SaleOrder> Order, DateTimeOffset Date)> dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        if (dates.Count < 2) return None<SaleOrderReading>(dates.Count);
        var read = await orders.RestoreDates(dates, CancellationToken.None);
        return [.. dates.Select(one => read.GetValueOrDefault(one.Order))];
    }

    public async Task<IReadOnlyList<LotAnswer<bool>?>> Mark(IReadOnlyList<(OrderId Order, OdooMark Mark)> marks)
    {
        ArgumentNullException.ThrowIfNull(marks);
        try
        {
            await shop.MarkAll(domain, marks, CancellationToken.None);
            return [.. marks.Select(_ => new LotAnswer<bool>(true))];
        }
        catch (ShopifyException)
        {
            // Marking again changes nothing.
            return None<bool>(marks.Count);
        }
    }

    /// <summary>Contacts are all created or none: who shares one with others, or is among what Odoo refuses, is asked for alone.</summary>
    private static async Task<IReadOnlyList<LotAnswer<IReadOnlyList<OdooId<Partner>>>?>> Contacts<T>(
        IReadOnlyList<T> all, Func<T, IReadOnlyList<ContactDraft>> contacts, Func<IReadOnlyList<T>, Task<LoadOutcome>> load)
    {
        var seen = new HashSet<string>();
        IReadOnlyList<bool> own = [.. all.Select(one => contacts(one).All(contact => seen.Add(contact.ExternalId)))];
        IReadOnlyList<T> together = [.. all.Where((_, place) => own[place])];
        var made = await Several<T, IReadOnlyList<OdooId<Partner>>>(together, async () =>
        {
            if (await load(together) is not LoadOutcome.Loaded { Ids: var ids } || ids.Count != together.Sum(one => contacts(one).Count)) return None<IReadOnlyList<OdooId<Partner>>>(together.Count);
            var next = 0;
            return [.. together.Select(one => new LotAnswer<IReadOnlyList<OdooId<Partner>>>([.. contacts(one).Select(_ => new OdooId<Partner>(ids[next++]))]))];
        });
        var answers = new Queue<LotAnswer<IReadOnlyList<OdooId<Partner>>>?>(made);
        return [.. own.Select(mine => mine ? answers.Dequeue() : null)];
    }

    private static async Task<IReadOnlyList<LotAnswer<TAnswer>?>> Several<TAsk, TAnswer>(IReadOnlyList<TAsk> asks, Func<Task<IReadOnlyList<LotAnswer<TAnswer>?>>> call)
    {
        if (asks.Count < 2) return None<TAnswer>(asks.Count);
        try
        {
            return await call();
        }
        catch (OdooException failed)
        {
            return [.. asks.Select(_ => failed.Failure.Class == Tandem.Odoo.Failures.FailureClass.Transient ? new LotAnswer<TAnswer>(default, failed) : null)];
        }
    }

    private static LotAnswer<T>?[] None<T>(int count) => new LotAnswer<T>?[count];
}
