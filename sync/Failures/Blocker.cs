using Tandem.Sync.Records;

namespace Tandem.Sync.Failures;

/// <summary>Whose job it is to make a missing decision.</summary>
public enum Role
{
    Ecommerce,
    Operations,
    Finance,
    Technical,
}

/// <summary>Why one record cannot move, in words that the person who can mend it understands.</summary>
/// <param name="Code">One of <see cref="BlockerCode"/>.</param>
/// <param name="Subject">What the cause is about; records with the same code and subject wait for the same decision, such as <c>VAT 20 %|0.2|GB|included</c>.</param>
/// <param name="Sentence">What happened, to which record, and what to do.</param>
/// <param name="Owner">Whose job it is.</param>
/// <param name="Setting">The decision that is missing, as a path in the decisions file; null when no setting mends it.</param>
/// <param name="HealsWithTime">Trying again later may succeed without anybody doing anything.</param>
/// <param name="Proposals">Choices that would fit, for a person to approve; never applied by itself.</param>
public sealed record Blocker(
    BlockerCode Code,
    string Subject,
    string Sentence,
    Role Owner,
    string? Setting = null,
    bool HealsWithTime = false,
    IReadOnlyList<string>? Proposals = null)
{
    /// <summary>The flow of the record that waits for it; the others go on.</summary>
    public Flow Flow { get; init; } = Flow.Orders;

    /// <summary>Equal for all records that wait for the same decision.</summary>
    public string Cause => $"{Code}:{Subject}";
}

/// <summary>The closed list of reasons why a record cannot move; <c>docs/blockers.md</c> explains each.</summary>
public enum BlockerCode
{
    SetupMissing,
    ProductUnmatched,
    ProductAmbiguous,
    ProductArchived,
    ProductLinkBroken,
    ProductUnitUndecided,
    TaxUnmapped,
    TaxUnusable,
    CustomLineUnmapped,
    ShippingUnmapped,
    TipUnmapped,
    DutyUnmapped,
    FeeUnmapped,
    GiftCardUnmapped,
    RoundingUnmapped,
    DeliveryMethodUnmapped,
    CustomerAmbiguous,
    CustomerMissing,
    CurrencyUnmapped,
    TotalsDiffer,
    StructureDiffers,
    ChangedInShopify,
    ChangedOnBothSides,
    DeletedInOdoo,
    DeletedInShopify,
    CancelledInOdoo,
    JournalUnmapped,
    InvoiceDiffers,
    InvoiceCancelledInOdoo,
    RefundedOffered,
    PaymentDiffers,
    CashRoundingUnmapped,
    RateDifferenceUnmapped,
    TermsUnmapped,
    AdjustmentUnmapped,
    RefundDiffers,
    CancelledAfterDelivery,
    HeldInShopify,
    LocationUnmapped,
    DeliveryDiffers,
    StockNotWritten,
    FieldsDiffer,
    ListingNotWritten,
    ListingNotMade,
    SerialNumberNeeded,
    OdooRightMissing,
    OdooRejected,
    OdooReferenceGone,
    OdooRefusedLogin,
    OdooUnreachable,
    OdooNotUsable,
    ShopifyScopeMissing,
    ShopifyRefused,
    ShopifyTokenMissing,
    ShopUnavailable,
    Defect,
}
