using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;

namespace Tandem.Sandbox.Shopify.Shops;

/// <summary>One order of a practice shop; what it states changes only through its shop.</summary>
public sealed class PracticeOrder
{
    private readonly Lock gate = new();
    private volatile OrderVersion version;

    internal PracticeOrder(PracticeShop shop, OrderDescription description, OrderStamp stamp)
    {
        Shop = shop;
        version = Version(description, stamp);
    }

    public PracticeShop Shop { get; }

    public long Number => version.Stamp.Id;

    /// <summary>The global id.</summary>
    public string Id => version.Data.Id;

    /// <summary>The name such as <c>#1001</c>.</summary>
    public string Name => version.Stamp.Name;

    public OrderDescription Description => version.Description;

    public DateTimeOffset CreatedAt => version.Stamp.CreatedAt;

    public DateTimeOffset UpdatedAt => version.Stamp.UpdatedAt;

    /// <summary>The order as GraphQL states it now.</summary>
    public ShopifyObject Data => version.Data;

    internal PracticeOrder Change(Func<OrderDescription, OrderDescription> change, DateTimeOffset now)
    {
        lock (gate)
        {
            var before = version;
            version = Version(change(before.Description), before.Stamp with { UpdatedAt = now > before.Stamp.UpdatedAt ? now : before.Stamp.UpdatedAt });
        }

        return this;
    }

    private OrderVersion Version(OrderDescription description, OrderStamp stamp) =>
        new(description, stamp, OrderMaker.Make(description, stamp, Shop.ForOrders));

    private sealed record OrderVersion(OrderDescription Description, OrderStamp Stamp, ShopifyObject Data);
}
