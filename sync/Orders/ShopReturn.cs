namespace Tandem.Sync.Orders;

/// <summary>Goods that come back (Shopify Return).</summary>
public sealed record ShopReturn
{
    public required long Id { get; init; }

    /// <summary>Such as <c>#1001-R1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Shopify's <c>status</c> as stated: <c>REQUESTED</c>, <c>OPEN</c>, <c>CLOSED</c>, <c>DECLINED</c>, <c>CANCELED</c>.</summary>
    public required string Status { get; init; }

    public IReadOnlyList<ShopReturnedLine> Lines { get; init; } = [];

    /// <summary>Lines that were added to the order in exchange.</summary>
    public IReadOnlyList<LineId> ExchangeLines { get; init; } = [];
}

public sealed record ShopReturnedLine(LineId Line, int Quantity);

/// <summary>When an order is to be paid (Shopify PaymentTerms).</summary>
/// <param name="Name">Such as <c>Net 30</c>.</param>
/// <param name="DueInDays">Null for terms without a number of days.</param>
/// <param name="DueAt">Of the first open schedule; null when Shopify states none.</param>
public sealed record ShopPaymentTerms(string Name, int? DueInDays, DateTimeOffset? DueAt);
