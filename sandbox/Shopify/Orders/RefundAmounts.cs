namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>A refund's line with what it is worth; its tax is a part of the subtotal where prices include taxes.</summary>
internal sealed record RefundedLine(LineUnits Units, Bag Subtotal, Bag Tax, IReadOnlyList<Bag> Duties);

/// <summary>A difference between what a refund is worth and what it paid back: positive in the merchant's favour.</summary>
internal sealed record RefundAdjustment(Bag Amount, string Reason);

/// <summary>The money of one refund: what is given back is worth so much, so much was paid back, adjustments are the rest.</summary>
internal sealed class RefundAmounts
{
    private readonly RefundDescription refund;
    private readonly OrderAmounts amounts;

    /// <param name="before">Units given back of each line by earlier refunds.</param>
    public RefundAmounts(RefundDescription refund, OrderDescription order, OrderAmounts amounts, int[] before)
    {
        (this.refund, this.amounts) = (refund, amounts);
        Lines = [.. refund.Lines.Select(units => Line(units, units.Left ?? (order.Lines[units.Line].Quantity - order.Lines[units.Line].RemovedQuantity - before[units.Line])))];
        Shipping = amounts.Currencies.FromPresentment(refund.Shipping);
        ShippingTax = amounts.Currencies.FromPresentment(refund.ShippingTax);
        Worth = Bag.Sum(Lines.Select(WorthOf)) + Shipping + (amounts.TaxesIncluded ? Bag.Zero : ShippingTax);
        Payments = refund.Payments.Count > 0 ? refund.Payments : Single();
        Paid = Sum(payment => payment.Status == "SUCCESS");
        Adjustments = refund.Owed ? [] : [.. Discrepancies()];
        if (!refund.Unpriced) return;
        Silent = Bag.Sum(Lines.Select(WorthOf));
        Adjustments = [.. Adjustments, new RefundAdjustment(-Silent, "REFUND_DISCREPANCY")];
        Lines = [.. Lines.Select(line => line with { Subtotal = Bag.Zero, Tax = Bag.Zero, Duties = [.. line.Duties.Select(_ => Bag.Zero)] })];
    }

    /// <summary>Worth of lines that is stated as an adjustment instead.</summary>
    private Bag Silent { get; }

    public IReadOnlyList<RefundedLine> Lines { get; }
    public Bag Shipping { get; }
    public Bag ShippingTax { get; }

    /// <summary>Lines, shipping and duties with their taxes.</summary>
    public Bag Worth { get; }

    public IReadOnlyList<RefundPaymentDescription> Payments { get; }

    /// <summary>Successful transactions only.</summary>
    public Bag Paid { get; }

    public IReadOnlyList<RefundAdjustment> Adjustments { get; }

    /// <summary>What the adjustments change the order's current total by.</summary>
    public Bag Adjusted => Bag.Sum(Adjustments.Select(adjustment => adjustment.Amount)) + Silent;

    /// <summary>By how much it lowers the order's current total.</summary>
    public Bag Credit => Worth - Adjusted;

    public Bag AmountOf(RefundPaymentDescription payment) => refund.Payments.Count == 0 && refund.Amount is null
        ? Worth
        : amounts.Currencies.At(payment.Rate).FromPresentment(payment.Amount);

    private IReadOnlyList<RefundPaymentDescription> Single()
    {
        var amount = refund.Amount ?? Worth.Presentment;
        return amount == 0m ? [] : [new RefundPaymentDescription(amount) { Gateway = refund.Gateway }];
    }

    private Bag Sum(Func<RefundPaymentDescription, bool> which) => Bag.Sum(Payments.Where(which).Select(AmountOf));

    private IEnumerable<RefundAdjustment> Discrepancies()
    {
        var difference = Worth - Sum(_ => true);
        if (difference.Presentment != 0m) yield return new RefundAdjustment(difference, refund.Reason ?? "REFUND_DISCREPANCY");
        foreach (var payment in Payments.Where(payment => payment.WasPending || payment.Status != "SUCCESS"))
        {
            yield return new RefundAdjustment(AmountOf(payment), "PENDING_REFUND_DISCREPANCY");
            if (payment.Status == "SUCCESS") yield return new RefundAdjustment(-AmountOf(payment), "PENDING_REFUND_DISCREPANCY");
        }
    }

    /// <summary>What the line was worth with the units less what it is worth without them, so that several refunds add up.</summary>
    private RefundedLine Line(LineUnits units, int left)
    {
        var line = amounts.Lines[units.Line];
        Bag Taken(Bag whole) => amounts.Currencies.Part(whole, left, line.Quantity) - amounts.Currencies.Part(whole, left - units.Quantity, line.Quantity);
        return new RefundedLine(units, Taken(line.Discounted), Taken(line.Tax),
            [.. line.Duties.Select(duty => (amounts.DutiesIncluded ? Bag.Zero : Taken(duty.Price)) + (amounts.TaxesIncluded ? Bag.Zero : Taken(duty.Tax)))]);
    }

    private Bag WorthOf(RefundedLine line) => line.Subtotal + (amounts.TaxesIncluded ? Bag.Zero : line.Tax) + Bag.Sum(line.Duties);
}
