using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.App.Admin;
using Tandem.Grains.Customers;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Privacy;
using Tandem.Sync.Records;

namespace Tandem.App.Privacy;

/// <summary>All that Tandem holds of one customer, as one file for the merchant to pass on.</summary>
internal sealed class CustomerFile(IHoldings holdings, IStandings standings, IActivity activity, IGrainFactory grains, IOdooConnections odoos, TimeProvider time)
{
    private const int EntriesOfOrder = 1000;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<byte[]> Of(PrivacyRequest request, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var messages = await holdings.Messages(request.Shop, request.Traces, stop);
        var orders = request.Traces.Orders.Concat(messages.Select(message => message.Order)).Where(order => order > 0).Distinct().Order();
        var told = new JsonArray();
        foreach (var order in orders) told.Add(await Order(request.Shop, new OrderId(order), [.. messages.Where(message => message.Order == order)], stop));
        var file = new JsonObject
        {
            ["shop"] = request.Shop.Value,
            ["askedAt"] = request.ReceivedAt.UtcDateTime,
            ["madeAt"] = time.GetUtcNow().UtcDateTime,
            ["what"] = "Everything that Tandem holds of this customer: which orders it carried to Odoo and as which documents, what happened to them, and Shopify's messages about them that are still kept (a few days). What Shopify and Odoo themselves hold is to be added from there.",
            ["customer"] = new JsonObject { ["shopifyId"] = request.Traces.Customer, ["email"] = request.Traces.Email, ["phone"] = request.Traces.Phone },
            ["odoo"] = (await odoos.Of(request.Shop, stop))?.Url.AbsoluteUri,
            ["contactsInOdoo"] = await Contacts(request, stop),
            ["orders"] = told,
        };
        return Encoding.UTF8.GetBytes(file.ToJsonString(Readable));
    }

    private async Task<JsonArray> Contacts(PrivacyRequest request, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var contacts = new JsonArray();
        foreach (var key in CustomerKey.All(request.Shop, request.Traces))
            foreach (var (_, partner) in (await grains.GetGrain<ICustomerGrain>(key.ToString()).Partners()).DistinctBy(one => one.Value))
                contacts.Add(new JsonObject { ["model"] = "res.partner", ["id"] = partner });
        return contacts;
    }

    private async Task<JsonObject> Order(ShopDomain shop, OrderId order, IReadOnlyList<HeldMessage> messages, CancellationToken stop)
    {
        var key = RecordKey.Order(shop, order);
        var standing = await standings.Find(key, stop);
        var entries = await activity.Of(key, new Page(EntriesOfOrder), stop);
        return new JsonObject
        {
            ["shopifyId"] = order.Value,
            ["name"] = standing?.ShopifyName,
            ["odoo"] = standing?.Odoo is { } document ? new JsonObject { ["model"] = document.Model, ["id"] = document.Id, ["name"] = document.Name } : null,
            ["activity"] = new JsonArray([.. entries.Select(entry => (JsonNode)new JsonObject { ["at"] = entry.At.UtcDateTime, ["step"] = entry.Step, ["what"] = entry.Sentence })]),
            ["messages"] = new JsonArray([.. messages.Select(message => (JsonNode)new JsonObject { ["receivedAt"] = message.ReceivedAt.UtcDateTime, ["topic"] = message.Topic, ["body"] = Body(message.Body) })]),
        };
    }

    private static JsonNode? Body(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span);
        }
        catch (JsonException)
        {
            return JsonValue.Create(Encoding.UTF8.GetString(body.Span));
        }
    }
}
