namespace Tandem.Sync.Orders;

/// <summary>One movement of money on an order as Shopify states it (Shopify OrderTransaction).</summary>
public sealed record ShopTransaction
{
    public required TransactionId Id { get; init; }
    public required TransactionKind Kind { get; init; }
    public required TransactionStatus Status { get; init; }

    /// <summary>Shopify's name of the gateway, such as <c>shopify_payments</c>, <c>gift_card</c>, <c>manual</c>; empty when none is stated.</summary>
    public required string Gateway { get; init; }

    /// <summary>The gateway as the merchant knows it, such as <c>Cash on Delivery (COD)</c>.</summary>
    public string? GatewayTitle { get; init; }

    /// <summary>Marked as paid by hand: nothing was charged through a provider.</summary>
    public bool Manual { get; init; }

    /// <summary>Always positive; <see cref="Kind"/> says which way it went.</summary>
    public required MoneyBag Amount { get; init; }

    /// <summary>What rounding in cash added to the amount, negative where it took from it: 5.02 and −0.02 are 5.00 in the till. Null for other payments.</summary>
    public MoneyBag? Rounding { get; init; }

    /// <summary>What changed hands: in cash, the amount as rounded.</summary>
    public Money Paid(BookingCurrency booking) => Rounding is { } rounding ? Amount.In(booking) + rounding.In(booking) : Amount.In(booking);

    public required DateTimeOffset ProcessedAt { get; init; }

    /// <summary>The authorisation that a capture took, or the payment that a refund gave back.</summary>
    public TransactionId? Parent { get; init; }

    public bool Test { get; init; }
}

/// <summary>Which way money moved (Shopify OrderTransactionKind).</summary>
public enum TransactionKind
{
    /// <summary>Authorised and taken in one step.</summary>
    Sale,

    /// <summary>An authorised amount was taken.</summary>
    Capture,

    /// <summary>Reserved on the buyer's side; no money moved.</summary>
    Authorization,

    /// <summary>A reservation was given up.</summary>
    Void,

    Refund,

    /// <summary>Change given back in cash.</summary>
    Change,

    /// <summary>A kind that Shopify added later, or that moves no money.</summary>
    Other,
}

/// <summary>Whether it happened (Shopify OrderTransactionStatus).</summary>
public enum TransactionStatus
{
    Success,
    Pending,
    Failed,
}
