namespace Tandem.Sync.Records;

/// <summary>What kind of thing Tandem keeps in step.</summary>
public enum RecordKind
{
    Order,
    Customer,
    Product,
    Location,
}

/// <summary>One record of one shop: the key of its grain, its rows and its log lines.</summary>
/// <param name="Id">Its number in Shopify.</param>
public readonly record struct RecordKey(ShopDomain Shop, RecordKind Kind, string Id)
{
    /// <summary><c>alpha.myshopify.com/order/1001</c>: the grain key.</summary>
    public override string ToString() => $"{Shop}/{Name(Kind)}/{Id}";

    public static RecordKey Order(ShopDomain shop, OrderId order) => new(shop, RecordKind.Order, order.ToString());

    /// <summary>A customer of Shopify's, by number.</summary>
    public static RecordKey Customer(ShopDomain shop, CustomerId customer) => new(shop, RecordKind.Customer, customer.ToString());

    public static RecordKey Product(ShopDomain shop, ProductId product) => new(shop, RecordKind.Product, product.ToString());

    public static RecordKey Location(ShopDomain shop, LocationId location) => new(shop, RecordKind.Location, location.ToString());

    /// <exception cref="FormatException">The text is not a record key.</exception>
    public static RecordKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/', 3);
        if (parts.Length == 3 && TryKind(parts[1]) is { } kind) return new RecordKey(ShopDomain.Parse(parts[0]), kind, parts[2]);
        throw new FormatException($"'{text}' is not a record: shop/kind/id is.");
    }

    /// <summary>The word for a kind in rows, keys and addresses.</summary>
    public static string Name(RecordKind kind) => kind switch
    {
        RecordKind.Order => "order",
        RecordKind.Customer => "customer",
        RecordKind.Product => "product",
        RecordKind.Location => "location",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static RecordKind? TryKind(string name) => name switch
    {
        "order" => RecordKind.Order,
        "customer" => RecordKind.Customer,
        "product" => RecordKind.Product,
        "location" => RecordKind.Location,
        _ => null,
    };
}
