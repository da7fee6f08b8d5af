namespace Tandem.Sync.Orders;

/// <summary>One order as Shopify states it now (Shopify Order): what a sync converges Odoo to.</summary>
/// <remarks>Amounts are Shopify's own; nothing here is computed. Original values unless a name says current.</remarks>
public sealed record ShopOrder
{
    public required OrderId Id { get; init; }

    /// <summary>The name a person knows it by, such as <c>#1001</c>; unique inside one shop.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ProcessedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>A test order, paid through a gateway in test mode.</summary>
    public bool Test { get; init; }

    /// <summary>The order was changed by an order edit after it was placed.</summary>
    public bool Edited { get; init; }

    /// <summary>Unit prices contain the taxes.</summary>
    public bool TaxesIncluded { get; init; }

    /// <summary>Unit prices contain the duties that their lines list.</summary>
    public bool DutiesIncluded { get; init; }

    public bool TaxExempt { get; init; }
    public required Currency ShopCurrency { get; init; }
    public required Currency PresentmentCurrency { get; init; }

    /// <summary>Where the order came from: <c>web</c>, <c>pos</c>, <c>shopify_draft_order</c>, an app's number.</summary>
    public string? SourceName { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Note { get; init; }
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Shopify's <c>displayFinancialStatus</c> as stated, such as <c>PAID</c>; null when Shopify states none.</summary>
    public string? FinancialStatus { get; init; }

    /// <summary>Shopify's <c>displayFulfillmentStatus</c> as stated, such as <c>UNFULFILLED</c>.</summary>
    public string? FulfillmentStatus { get; init; }

    /// <summary>Shopify's own recommendation about fraud: <c>ACCEPT</c>, <c>INVESTIGATE</c>, <c>CANCEL</c>, <c>NONE</c>.</summary>
    public string? RiskRecommendation { get; init; }

    public ShopCustomer? Customer { get; init; }
    public ShopCompany? Company { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public ShopAddress? BillingAddress { get; init; }
    public ShopAddress? ShippingAddress { get; init; }

    public IReadOnlyList<ShopLine> Lines { get; init; } = [];
    public IReadOnlyList<ShopShippingLine> ShippingLines { get; init; } = [];
    public IReadOnlyList<ShopFee> Fees { get; init; } = [];

    /// <summary>Tips received; Shopify states no tax on them.</summary>
    public required MoneyBag Tip { get; init; }

    /// <summary>Total before returns, with taxes, discounts, shipping, duties and fees (<c>totalPriceSet</c>).</summary>
    public required MoneyBag Total { get; init; }

    /// <summary>Total after edits and returns (<c>currentTotalPriceSet</c>).</summary>
    public required MoneyBag CurrentTotal { get; init; }

    /// <summary>Taxes before returns (<c>totalTaxSet</c>); null where Shopify leaves it out.</summary>
    public MoneyBag? TotalTax { get; init; }

    /// <summary>Rounding of cash payments (<c>totalCashRoundingAdjustment.paymentSet</c>), positive where more was paid: part of the payment, not of the sale.</summary>
    public MoneyBag? CashRounding { get; init; }

    /// <summary>At least one refund took back what was sold, so current amounts are less than that.</summary>
    public bool Refunded { get; init; }

    /// <summary>Movements of money, oldest first.</summary>
    public IReadOnlyList<ShopTransaction> Transactions { get; init; } = [];

    /// <summary>Refunds and removals, oldest first.</summary>
    public IReadOnlyList<ShopRefund> Refunds { get; init; } = [];

    /// <summary>What was sent, oldest first; cancelled ones too.</summary>
    public IReadOnlyList<ShopFulfillment> Fulfillments { get; init; } = [];

    /// <summary>What is to be sent, and from where; closed ones too.</summary>
    public IReadOnlyList<ShopFulfillmentOrder> FulfillmentOrders { get; init; } = [];

    public IReadOnlyList<ShopReturn> Returns { get; init; } = [];
    public ShopPaymentTerms? PaymentTerms { get; init; }

    /// <summary>The location a point of sale sold from (<c>retailLocation</c>); null for sales online.</summary>
    public LocationId? RetailLocation { get; init; }

    /// <summary>What is still to be paid, negative when too much was (<c>totalOutstandingSet</c>).</summary>
    public MoneyBag? Outstanding { get; init; }

    /// <summary>Money received less money given back (<c>netPaymentSet</c>).</summary>
    public MoneyBag? NetPayment { get; init; }

    /// <summary>
    /// Scopes that the app lacks and whose parts are therefore unknown, not empty:
    /// <c>read_returns</c> for <see cref="Returns"/>, <c>read_merchant_managed_fulfillment_orders</c> for <see cref="FulfillmentOrders"/>,
    /// <c>read_payment_terms</c> for <see cref="PaymentTerms"/>, or as Shopify names them.
    /// </summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];

    /// <summary>What Tandem wrote on this order earlier, as it stands in its app metafield.</summary>
    public string? OdooMark { get; init; }
}

/// <summary>One sold line (Shopify LineItem).</summary>
public sealed record ShopLine
{
    public required LineId Id { get; init; }
    public required string Title { get; init; }
    public string? VariantTitle { get; init; }
    public VariantId? Variant { get; init; }

    /// <summary>The SKU at the time of the sale; where there was none, the variant's present one.</summary>
    public string? Sku { get; init; }

    public string? Barcode { get; init; }

    /// <summary>Units bought, including those removed or refunded later.</summary>
    public required int Quantity { get; init; }

    /// <summary>Units left after edits and refunds.</summary>
    public required int CurrentQuantity { get; init; }

    /// <summary>Units given back by refunds of what was sold (Shopify RefundLineItem), a part of <see cref="Quantity"/>.</summary>
    public int RefundedQuantity { get; init; }

    public bool RequiresShipping { get; init; }
    public bool IsGiftCard { get; init; }

    /// <summary>Price of one unit before discounts; contains the taxes when the order's prices do.</summary>
    public required MoneyBag UnitPrice { get; init; }

    /// <summary>Each discount's share of this line, for <see cref="Quantity"/> units.</summary>
    public IReadOnlyList<ShopDiscount> Discounts { get; init; } = [];

    /// <summary>Each tax on this line, for <see cref="Quantity"/> units.</summary>
    public IReadOnlyList<ShopTax> Taxes { get; init; } = [];

    public IReadOnlyList<ShopDuty> Duties { get; init; } = [];
}

/// <summary>Shipping as charged (Shopify ShippingLine).</summary>
public sealed record ShopShippingLine
{
    public required long Id { get; init; }
    public required string Title { get; init; }
    public string? Code { get; init; }
    public bool Removed { get; init; }

    /// <summary>Price before discounts; contains the taxes when the order's prices do.</summary>
    public required MoneyBag Price { get; init; }

    public IReadOnlyList<ShopDiscount> Discounts { get; init; } = [];
    public IReadOnlyList<ShopTax> Taxes { get; init; } = [];
}

/// <summary>One discount's share of a line (Shopify DiscountAllocation with its application).</summary>
/// <param name="Amount">Positive: what the buyer did not pay.</param>
/// <param name="Title">The code or title the buyer or the merchant knows it by.</param>
/// <param name="Percentage">Where the discount is a percentage, its value: 10 for 10 %.</param>
public sealed record ShopDiscount(MoneyBag Amount, string Title, decimal? Percentage);

/// <summary>One tax on a line (Shopify TaxLine).</summary>
/// <param name="Rate">As a fraction: 0.2 for 20 %.</param>
/// <param name="ChannelLiable">The sales channel remits it, not the merchant; null where Shopify does not say.</param>
public sealed record ShopTax(string Title, decimal Rate, MoneyBag Amount, bool? ChannelLiable = null);

/// <summary>A customs duty on a line (Shopify Duty).</summary>
public sealed record ShopDuty(long Id, string? HarmonizedSystemCode, MoneyBag Price, IReadOnlyList<ShopTax> Taxes);

/// <summary>An additional fee on the whole order (Shopify AdditionalFee).</summary>
public sealed record ShopFee(long Id, string Name, MoneyBag Price, IReadOnlyList<ShopTax> Taxes);

/// <summary>The buyer (Shopify Customer).</summary>
public sealed record ShopCustomer(CustomerId Id, string? FirstName, string? LastName, string? Email, string? Phone, bool TaxExempt);

/// <summary>The company that bought, for B2B orders (Shopify PurchasingCompany).</summary>
public sealed record ShopCompany(long Id, string Name, long LocationId, string LocationName, string? ExternalId);

/// <summary>A postal address (Shopify MailingAddress).</summary>
public sealed record ShopAddress
{
    public string? Name { get; init; }
    public string? Company { get; init; }
    public string? Street { get; init; }
    public string? Street2 { get; init; }
    public string? City { get; init; }
    public string? Zip { get; init; }

    /// <summary>ISO 3166-1 alpha-2, such as <c>GB</c>.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Code of the province inside its country, such as <c>CA</c> for California; not unique across countries.</summary>
    public string? ProvinceCode { get; init; }

    public string? Phone { get; init; }
}
