using System.Globalization;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>Chooses how a sold part is written as Odoo lines so that Odoo's own arithmetic comes to Shopify's amounts.</summary>
/// <remarks>
/// First choice is the part as it was sold: full price, the discount as a percentage where two digits state it exactly, else as a line of its own.
/// Where Odoo's rounding per line would then miss a tax by a cent, the discount goes into the unit price; a price that does not divide evenly is split over two lines.
/// </remarks>
public sealed class LineShapes(OrderRules rules, Currency currency)
{
    public IReadOnlyList<SaleLineDraft> Of(SoldPart part, OdooId<Product> product, IReadOnlyList<BookedTax> taxes)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(taxes);
        var line = new SaleLineDraft
        {
            ExternalId = part.Key,
            Role = part.Role,
            Product = product,
            Quantity = part.Quantity,
            PriceUnit = part.UnitPrice,
            Name = part.Title,
            Taxes = [.. taxes.Select(tax => tax.Tax.Id)],
            From = part.Title,
        };
        var odooIncludes = taxes.Count > 0 && taxes[0].Tax.Parts[0].PriceIncluded;
        var shopIncludes = part.TaxesIncluded;
        if (taxes.Count > 0 && odooIncludes != shopIncludes)
            return Net(line, part, odooIncludes ? part.Net + taxes.Sum(tax => tax.Amount) : part.Net - taxes.Sum(tax => tax.Amount));

        var sold = AsSold(line, part);
        if (sold is null) return Net(line, part, part.Net);
        if (part.Discount == 0m || rules.Book.Rounding == TaxRounding.Globally || Agrees(sold, taxes)) return sold;
        var net = Net(line, part, part.Net);
        return Agrees(net, taxes) ? net : sold;
    }

    private List<SaleLineDraft>? AsSold(SaleLineDraft line, SoldPart part)
    {
        if (Representable(part.UnitPrice) is false) return null;
        if (part.Discount == 0m) return [line];
        if (part.Gross != 0m && Percent(part) is { } percent) return [line with { Discount = percent }];
        if (rules.LineProducts.Discount is not { } product) return null;
        return
        [
            line,
            line with
            {
                ExternalId = $"discount_{part.Key}",
                Role = LineRole.Discount,
                Product = product,
                Quantity = 1,
                PriceUnit = -part.Discount,
                Name = $"Discount {Titles(part)}: {part.Title}",
            },
        ];
    }

    private decimal? Percent(SoldPart part)
    {
        var percent = Math.Round(part.Discount / part.Gross * 100m, rules.Book.DiscountDigits, MidpointRounding.AwayFromZero);
        return part.Gross * (1 - percent / 100m) == part.Net ? percent : null;
    }

    private List<SaleLineDraft> Net(SaleLineDraft line, SoldPart part, decimal target)
    {
        var named = part.Discount == 0m
            ? line
            : line with { Name = $"{part.Title} ({Text(part.Gross)} less {Text(part.Discount)} discount {Titles(part)})" };
        var even = target / part.Quantity;
        if (Representable(even)) return [named with { PriceUnit = even }];

        // Two prices one smallest unit apart add up exactly; a person sees at once why there are two lines.
        var step = currency.Unit;
        var low = Math.Floor(target / part.Quantity / step) * step;
        var high = (int)((target - low * part.Quantity) / step);
        return
        [
            named with { Quantity = part.Quantity - high, PriceUnit = low },
            named with { ExternalId = $"{part.Key}_2", Quantity = high, PriceUnit = low + step },
        ];
    }

    private bool Agrees(IReadOnlyList<SaleLineDraft> lines, IReadOnlyList<BookedTax> taxes)
    {
        var odooTaxes = taxes.Select(tax => tax.Tax).ToList();
        var amounts = lines.Select(line => SaleArithmetic.OfLine(line, odooTaxes, rules.Book, currency)).ToList();
        return taxes.All(tax => amounts.Sum(amount => amount.Of(tax.Tax.Id)) == tax.Amount);
    }

    private bool Representable(decimal price) => Math.Round(price, rules.Book.PriceDigits) == price;

    private static string Titles(SoldPart part) => string.Join(", ", part.Discounts.Select(discount => discount.Title).Distinct());

    private static string Text(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
