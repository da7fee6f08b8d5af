namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>What is left of an order after edits and refunds, and the money that moved.</summary>
internal sealed class OrderLedger
{
    private readonly OrderDescription order;
    private readonly OrderAmounts amounts;
    private Bag? cachedReceived;
    private Bag? cachedAuthorized;
    private Bag? cachedRefunded;
    private Bag? cachedCurrentSubtotal;
    private Bag? cachedCurrentDuties;
    private Bag? cachedCurrentTax;
    private Bag? cachedCurrentTotal;
    private Bag? cachedCurrentShipping;

    public OrderLedger(OrderDescription order, OrderAmounts amounts)
    {
        this.order = order;
        this.amounts = amounts;
        Payments = [.. order.Payments.Select(p => p is { Amount: null, Rate: null } ? amounts.Total : Money.At(p.Rate).FromPresentment(p.Amount ?? amounts.Total.Presentment))];
        Refunds = RefundsOf();
    }

    private Currencies Money => amounts.Currencies;

    public IReadOnlyList<Bag> Payments { get; }

    public IReadOnlyList<RefundAmounts> Refunds { get; }

    public Bag Received => cachedReceived ??= Of(p => p is { Status: "SUCCESS", Kind: "SALE" or "CAPTURE" });

    public Bag Authorized => cachedAuthorized ??= (Of(p => p is { Status: "SUCCESS", Kind: "AUTHORIZATION" }) - Of(p => p is { Status: "SUCCESS", Kind: "CAPTURE" or "VOID" }));

    public Bag Refunded => cachedRefunded ??= Bag.Sum(Refunds.Select(refund => refund.Paid));

    /// <summary>What rounding in cash added to payments.</summary>
    public Bag Rounded => Bag.Sum(order.Payments.Where(p => p.Status == "SUCCESS").Select(p => Money.At(p.Rate).FromPresentment(p.Rounding)));

    /// <summary>What rounding in cash added to money given back.</summary>
    public Bag RefundsRounded => Bag.Sum(order.Refunds.Where(refund => !refund.Deleted).SelectMany(refund => refund.Payments).Where(p => p.Status == "SUCCESS").Select(p => Money.At(p.Rate).FromPresentment(p.Rounding)));

    /// <summary>Written off in the merchant's favour, less what was given beyond the worth.</summary>
    public Bag Adjusted => Bag.Sum(Refunds.Select(refund => refund.Adjusted));

    public Bag Net => Received - Refunded;

    public Bag Outstanding => CurrentTotal - Net - Authorized;

    public Bag RefundedShipping => Bag.Sum(order.Refunds.Where(r => !r.Deleted).Select(r => Money.FromPresentment(r.Shipping)));

    private Bag RefundedShippingTax => Bag.Sum(order.Refunds.Where(r => !r.Deleted).Select(r => Money.FromPresentment(r.ShippingTax)));

    private bool Gone => order.CancelledAt is not null;

    public int CurrentUnits(int line) => Gone ? 0 : amounts.Lines[line].Current;

    public Bag Current(int line, Bag amount) => Money.Part(amount, CurrentUnits(line), amounts.Lines[line].Quantity);

    public Bag CurrentSubtotal => cachedCurrentSubtotal ??= OfLines(l => l.Discounted);

    public Bag CurrentDuties => cachedCurrentDuties ??= OfLines(l => l.Duty);

    public Bag CurrentFees => Gone ? Bag.Zero : amounts.FeeTotal;

    public Bag CurrentShipping => cachedCurrentShipping ??= (Gone ? Bag.Zero : Bag.Sum(amounts.Shipping.Where(s => !s.Removed).Select(s => s.Discounted)) - RefundedShipping);

    public Bag CurrentDiscounts => Gone ? Bag.Zero : OfLines(l => l.Discount) + Bag.Sum(amounts.Shipping.Where(s => !s.Removed).Select(s => s.Discount));

    public Bag CurrentTax => cachedCurrentTax ??= (Gone ? Bag.Zero : OfLines(l => l.Tax) + OfLines(l => l.DutyTax) + Bag.Sum(amounts.Fees.Select(f => f.Tax))
        + Bag.Sum(amounts.Shipping.Where(s => !s.Removed).Select(s => s.Tax)) - RefundedShippingTax);

    public Bag CurrentTotal => cachedCurrentTotal ??= (Gone ? Bag.Zero : CurrentSubtotal + CurrentShipping + CurrentFees + amounts.Tip
        + (amounts.DutiesIncluded ? Bag.Zero : CurrentDuties) + (amounts.TaxesIncluded ? Bag.Zero : CurrentTax) + Adjusted);

    /// <summary>Shopify's <c>displayFinancialStatus</c>.</summary>
    public string FinancialStatus()
    {
        var (received, refunded) = (Received.Presentment, Refunded.Presentment);
        if (order.CancelledAt is not null && received == 0m && Authorized.Presentment > 0m) return "VOIDED";
        if (refunded > 0m) return refunded >= received ? "REFUNDED" : "PARTIALLY_REFUNDED";
        if (order.Payments.Any(p => p is { Kind: "VOID", Status: "SUCCESS" }) && received == 0m) return "VOIDED";
        if (received >= CurrentTotal.Presentment && (received > 0m || CurrentTotal.Presentment == 0m)) return "PAID";
        if (received > 0m) return "PARTIALLY_PAID";
        return Authorized.Presentment > 0m ? "AUTHORIZED" : "PENDING";
    }

    private List<RefundAmounts> RefundsOf()
    {
        var (given, refunds) = (new int[order.Lines.Count], new List<RefundAmounts>());
        foreach (var stated in order.Refunds)
        {
            // One that was deleted keeps its place, so that the numbers of the others stay.
            var refund = stated.Deleted ? new RefundDescription { Amount = 0m } : stated;
            refunds.Add(new RefundAmounts(refund, order, amounts, given));
            foreach (var units in refund.Lines) given[units.Line] += units.Quantity;
        }

        return refunds;
    }

    private Bag Of(Func<PaymentDescription, bool> which) =>
        Bag.Sum(order.Payments.Select((p, i) => which(p) ? Payments[i] : Bag.Zero));

    private Bag OfLines(Func<LineAmounts, Bag> of) => Bag.Sum(amounts.Lines.Select((l, i) => Current(i, of(l))));
}
