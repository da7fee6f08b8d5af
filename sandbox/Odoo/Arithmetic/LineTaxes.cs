namespace Tandem.Sandbox.Odoo.Arithmetic;

/// <summary>What one tax takes on one line, before the document's rounding: <c>account.tax._get_tax_details</c>.</summary>
public sealed record RawTax(TaxRule Tax, decimal Base, decimal Amount);

/// <summary>One line's amounts as the tax engine leaves them before the document is rounded.</summary>
public sealed record RawLine(decimal Excluded, decimal Included, IReadOnlyList<RawTax> Taxes);

/// <summary>Evaluates the taxes of one line the way both versions do.</summary>
public static class LineTaxes
{
    /// <summary>Computes the raw amounts of a line, rounding each step where the company rounds per line.</summary>
    public static RawLine Of(PricedLine line, RoundingRules rules)
    {
        var price = line.PriceUnit * (1m - line.Discount / 100m);
        var total = line.Quantity * price;
        if (!rules.Globally) total = OdooRounding.ToStep(total, rules.Step);

        var slots = Slots(line.Taxes);
        var walk = new Evaluation(slots, total, line.Quantity, price, rules);
        for (var i = slots.Length - 1; i >= 0; i--) if (slots[i].Tax.Kind == TaxKind.Fixed) walk.Settle(i, walk.Fixed(i));
        for (var i = slots.Length - 1; i >= 0; i--) if (slots[i].Tax.Included && slots[i].Amount is null) walk.Settle(i, walk.FromIncluded(i));
        for (var i = 0; i < slots.Length; i++) if (!slots[i].Tax.Included && slots[i].Amount is null) walk.Settle(i, walk.FromExcluded(i));
        return Totals(slots, total);
    }

    private static RawLine Totals(Slot[] slots, decimal total)
    {
        var taxes = slots.Select(slot => new RawTax(slot.Tax, BaseOf(slot, slots, total), slot.Amount!.Value)).ToList();
        var excluded = taxes.Count > 0 ? taxes[0].Base : total;
        return new RawLine(excluded, excluded + taxes.Sum(tax => tax.Amount), taxes);
    }

    private static decimal BaseOf(Slot slot, Slot[] slots, decimal total)
    {
        var own = slot.Tax.Included ? slots[slot.First..(slot.Last + 1)].Sum(other => other.Amount!.Value) : 0m;
        return total + slot.ExtraForBase - own;
    }

    private static Slot[] Slots(IReadOnlyList<TaxRule> taxes)
    {
        var slots = taxes.Select(tax => new Slot(tax)).ToArray();
        var last = slots.Length - 1;
        for (var i = slots.Length - 1; i >= 0; i--)
        {
            if (i < last && !SameBatch(slots[i].Tax, slots[last].Tax, slots[i + 1].Tax.BaseAffected)) last = i;
            for (var member = i; member <= last; member++) (slots[member].First, slots[member].Last) = (i, last);
        }

        return slots;
    }

    private static bool SameBatch(TaxRule tax, TaxRule head, bool nextIsAffected) =>
        tax.Kind == head.Kind && tax.Included == head.Included && tax.AffectsBase == head.AffectsBase
        && (!tax.AffectsBase || !nextIsAffected);

    /// <summary>One tax while its line is evaluated; First and Last bound the batch that shares a base.</summary>
    internal sealed class Slot(TaxRule tax)
    {
        public TaxRule Tax { get; } = tax;
        public int First { get; set; }
        public int Last { get; set; }
        public decimal? Amount { get; set; }
        public decimal ExtraForTax { get; set; }
        public decimal ExtraForBase { get; set; }
    }
}
