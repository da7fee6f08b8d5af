using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Bulk;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Tokens;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Shopify.Shops;

/// <summary>One practice shop: its orders, catalogue and metafields, and the app installed in it.</summary>
public sealed class PracticeShop
{
    private readonly ConcurrentDictionary<long, PracticeOrder> orders = new();
    private readonly ConcurrentDictionary<long, VariantDescription> variants = new();
    private readonly ConcurrentDictionary<string, string[]> customerTags = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> customersChanged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> deleted = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ShopifyObject> opened = new();
    private long placed;

    internal PracticeShop(ShopDescription description, long number, TimeProvider clock, WebhookSender sender)
    {
        (Description, Number, Clock, Scopes) = (description, number, clock, description.Scopes);
        Tokens = new ShopTokens(clock);
        Metafields = new Metafields(clock);
        ForOrders = new OrderShop(description.Currency, description.Locations[0]) { Locations = description.Locations };
        Webhooks = new ShopWebhooks(this, sender);
        Desk = new OrderDesk(this);
        Stock = new StockRoom(this);
        Products = new ProductRange(this);
        Bulk = new BulkDesk(clock);
        foreach (var variant in description.Variants) variants[variant.Id] = variant;
    }

    public ShopDescription Description { get; }

    /// <summary>The permanent domain, such as <c>alpha.myshopify.com</c>.</summary>
    public string Domain => Description.Domain;

    /// <summary>The part before <c>.myshopify.com</c>.</summary>
    public string Handle => Domain.Split('.')[0];

    public string Currency => Description.Currency;

    /// <summary>The scopes that the app holds now.</summary>
    public IReadOnlyList<string> Scopes { get; set; }

    public ShopWebhooks Webhooks { get; }

    /// <summary>Files that apps sent.</summary>
    public StagedFiles Files { get; } = new();

    /// <summary>Where this shop answers.</summary>
    internal Func<string> Root { get; init; } = () => "";

    /// <summary>What a person does to orders in the shop's admin.</summary>
    public OrderDesk Desk { get; }

    public Metafields Metafields { get; }

    /// <summary>Whole lists, read by Shopify itself.</summary>
    public BulkDesk Bulk { get; }

    /// <summary>What is in stock where.</summary>
    public StockRoom Stock { get; }

    /// <summary>What products say of themselves, and how people and apps change them.</summary>
    public ProductRange Products { get; }

    /// <summary>Deactivated ones too; deleted ones not.</summary>
    public IReadOnlyList<ShopifyObject> Locations => [.. Description.Locations.Concat(opened).Where(location => !deleted.ContainsKey(location.Id))];

    public IReadOnlyCollection<VariantDescription> Variants => [.. variants.Values.OrderBy(v => v.Id)];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<PracticeOrder> Orders => [.. orders.Values.OrderBy(o => o.Number)];

    internal long Number { get; }

    internal TimeProvider Clock { get; }

    public ShopTokens Tokens { get; }

    internal OrderShop ForOrders { get; }

    internal IEnumerable<PracticeOrder> Unsorted => orders.Values;

    /// <summary>Places an order now; no webhook is delivered.</summary>
    /// <param name="at">When it was placed, if not now: for history.</param>
    public PracticeOrder Place(OrderDescription description, DateTimeOffset? at = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        var index = Interlocked.Increment(ref placed) - 1;
        var time = at ?? Clock.GetUtcNow();
        foreach (var line in description.Lines)
            if (line.Variant is { } variant) variants.TryAdd(variant.Id, variant);
        var order = new PracticeOrder(this, description, new OrderStamp(OrderId(index), Description.FirstOrderNumber + (int)index, time, time));
        orders[order.Number] = order;
        foreach (var line in description.Lines)
            if (line.Variant is { } sold) Stock.Commit(sold.Id, Gid.Number(Locations[0].Id), line.Quantity);
        return order;
    }

