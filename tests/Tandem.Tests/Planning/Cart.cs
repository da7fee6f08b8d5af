namespace Tandem.Tests.Planning;

/// <summary>A generated order before Shopify's arithmetic: what is sold, with which discounts and taxes.</summary>
internal sealed record Cart
{
    public required bool TaxesIncluded { get; init; }
    public bool Exempt { get; init; }

    /// <summary>The buyer's currency; null where it is the shop's.</summary>
    public string? BuyersCurrency { get; init; }

    public required IReadOnlyList<CartLine> Lines { get; init; }
    public CartCharge? Shipping { get; init; }
    public CartCharge? Fee { get; init; }
    public decimal Tip { get; init; }
    public bool TipIsALine { get; init; }

    /// <summary>Spread over all lines that are no gift cards.</summary>
    public Reduction? OnOrder { get; init; }

    public override string ToString() =>
        $"{(TaxesIncluded ? "incl" : "excl")}{(Exempt ? " exempt" : "")} {BuyersCurrency} [{string.Join("; ", Lines)}] shipping {Shipping} fee {Fee} tip {Tip}{(TipIsALine ? " as line" : "")} off {OnOrder}";
}

internal enum CartKind
{
    Product,
    Custom,
    GiftCard,
}

internal sealed record CartLine(CartKind Kind, decimal Price, int Quantity, TaxSet Taxes)
{
    public Reduction? Off { get; init; }
    public decimal? Duty { get; init; }
    public int Refunded { get; init; }

    public override string ToString() => $"{Kind} {Quantity}×{Price} {Taxes}{(Off is null ? "" : $" off {Off}")}{(Duty is null ? "" : $" duty {Duty}")}{(Refunded == 0 ? "" : $" refunded {Refunded}")}";
}

internal sealed record CartCharge(decimal Price, TaxSet Taxes, decimal? PercentOff = null);

/// <summary>A percentage, a fixed amount, or free units of buy-x-get-y.</summary>
internal sealed record Reduction(decimal? Percent = null, decimal? Amount = null, int? FreeUnits = null);

/// <summary>The taxes of one place, with their rates.</summary>
internal sealed record TaxSet(string Name, params (string Title, decimal Rate)[] Taxes)
{
    public static readonly TaxSet[] All =
    [
        new("none"), new("UK", ("VAT", 0.2m)), new("NL", ("BTW", 0.21m)), new("FR", ("TVA", 0.055m)), new("CH", ("MWST", 0.081m)),
        new("TX", ("TX", 0.0625m), ("Austin", 0.02m)), new("QC", ("GST", 0.05m), ("QST", 0.09975m)),
        new("NY", ("NY", 0.04m), ("City", 0.045m), ("MCTD", 0.00375m)), new("zero", ("Zero", 0m)),
    ];

    public override string ToString() => Name;
}
