namespace Tandem.Sync.Privacy;

/// <summary>What is asked about personal data.</summary>
public enum PrivacyTopic
{
    /// <summary>A customer wants to know what is held of them (<c>customers/data_request</c>).</summary>
    CustomerData,

    /// <summary>A customer's data is to be erased (<c>customers/redact</c>).</summary>
    CustomerErasure,

    /// <summary>A shop that removed the app is to be forgotten (<c>shop/redact</c>).</summary>
    ShopErasure,
}

/// <summary>By what a customer is found.</summary>
/// <param name="Customer">Shopify's number; null for a guest.</param>
/// <param name="Orders">Shopify's numbers of their orders.</param>
public sealed record CustomerTraces(long? Customer, string? Email, string? Phone, IReadOnlyList<long> Orders)
{
    public static CustomerTraces None { get; } = new(null, null, null, []);

    /// <summary>Without what is personal: it stands in logs.</summary>
    public override string ToString() => $"customer {Customer} with {Orders.Count} orders";
}

/// <summary>One request as Shopify sent it.</summary>
/// <param name="Delivery">Id of the delivery: the same for its retries.</param>
/// <param name="Customer">Of whom; nobody where a whole shop is asked for.</param>
public sealed record PrivacyAsk(ShopDomain Shop, PrivacyTopic Topic, string Delivery, CustomerTraces Customer);
