using System.Globalization;
using Tandem.Sync.Customers;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Agreement;

/// <summary>The one definition of agreement between a Shopify order and its sales order in Odoo: lines, taxes, amounts, references; never totals alone.</summary>
public static class OrderAgreement
{
    /// <summary>Lines and references that differ; empty when the structure agrees.</summary>
    /// <param name="partners">Null when partners are not compared.</param>
    public static IReadOnlyList<Difference> Structure(SaleOrderDraft draft, OrderPartners? partners, SaleOrderReading odoo)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(odoo);
        var differences = new List<Difference>();
        void Compare<T>(string field, T expected, T found)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, found))
                differences.Add(new Difference(field, expected?.ToString() ?? "none", found?.ToString() ?? "none"));
        }

        Compare("customer reference", draft.ClientOrderRef, odoo.ClientOrderRef);
        Compare("source document", draft.Origin, odoo.Origin);
        Compare("currency", draft.Currency, odoo.Currency);
        Compare("company", draft.Company, odoo.Company);
        if (draft.Warehouse is { } warehouse) Compare("warehouse", warehouse, odoo.Warehouse);
        if (partners is not null) differences.AddRange(Partners(partners, odoo));
        differences.AddRange(Lines(draft, odoo));
        return differences;
    }

    /// <summary>Customer and addresses that differ.</summary>
    public static IReadOnlyList<Difference> Partners(OrderPartners partners, SaleOrderReading odoo)
    {
        ArgumentNullException.ThrowIfNull(partners);
        ArgumentNullException.ThrowIfNull(odoo);
        return
        [
            .. new (string Field, OdooId<Partner> Expected, OdooId<Partner>? Found)[]
            {
                ("customer", partners.Customer, odoo.Partner), ("invoice address", partners.Invoice, odoo.InvoicePartner), ("delivery address", partners.Delivery, odoo.ShippingPartner),
            }.Where(one => one.Expected != one.Found).Select(one => new Difference(one.Field, one.Expected.ToString(), one.Found?.ToString() ?? "none")),
        ];
    }

    /// <summary>Whether the order carries the date it was placed; Odoo's confirmation overwrites it, so it is compared at the end.</summary>
    public static Difference? Date(SaleOrderDraft draft, SaleOrderReading odoo)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(odoo);
        static DateTimeOffset? Second(DateTimeOffset? time) => time is { } at ? DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()) : null;
        return Second(draft.DateOrder) == Second(odoo.DateOrder)
            ? null
            : new Difference("order date", Text(Second(draft.DateOrder)), Text(Second(odoo.DateOrder)));
    }

    /// <summary>Amounts that differ from Shopify's. Where a rounding line states a difference, untaxed amount and taxes may differ by up to the limit, the total never.</summary>
    public static IReadOnlyList<Difference> Amounts(SaleOrderDraft draft, SaleOrderReading odoo, OrderRules rules)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(rules);
        var allowed = draft.Lines.Any(line => line.Role == LineRole.Rounding) ? rules.Orders.RoundingLimit : 0m;
        var found = AmountsOf(draft, odoo, rules);
        var differences = new List<Difference>();
        void Compare(string field, decimal expected, decimal actual, decimal tolerance)
        {
            if (Math.Abs(expected - actual) > tolerance) differences.Add(new Difference(field, Text(expected), Text(actual)));
        }

        foreach (var tax in draft.Expected.Taxes.Keys.Union(found.Taxes.Keys).OrderBy(tax => tax.Value))
            Compare($"tax “{rules.OdooTaxes.GetValueOrDefault(tax)?.Name ?? tax.ToString()}”", draft.Expected.Taxes.GetValueOrDefault(tax), found.Taxes.GetValueOrDefault(tax), allowed);
        Compare("untaxed amount", draft.Expected.Untaxed, found.Untaxed, allowed);
        Compare("taxes", draft.Expected.Tax, odoo.Tax, allowed);
        Compare("total", draft.Expected.Total, found.Total, 0m);
        return differences;
    }

    /// <summary>Odoo's amounts by mapped tax, as far as it states them: it answers taxes by group, so taxes of one group are told apart by what Odoo's arithmetic makes of the lines.</summary>
    public static SaleAmounts AmountsOf(SaleOrderDraft draft, SaleOrderReading odoo, OrderRules rules)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(odoo);
        ArgumentNullException.ThrowIfNull(rules);
        var ofPart = draft.Lines.SelectMany(line => line.Taxes).Distinct()
            .SelectMany(tax => rules.OdooTaxes.TryGetValue(tax, out var known) ? known.Parts.Select(part => (part.Id, Tax: tax)) : [(tax, tax)])
            .DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var predicted = SaleArithmetic.Amounts(draft.Lines, rules.OdooTaxes, rules.Book, draft.Currency).Taxes;
        var taxes = new Dictionary<OdooId<Tax>, decimal>();
        foreach (var group in odoo.TaxGroups ?? [])
        {
            var mapped = group.Taxes.Select(tax => ofPart.GetValueOrDefault(tax, tax)).Distinct().ToList();
            var rest = group.Amount;
            foreach (var tax in mapped.Skip(1))
            {
                taxes[tax] = taxes.GetValueOrDefault(tax) + predicted.GetValueOrDefault(tax);
                rest -= predicted.GetValueOrDefault(tax);
            }

            if (mapped.Count > 0) taxes[mapped[0]] = taxes.GetValueOrDefault(mapped[0]) + rest;
        }

        return odoo.TaxGroups is null
            ? new SaleAmounts(odoo.Untaxed, predicted, odoo.Total)
            : new SaleAmounts(odoo.Untaxed, taxes, odoo.Total);
    }

    private static IEnumerable<Difference> Lines(SaleOrderDraft draft, SaleOrderReading odoo)
    {
        var left = odoo.Lines.Where(line => line is { DisplayOnly: false, Quantity: not 0m }).ToList();
        var missing = new List<SaleLineDraft>();
        foreach (var expected in draft.Lines.Where(line => line.Quantity != 0m))
        {
            var index = left.FindIndex(line => Same(expected, line));
            if (index < 0) missing.Add(expected);
            else left.RemoveAt(index);
        }

        foreach (var expected in missing)
        {
            // The nearest line of the same product is most likely the one that was changed.
            var index = left.FindIndex(line => line.Product == expected.Product);
            yield return new Difference($"line “{expected.From ?? expected.Name}”", Text(expected), index < 0 ? "no such line" : Text(left[index]));
            if (index >= 0) left.RemoveAt(index);
        }

        foreach (var extra in left) yield return new Difference($"line “{extra.Name}”", "no such line", Text(extra));
    }

    /// <summary>
    /// Which line of an order became which of Odoo's, in an order that stands as it was loaded just now: equal lines stand in the sequence in which they were loaded.
    /// Empty where any line differs, since one that was changed may read like another.
    /// </summary>
    public static IReadOnlyDictionary<OdooId<SaleOrderLine>, string> Named(SaleOrderDraft draft, SaleOrderReading odoo)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(odoo);
        var left = odoo.Lines.Where(line => !line.DisplayOnly).OrderBy(line => line.Id.Value).ToList();
        var named = new Dictionary<OdooId<SaleOrderLine>, string>();
        foreach (var expected in draft.Lines)
        {
            var index = left.FindIndex(line => Same(expected, line));
            if (index < 0) return new Dictionary<OdooId<SaleOrderLine>, string>();
            named[left[index].Id] = expected.ExternalId;
            left.RemoveAt(index);
        }

        return left.Count == 0 ? named : new Dictionary<OdooId<SaleOrderLine>, string>();
    }

    private static bool Same(SaleLineDraft expected, SaleLineReading line) =>
        line.Product == expected.Product && line.Quantity == expected.Quantity && line.PriceUnit == expected.PriceUnit
        && line.Discount == expected.Discount && line.Taxes.ToHashSet().SetEquals(expected.Taxes);

    private static string Text(SaleLineDraft line) => Text(line.Product, line.Quantity, line.PriceUnit, line.Discount, line.Taxes);

    private static string Text(SaleLineReading line) => Text(line.Product, line.Quantity, line.PriceUnit, line.Discount, line.Taxes);

    private static string Text(OdooId<Product>? product, decimal quantity, decimal price, decimal discount, IReadOnlyList<OdooId<Tax>> taxes) =>
        string.Create(CultureInfo.InvariantCulture, $"product {product} {quantity:0.##} × {price:0.00####}{(discount == 0m ? "" : $" −{discount:0.##} %")} taxes [{string.Join(", ", taxes.Select(tax => tax.Value).Order())}]");

    private static string Text(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "none";
}
