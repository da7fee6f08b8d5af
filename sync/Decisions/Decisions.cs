namespace Tandem.Sync.Decisions;

/// <summary>The whole setup of one shop as its decisions file states it: connection, company, mappings and policies; no secret, only where to find it.</summary>
public sealed record ShopDecisions
{
    public required ShopDomain Shop { get; init; }
    public required OdooDecision Odoo { get; init; }
    public required CustomerDecision Customers { get; init; }
    public required ProductDecision Products { get; init; }
    public required OrderDecision Orders { get; init; }
    public IReadOnlyList<TaxDecision> Taxes { get; init; } = [];
    public PaymentDecision Payments { get; init; } = new();
    public RefundDecision Refunds { get; init; } = new();
    public FulfillmentDecision Fulfillments { get; init; } = new();
    public InventoryDecision Inventory { get; init; } = new();
    public FlowDecision Flows { get; init; } = new();
    public ReconciliationDecision Reconciliation { get; init; } = new();
    public RetentionDecision Retention { get; init; } = new();

    /// <summary>Fields of Odoo that are metafields in Shopify.</summary>
    public IReadOnlyList<CustomFieldDecision> CustomFields { get; init; } = [];

    /// <summary>Who decided and who approved each section, by the section's path in the file.</summary>
    public IReadOnlyDictionary<string, Approval> Approvals { get; init; } = new Dictionary<string, Approval>();
}

/// <summary>A record of Odoo as a person names it: by its name or code inside the company, or by its database id.</summary>
public readonly record struct OdooReference(string? Name, int? Id)
{
    public override string ToString() => Id is { } id ? $"id {id}" : $"“{Name}”";
}

/// <summary>Where Odoo is, as whom Tandem works there, and in which company.</summary>
/// <param name="SecretVariable">The environment variable that holds the API key or password; the file never holds it.</param>
public sealed record OdooDecision(Uri Url, string Database, string User, string SecretVariable, OdooReference Company);

public enum CustomerStrategy
{
    /// <summary>The one partner of the company with the order's e-mail, else a new one.</summary>
    MatchEmail,

    /// <summary>All orders belong to one partner of the merchant's choice.</summary>
    HouseAccount,
}

public sealed record CustomerDecision(CustomerStrategy Strategy, OdooReference? HouseAccount = null);

public enum VariantIdentity
{
    Sku,
    Barcode,
}

public enum ProductIdentity
{
    /// <summary>Odoo's <c>default_code</c>.</summary>
    InternalReference,
    Barcode,
}

/// <summary>Which of a variant's codes must equal which of a product's; names are never compared.</summary>
public sealed record ProductDecision(VariantIdentity Shopify, ProductIdentity Odoo)
{
    /// <summary>What of products is carried, beyond knowing which is which.</summary>
    public ListingDecision Listings { get; init; } = new();
}

public enum ConfirmWhen
{
    AtOnce,
    WhenPaid,
    Never,
}

public enum ConfirmThrough
{
    /// <summary>Draft first, then Odoo's own <c>action_confirm</c>, with every hook a customised Odoo hangs there.</summary>
    ActionConfirm,

    /// <summary>Created in the state of a confirmed order in one call; skips hooks.</summary>
    CreatedConfirmed,
}

/// <summary>Where the number of a company's own purchase order goes.</summary>
public enum PurchaseOrderPlace
{
    /// <summary>Into the order's note; the customer's reference is the order's name in Shopify.</summary>
    Note,

    /// <summary>It is the customer's reference, on the order and on its invoices.</summary>
    Reference,

    Leave,
}

/// <summary>Where an order's tags in Shopify go.</summary>
public enum TagPlace
{
    Leave,

    /// <summary>Into the order's note, as its last line.</summary>
    Note,
}

