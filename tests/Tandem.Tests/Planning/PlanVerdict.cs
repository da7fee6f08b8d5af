using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.Tests.Planning;

/// <summary>Judges a plan against what Shopify states: exact, or honestly rounded, or rightly refused.</summary>
internal sealed class PlanVerdict(ShopOrder order, OrderRules rules, Func<string, OdooId<Tax>> mapped)
{
    private readonly SaleAmounts stated = Stated(order, mapped);

    /// <summary>What is wrong with the plan; null when nothing is.</summary>
    public string? Wrong(OrderPlan plan) => plan switch
    {
        OrderPlan.Ready ready => Amounts(ready) ?? Units(ready) ?? Prices(ready) ?? Identities(ready),
        OrderPlan.Blocked { Blockers: [{ Code: BlockerCode.TotalsDiffer } blocker] } => Refusal(blocker),
        OrderPlan.Blocked blocked => $"blocked by {blocked.Blockers[0].Sentence}",
        var other => $"is {other}",
    };

    /// <summary>Shopify's untaxed amount, each tax and total, added up from what it states line by line.</summary>
    private static SaleAmounts Stated(ShopOrder order, Func<string, OdooId<Tax>> mapped)
    {
        var taxes = order.Lines.SelectMany(line => line.Taxes.Concat(line.Duties.SelectMany(duty => duty.Taxes)))
            .Concat(order.ShippingLines.SelectMany(line => line.Taxes)).Concat(order.Fees.SelectMany(fee => fee.Taxes))
            .GroupBy(tax => mapped(tax.Title)).ToDictionary(tax => tax.Key, tax => tax.Sum(amount => amount.Amount.Shop.Amount));
        return new SaleAmounts(order.Total.Shop.Amount - taxes.Values.Sum(), taxes, order.Total.Shop.Amount);
    }

    private string? Amounts(OrderPlan.Ready plan)
    {
        var odoo = SaleArithmetic.Amounts(plan.Draft.Lines, rules.OdooTaxes, rules.Book, plan.Draft.Currency);
        if (odoo.Total != stated.Total) return $"total {odoo.Total} in Odoo, {stated.Total} in Shopify";
        var rounding = plan.Draft.Lines.Where(line => line.Role == LineRole.Rounding).ToList();
        var worst = Worst(odoo);
        return (rounding.Count, worst) switch
        {
            (0, 0m) => plan.Remark is null ? null : "a remark without a rounding line",
            (0, _) => $"a silent difference of {worst}",
            (1, _) when plan.Remark != rounding[0].Name => "the rounding line does not tell the remark",
            (1, _) when worst > rules.Orders.RoundingLimit || Math.Abs(rounding[0].PriceUnit) > rules.Orders.RoundingLimit => $"a difference of {worst} above the limit",
            (1, 0m) when rounding[0].PriceUnit == 0m => "a rounding line for nothing",
            (1, _) => null,
            _ => "several rounding lines",
        };
    }

    private decimal Worst(SaleAmounts odoo) => new[] { odoo.Untaxed - stated.Untaxed, odoo.Tax - stated.Tax }
        .Concat(stated.Taxes.Keys.Union(odoo.Taxes.Keys).Select(tax => odoo.Taxes.GetValueOrDefault(tax) - stated.Taxes.GetValueOrDefault(tax)))
        .Max(Math.Abs);

    private string? Units(OrderPlan.Ready plan) => order.Lines
        .Where(line => Of(plan, $"line_{line.Id}").Where(draft => draft.Role != LineRole.Discount).Sum(draft => draft.Quantity) != line.Quantity)
        .Select(line => $"“{line.Title}” has other units than {line.Quantity}").FirstOrDefault();

    private string? Prices(OrderPlan.Ready plan)
    {
        foreach (var line in order.Lines)
        {
            var drafts = Of(plan, $"line_{line.Id}").ToList();
            var taxes = line.Taxes.Sum(tax => tax.Amount.Shop.Amount);
            var net = line.UnitPrice.Shop.Amount * line.Quantity - line.Discounts.Sum(discount => discount.Amount.Shop.Amount);
            var odooIncludes = drafts.SelectMany(draft => draft.Taxes).Any(tax => rules.OdooTaxes[tax].PriceIncluded);
            var target = taxes == 0m || odooIncludes == order.TaxesIncluded ? net : odooIncludes ? net + taxes : net - taxes;
            var sum = plan.Draft.Currency.Round(drafts.Sum(draft => draft.Quantity * draft.PriceUnit * (1 - draft.Discount / 100m)));
            if (sum != target) return $"“{line.Title}” comes to {sum}, not {target}";
        }

        return null;
    }

    private static string? Identities(OrderPlan.Ready plan) =>
        plan.Draft.Lines.Select(line => line.ExternalId).Distinct().Count() == plan.Draft.Lines.Count && plan.Draft.Lines.All(line => line.Quantity > 0m)
            ? null
            : "lines share an identity or have no units";

    /// <summary>Only a difference above the limit may be refused, measured on lines that carry the stated prices as they are; on the verge, a cent or two depend on how lines are split.</summary>
    private string? Refusal(Blocker blocker)
    {
        var planned = SoldParts.Of(order, BookingCurrency.Shop).Select(part => Plain(part)).ToList();
        var odoo = SaleArithmetic.Amounts(planned, rules.OdooTaxes, rules.Book with { PriceDigits = 12 }, order.ShopCurrency);
        var worst = Math.Max(Worst(odoo), Math.Abs(odoo.Total - stated.Total));
        return worst + 0.02m > rules.Orders.RoundingLimit ? null : $"refused although it differs by {worst} only: {blocker.Sentence}";
    }

    private SaleLineDraft Plain(SoldPart part)
    {
        var taxes = part.Taxes.Select(tax => mapped(tax.Title)).ToList();
        var odooIncludes = taxes.Count > 0 && rules.OdooTaxes[taxes[0]].PriceIncluded;
        var price = taxes.Count == 0 || odooIncludes == part.TaxesIncluded ? part.Net : odooIncludes ? part.Net + part.Tax : part.Net - part.Tax;
        return new SaleLineDraft { ExternalId = part.Key, Role = part.Role, Product = new(1), Quantity = 1, PriceUnit = price, Name = part.Title, Taxes = taxes };
    }

    private static IEnumerable<SaleLineDraft> Of(OrderPlan.Ready plan, string key) =>
        plan.Draft.Lines.Where(line => line.ExternalId == key || line.ExternalId == $"{key}_2" || line.ExternalId == $"discount_{key}");
}