    /// <summary>Changes an order as its description says, and the time of its last change.</summary>
    public PracticeOrder Change(PracticeOrder order, Func<OrderDescription, OrderDescription> change)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Change(change, Clock.GetUtcNow());
    }

    /// <summary>Deletes an order, as a merchant may with one that was cancelled or never paid; no webhook is delivered.</summary>
    public void Delete(PracticeOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        orders.TryRemove(order.Number, out _);
    }

    /// <summary>Finds an order by its global id, its number or its name.</summary>
    public PracticeOrder? Order(string idOrName)
    {
        if (Gid.TryParse(idOrName, out var type, out var number)) return type == "Order" ? orders.GetValueOrDefault(number) : null;
        return orders.Values.FirstOrDefault(o => o.Name.TrimStart('#') == idOrName.TrimStart('#') || o.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == idOrName);
    }

    public PracticeShop Add(VariantDescription variant)
    {
        ArgumentNullException.ThrowIfNull(variant);
        variants[variant.Id] = variant;
        return this;
    }

    /// <summary>Deactivates a location, or activates it again, and tells the app.</summary>
    public Task Activate(long location, bool active, CancellationToken stop)
    {
        Place(location)["isActive"] = active;
        return Webhooks.Send(active ? "locations/activate" : "locations/deactivate", new System.Text.Json.Nodes.JsonObject { ["id"] = location, ["active"] = active }, null, stop);
    }

    /// <summary>Opens a location like the first one and tells the app.</summary>
    public Task Open(long location, string name, CancellationToken stop)
    {
        var like = new ShopifyObject("Location");
        foreach (var (field, value) in Locations[0].Values) like[field] = value;
        (like["id"], like["name"], like["isActive"]) = (Gid.Of("Location", location), name, true);
        opened.Enqueue(like);
        return Webhooks.Send("locations/create", new System.Text.Json.Nodes.JsonObject { ["id"] = location, ["name"] = name }, null, stop);
    }

    /// <summary>Renames a location and tells the app.</summary>
    public Task Rename(long location, string name, CancellationToken stop)
    {
        Place(location)["name"] = name;
        return Webhooks.Send("locations/update", new System.Text.Json.Nodes.JsonObject { ["id"] = location, ["name"] = name }, null, stop);
    }

    /// <summary>Deletes a location and tells the app.</summary>
    public Task DeleteLocation(long location, CancellationToken stop)
    {
        deleted[Place(location).Id] = true;
        return Webhooks.Send("locations/delete", new System.Text.Json.Nodes.JsonObject { ["id"] = location }, null, stop);
    }

    private ShopifyObject Place(long location) => Locations.First(one => Gid.Number(one.Id) == location);

    /// <summary>Deletes a variant, and its product with the last one.</summary>
    public PracticeShop Remove(long variant)
    {
        variants.TryRemove(variant, out _);
        return this;
    }

    internal VariantDescription? Variant(long id) => variants.GetValueOrDefault(id);

    /// <summary>The customer as the last order states it.</summary>
    /// <summary>When a customer was changed last, beyond ordering something.</summary>
    internal DateTimeOffset? CustomerChanged(string id) => customersChanged.TryGetValue(id, out var at) ? at : null;

    /// <summary>An app changed a metafield of a customer, a product or a variant.</summary>
    internal void Touched(string owner)
    {
        if (!Gid.TryParse(owner, out var type, out var number) || type != "Customer")
        {
            Products.Touched(owner);
            return;
        }

        customersChanged[owner] = Clock.GetUtcNow();
        Webhooks.Tell("customers/update", new JsonObject { ["id"] = number, ["updated_at"] = Guid.NewGuid().ToString() }, Webhooks.Echoing);
    }

    internal ShopifyObject? Customer(long id) => orders.Values.Where(o => o.Description.Customer?.Id == id)
        .OrderBy(o => o.Number).LastOrDefault()?.Data.Child("customer");

    internal string[] TagsOf(ShopifyObject customer) => customerTags.GetValueOrDefault(customer.Id) ?? (string[])customer["tags"]!;

    internal void Tag(ShopifyObject customer, string[] tags) => customerTags[customer.Id] = tags;

    // Real order ids have thirteen digits and grow with time.
    private long OrderId(long index) => 6_100_000_000_000 + (Number * 10_000_000_000) + (index * 32_768);
}