/// <summary>How orders are taken, booked and confirmed.</summary>
public sealed record OrderDecision
{
    public IntakeDecision Take { get; init; } = new();
    public ConfirmWhen ConfirmWhen { get; init; } = ConfirmWhen.AtOnce;
    public ConfirmThrough ConfirmThrough { get; init; } = ConfirmThrough.ActionConfirm;
    public BookingCurrency BookIn { get; init; } = BookingCurrency.Shop;

    /// <summary>Whether what is changed on a booked order in Shopify is changed in Odoo, where nothing of it is delivered or invoiced.</summary>
    public Following Edits { get; init; } = Following.Carry;

    /// <summary>Whether an order cancelled in Shopify is cancelled in Odoo.</summary>
    public Following Cancellations { get; init; } = Following.Carry;

    /// <summary>Where a company's purchase-order number stands in Odoo.</summary>
    public PurchaseOrderPlace PurchaseOrder { get; init; } = PurchaseOrderPlace.Note;

    /// <summary>Where its tags stand in Odoo.</summary>
    public TagPlace Tags { get; init; } = TagPlace.Leave;

    /// <summary>The pricelist that makes Odoo keep an order in a currency, by currency code.</summary>
    public IReadOnlyDictionary<string, OdooReference> Pricelists { get; init; } = new Dictionary<string, OdooReference>();

    public OdooReference? Warehouse { get; init; }
    public OdooReference? SalesTeam { get; init; }

    /// <summary>Odoo's delivery method for what the buyer chose; empty leaves them to Odoo.</summary>
    public IReadOnlyList<DeliveryMethodDecision> DeliveryMethods { get; init; } = [];

    /// <summary>The largest rounding line, in the order's currency.</summary>
    public decimal RoundingLimit { get; init; } = 0.05m;

    public LineProductsDecision LineProducts { get; init; } = new();
}

/// <param name="Shipping">Title or code of the shipping line in Shopify.</param>
public sealed record DeliveryMethodDecision(string Shipping, OdooReference Method);

/// <summary>Which orders are taken; what is left out is shown as excluded, with the rule.</summary>
public sealed record IntakeDecision
{
    /// <summary>Shopify source names to take; empty takes all.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<string> OnlyTags { get; init; } = [];
    public IReadOnlyList<string> ExcludeTags { get; init; } = [];
    public bool TestOrders { get; init; }

    /// <summary>Take orders for which Shopify recommends cancelling because of fraud.</summary>
    public bool HighRisk { get; init; }

    /// <summary>Orders placed earlier are left out.</summary>
    public DateTimeOffset? PlacedSince { get; init; }
}

/// <summary>The Odoo products that stand for what is not a product in Shopify.</summary>
public sealed record LineProductsDecision
{
    public OdooReference? Shipping { get; init; }
    public OdooReference? Tip { get; init; }
    public OdooReference? Duty { get; init; }
    public OdooReference? Fee { get; init; }
    public OdooReference? Custom { get; init; }
    public OdooReference? Discount { get; init; }
    public OdooReference? Rounding { get; init; }
    public OdooReference? GiftCard { get; init; }

    /// <summary>For what a refund's money differs by from what its lines are worth.</summary>
    public OdooReference? Adjustment { get; init; }
}

/// <summary>Which Odoo tax stands for a Shopify tax.</summary>
/// <param name="Rate">As a fraction: 0.2 for 20 %.</param>
/// <param name="Country">ISO code of the country the order goes to; null for any.</param>
/// <param name="Region">Province code inside that country; null for any.</param>
/// <param name="Included">Only where prices contain, or do not contain, the tax; null for both.</param>
/// <param name="OdooTax">Null says: book this without a tax, on purpose.</param>
/// <param name="ByChannel">The entry is for taxes that a sales channel (marketplace) remits; those need entries of their own.</param>
public sealed record TaxDecision(
    string Title, decimal Rate, string? Country, string? Region, bool? Included, OdooReference? OdooTax, bool ByChannel = false);

public sealed record Approval(string Owner, string? ApprovedBy, DateTimeOffset? ApprovedAt);
