namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order in a merchant's words: what was sold, with which discounts and taxes, and what happened since.</summary>
/// <remarks>Prices are in the shop's currency; discounts, tips, payments and refunds in the buyer's (presentment) currency.</remarks>
public sealed record OrderDescription
{
    public required IReadOnlyList<LineDescription> Lines { get; init; }
    public IReadOnlyList<ShippingDescription> Shipping { get; init; } = [];
    public IReadOnlyList<DiscountDescription> Discounts { get; init; } = [];
    public IReadOnlyList<FeeDescription> Fees { get; init; } = [];

    public decimal Tip { get; init; }

    public bool TaxesIncluded { get; init; }
    public bool TaxExempt { get; init; }
    public bool DutiesIncluded { get; init; }
    public bool EstimatedTaxes { get; init; }

    /// <summary>The buyer's currency where it isn't the shop's.</summary>
    public string? PresentmentCurrency { get; init; }

    /// <summary>Units of the presentment currency for one unit of the shop's.</summary>
    public decimal ExchangeRate { get; init; } = 1m;

    public CustomerDescription? Customer { get; init; }
    public CompanyDescription? Company { get; init; }
    public AddressDescription? BillingAddress { get; init; }
    public AddressDescription? ShippingAddress { get; init; }

    /// <summary>The email on the order; by default the customer's.</summary>
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Note { get; init; }
    public string? PoNumber { get; init; }
    public string? CustomerLocale { get; init; } = "en";
    public string SourceName { get; init; } = "web";
    public string? SourceIdentifier { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<(string Key, string Value)> Attributes { get; init; } = [];
    public bool Test { get; init; }

    /// <summary>Sold at a point of sale of the shop's first location.</summary>
    public bool Retail { get; init; }

    /// <summary>Shopify's recommendation: NONE, ACCEPT, INVESTIGATE or CANCEL.</summary>
    public string Risk { get; init; } = "ACCEPT";

    /// <summary>By default one sale of the whole total.</summary>
    public IReadOnlyList<PaymentDescription> Payments { get; init; } = [new PaymentDescription()];
    public IReadOnlyList<RefundDescription> Refunds { get; init; } = [];
    public IReadOnlyList<FulfillmentDescription> Fulfillments { get; init; } = [];

    /// <summary>What is to be sent and from where; empty for one fulfillment order of all lines at the shop's first location.</summary>
    public IReadOnlyList<FulfillmentOrderDescription> FulfillmentOrders { get; init; } = [];
    public IReadOnlyList<ReturnDescription> Returns { get; init; } = [];

    /// <summary>Days until an invoice on payment terms is due; null where there are no terms.</summary>
    public int? NetTerms { get; init; }

    public bool Edited { get; init; }
    public DateTimeOffset? ProcessedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public string? CancelReason { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The presentment currency, given the shop's.</summary>
    public string Presentment(string shopCurrency) => PresentmentCurrency ?? shopCurrency;
}
