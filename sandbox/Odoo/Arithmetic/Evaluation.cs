namespace Tandem.Sandbox.Odoo.Arithmetic;

/// <summary>The formulas of one line's taxes, and how a settled amount moves the bases of the others.</summary>
internal sealed class Evaluation(LineTaxes.Slot[] slots, decimal total, decimal quantity, decimal price, RoundingRules rules)
{
    /// <summary>An amount for each piece; version 19 turns the sign with a negative price.</summary>
    public decimal Fixed(int index) => (rules.Version >= 19 && price < 0m ? -1m : 1m) * quantity * slots[index].Tax.Amount;

    public decimal FromIncluded(int index)
    {
        var (tax, taxable) = (slots[index].Tax, total + slots[index].ExtraForTax);
        if (tax.Kind == TaxKind.Division) return taxable * tax.Amount / 100m;
        var percent = BatchPercent(index);
        return percent == -100m ? 0m : taxable * tax.Amount / (100m + percent);
    }

    public decimal FromExcluded(int index)
    {
        var (tax, taxable) = (slots[index].Tax, total + slots[index].ExtraForTax);
        if (tax.Kind == TaxKind.Percent) return taxable * tax.Amount / 100m;
        var percent = BatchPercent(index);
        return taxable * tax.Amount / (percent == 100m ? 100m : 100m - percent);
    }

    /// <summary>Fixes the amount of one tax and lets it enter or leave the others' bases.</summary>
    public void Settle(int index, decimal amount)
    {
        var slot = slots[index];
        slot.Amount = rules.Globally ? amount : OdooRounding.ToStep(amount, rules.Step);
        for (var other = 0; other < slots.Length; other++)
        {
            if (other >= slot.First && other <= slot.Last) continue;
            var sign = Influence(slot.Tax, slots[other].Tax, after: other > slot.Last);
            if (slots[other].Amount is null) slots[other].ExtraForTax += sign * slot.Amount.Value;
            slots[other].ExtraForBase += sign * slot.Amount.Value;
        }
    }

    private static decimal Influence(TaxRule settled, TaxRule other, bool after)
    {
        if (!settled.Included) return after && settled.AffectsBase && other.BaseAffected ? 1m : 0m;
        return after && settled.AffectsBase && other.BaseAffected ? 0m : -1m;
    }

    private decimal BatchPercent(int index)
    {
        var sum = 0m;
        for (var i = slots[index].First; i <= slots[index].Last; i++) sum += slots[i].Tax.Amount;
        return sum;
    }
}
