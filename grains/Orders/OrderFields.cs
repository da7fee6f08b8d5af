using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Orders;
using Tandem.Sync.Records;

namespace Tandem.Grains.Orders;

/// <summary>Carries the custom fields of an order and of its customer, each by its direction; what was changed on the other side is told, never overwritten.</summary>
/// <param name="taken">A person asked for this order: the owners' values count.</param>
internal sealed class OrderFields(ShopBook book, OrderPost post, IOrderCustomers customers, OrderLink link, Trail trail, bool taken)
{
    private readonly List<string> remarks = [];

    /// <summary>What Shopify says; null where nothing of it is carried, or the order is gone.</summary>
    public async Task<OrderMetafields?> Read(ShopOrder order, CancellationToken stop) =>
        book.RecordFields is { Count: > 0 } fields ? await post.Fields(order, fields, stop) : null;

    /// <summary>Tells whether any was changed since; a mark of one's own comes back as a webhook too.</summary>
    public static string DigestOf(OrderMetafields fields) => SettledField.DigestOf(string.Join('\n', fields.Order.Select(one => $"order {one.Key}={one.Value.Value}")
        .Concat(fields.Customer.Select(one => $"customer {one.Key}={one.Value.Value}")).Order(StringComparer.Ordinal)));

    /// <returns>What a person should know.</returns>
    public async Task<IReadOnlyList<string>> Carry(ShopOrder order, OrderMetafields shopify, CustomerPlan plan, OdooId<SaleOrder> id, CancellationToken stop)
    {
        var agreed = await Of(CustomFieldOf.Order, $"order {order.Name}", order.Id.Gid, shopify.Order, id.Value, link.Fields, stop);
        if (agreed is not null) link.Fields = agreed;
        // A house account is many customers at once.
        if (shopify.CustomerGid is { } customer && plan.Root is not CustomerRoot.HouseAccount && !book.Paused.Contains(Flow.Customers) && book.RecordFields.Any(field => field.Of == CustomFieldOf.Customer)
            && await book.Orders.Read(id, stop) is { Partner: { } partner })
        {
            var before = await customers.FieldsOf(plan);
            if (await Of(CustomFieldOf.Customer, $"the customer of order {order.Name}", customer, shopify.Customer, partner.Value, before, stop) is { } known) await customers.RememberFields(plan, known);
        }

        if (await Read(order, stop) is { } now) link.FieldsAs = DigestOf(now);
        return remarks;
    }

    /// <returns>What both sides say alike now; null where that is as before.</returns>
    private async Task<Dictionary<string, string>?> Of(
        CustomFieldOf of, string name, string gid, IReadOnlyDictionary<string, Metafield> shopify, int id, Dictionary<string, string> before, CancellationToken stop)
    {
        List<CustomFieldDecision> fields = [.. book.RecordFields.Where(field => field.Of == of)];
        if (fields.Count == 0) return null;
        try
        {
            if (await book.Fields.Read(of, id, stop) is not { } odoo) return null;
            var pairs = RecordPairs.Of(fields, name, shopify, odoo);
            var agreed = new Dictionary<string, string>(before);
            var due = new List<FieldPair>();
            foreach (var pair in pairs)
            {
                var settled = new SettledField(pair.Place, before.GetValueOrDefault(pair.Place.Field), taken);
                if (pair.Agree) agreed[pair.Place.Field] = SettledField.DigestOf(pair.Wanted);
                else if (FieldStep.Of(pair, settled) is FieldStep.Write) due.Add(pair);
                else remarks.Add(RecordPairs.Told(pair, settled));
            }

            foreach (var pair in await Write(of, name, gid, id, fields, due, stop)) agreed[pair.Place.Field] = SettledField.DigestOf(pair.Wanted);
            return agreed.Count == before.Count && agreed.All(one => before.GetValueOrDefault(one.Key) == one.Value) ? null : agreed;
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.AccessDenied or OdooFailure.FieldMissing)
        {
            remarks.Add(failed.Failure.Sentence);
            return null;
        }
    }

    /// <returns>Those that were written.</returns>
    private async Task<IReadOnlyList<FieldPair>> Write(CustomFieldOf of, string name, string gid, int id, List<CustomFieldDecision> fields, List<FieldPair> due, CancellationToken stop)
    {
        var written = new List<FieldPair>();
        List<FieldPair> toShopify = [.. due.Where(pair => pair.Owner == FieldOwner.Odoo)];
        if (toShopify.Count > 0)
        {
            var refused = await post.Set([.. toShopify.Select(pair => new MetafieldChange(gid, fields.First(field => field.Name == pair.Place.Field), pair.Wanted))], stop);
            foreach (var (index, pair) in toShopify.Index())
            {
                if (refused.TryGetValue(index, out var message)) remarks.Add($"{pair.Place.Field} of {name}: {ListingText.Refused("Shopify", message)}");
                else written.Add(pair);
            }
        }

        foreach (var pair in due.Where(pair => pair.Owner == FieldOwner.Shopify))
        {
            try
            {
                await book.Fields.Write(of, id, new Dictionary<string, string?> { [pair.Place.Field] = pair.Wanted }, stop);
                written.Add(pair);
            }
            catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected or OdooFailure.AccessDenied or OdooFailure.WrongType or OdooFailure.RecordMissing)
            {
                remarks.Add($"{pair.Place.Field} of {name} was not written: {failed.Failure.Sentence}");
            }
        }

        foreach (var pair in written) trail.Note("fields", $"{pair.Place.Field} of {name} became in {(pair.Owner == FieldOwner.Odoo ? "Shopify what it is in Odoo" : "Odoo what it is in Shopify")}.");
        return written;
    }
}
