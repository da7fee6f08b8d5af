using System.Globalization;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>Finds the Odoo tax that the shop decided on for a Shopify tax; never guesses one.</summary>
/// <param name="booked">The order is in Odoo already: a tax that was archived since stays the tax that it was sold with.</param>
public sealed class TaxMap(ShopOrder order, OrderRules rules, bool booked = false)
{
    private readonly string? country = (order.ShippingAddress ?? order.BillingAddress)?.CountryCode;
    private readonly string? region = (order.ShippingAddress ?? order.BillingAddress)?.ProvinceCode;

    /// <summary>The taxes to book a part with, or why it cannot be booked.</summary>
    public (IReadOnlyList<BookedTax> Taxes, IReadOnlyList<Blocker> Blockers) For(SoldPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var taxes = new List<BookedTax>();
        var blockers = new List<Blocker>();
        foreach (var sold in part.Taxes)
        {
            if (Mapped(sold) is not { } mapped) blockers.Add(Unmapped(part, sold));
            else if (mapped.OdooTax is not { } id)
            {
                if (sold.Amount != 0m && !part.TaxesIncluded) blockers.Add(PaidButNotBooked(part, sold));
            }
            else if (Problem(id) is { } problem) blockers.Add(Unusable(sold, problem));
            else taxes.Add(new BookedTax(rules.OdooTaxes[id], sold.Amount));
        }

        // Two Shopify taxes may stand for one Odoo tax of their joint rate.
        List<BookedTax> booked = [.. taxes.GroupBy(tax => tax.Tax.Id).Select(same => new BookedTax(same.First().Tax, same.Sum(tax => tax.Amount)))];
        if (booked.Select(tax => tax.Tax.Parts[0].PriceIncluded).Distinct().Count() > 1)
            blockers.Add(Together(part, booked, "are partly included in the price in Odoo and partly not. Map them to taxes of one kind under taxes"));
        else if (booked.SelectMany(tax => tax.Tax.Parts).GroupBy(odoo => odoo.Id).Any(same => same.Count() > 1))
            blockers.Add(Together(part, booked, "contain the same Odoo tax twice, and Odoo would compute it once. Map each to a tax of its own under taxes"));
        return (booked, blockers);
    }

    private MappedTax? Mapped(SoldTax sold) => rules.Taxes
        .Where(tax => TaxFit.Fits(tax.Decision, sold.Title, sold.Rate, country, region, order.TaxesIncluded, sold.ByChannel))
        .OrderByDescending(tax => TaxFit.Weight(tax.Decision))
        .FirstOrDefault();

    private string? Problem(OdooId<Tax> id) => rules.OdooTaxes.GetValueOrDefault(id) switch
    {
        null => $"tax {id} does not exist in Odoo's company any more",
        { Active: false } tax when !booked => $"Odoo tax “{tax.Name}” is archived",
        { IsPlainPercentage: false } tax => $"Odoo tax “{tax.Name}” is not a plain percentage ({tax.AmountType}), so Odoo would compute another amount than the buyer paid",
        _ => null,
    };

    private Blocker Unmapped(SoldPart part, SoldTax sold)
    {
        var proposals = Proposals(sold);
        var hint = proposals.Count == 0
            ? $"Odoo has no sales tax of {Percent(sold)} for this company: ask finance which to use."
            : $"Odoo's sales taxes of {Percent(sold)}: {string.Join(", ", proposals)}.";
        return new Blocker(
            BlockerCode.TaxUnmapped, Subject(sold),
            $"Order {order.Name} was not written to Odoo: {Describe(sold)} on “{part.Title}” has no Odoo tax yet. Map it under taxes{(sold.ByChannel ? " with byChannel: true" : "")}; all orders that wait for it then go on. {hint}",
            Role.Finance, "taxes", Proposals: proposals);
    }

    private Blocker PaidButNotBooked(SoldPart part, SoldTax sold) => new(
        BlockerCode.TaxUnusable, Subject(sold),
        $"Order {order.Name} was not written to Odoo: {Describe(sold)} on “{part.Title}” is mapped to no tax, but the buyer paid {Amount(sold.Amount)} of it, which would be missing in Odoo. Map it to an Odoo tax under taxes.",
        Role.Finance, "taxes", Proposals: Proposals(sold));

    private Blocker Unusable(SoldTax sold, string problem) => new(
        BlockerCode.TaxUnusable, Subject(sold),
        $"Order {order.Name} was not written to Odoo: {Describe(sold)} cannot be booked, because {problem}. Choose another tax for it under taxes.",
        Role.Finance, "taxes", Proposals: Proposals(sold));

    private Blocker Together(SoldPart part, List<BookedTax> taxes, string problem) => new(
        BlockerCode.TaxUnusable, string.Join("+", taxes.Select(tax => tax.Tax.Id)),
        $"Order {order.Name} was not written to Odoo: the taxes of “{part.Title}” ({string.Join(", ", taxes.Select(tax => tax.Tax.Name))}) {problem}.",
        Role.Finance, "taxes");

    private List<string> Proposals(SoldTax sold) => [.. rules.OdooTaxes.Values
        .Where(tax => tax is { Active: true, IsPlainPercentage: true } && Math.Abs(tax.TotalPercent - sold.Rate * 100m) < 0.00005m)
        .OrderByDescending(tax => tax.Parts[0].PriceIncluded == order.TaxesIncluded)
        .Select(tax => $"“{tax.Name}” (id {tax.Id}{(tax.Parts[0].PriceIncluded ? ", included in the price" : "")})")];

    private string Subject(SoldTax sold) =>
        string.Join('|', sold.Title.Trim(), sold.Rate.ToString("0.######", CultureInfo.InvariantCulture), country ?? "", region ?? "", order.TaxesIncluded ? "included" : "excluded")
        + (sold.ByChannel ? "|channel" : "");

    private string Describe(SoldTax sold)
    {
        var tax = $"Shopify's tax “{sold.Title}” of {Percent(sold)}{(country is null ? "" : $" in {country}{(region is null ? "" : "-" + region)}")}";
        if (order.TaxesIncluded) tax = $"{tax}, included in prices,";
        return sold.ByChannel ? $"{tax}, which the sales channel remits," : tax;
    }

    private static string Percent(SoldTax sold) => (sold.Rate * 100m).ToString("0.####", CultureInfo.InvariantCulture) + " %";

    private static string Amount(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}

/// <summary>An Odoo tax with the amount that Shopify states for it.</summary>
public sealed record BookedTax(OdooTax Tax, decimal Amount);
