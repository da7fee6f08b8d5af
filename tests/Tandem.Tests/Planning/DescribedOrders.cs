using FsCheck;
using FsCheck.Fluent;
using Tandem.Sandbox.Shopify.Orders;
using Make = FsCheck.Fluent.Gen;

namespace Tandem.Tests.Planning;

/// <summary>Generates and shrinks orders of all kinds, in a merchant's words.</summary>
internal static class DescribedOrders
{
    /// <summary>The taxes of one place.</summary>
    public static readonly (string Place, TaxDescription[] Taxes)[] Places =
    [
        ("none", []), ("UK", [new("VAT", 0.2m)]), ("NL", [new("BTW", 0.21m)]), ("FR", [new("TVA", 0.055m)]), ("CH", [new("MWST", 0.081m)]),
        ("TX", [new("TX", 0.0625m), new("Austin", 0.02m)]), ("QC", [new("GST", 0.05m), new("QST", 0.09975m)]),
        ("NY", [new("NY", 0.04m), new("City", 0.045m), new("MCTD", 0.00375m)]), ("zero", [new("Zero", 0m)]),
    ];

    public static Arbitrary<OrderDescription> Any => Arb.From(Whole, Shrink);

    /// <summary>Only lines with variants, so that they can be written to any Odoo.</summary>
    public static Gen<OrderDescription> Whole =>
        from included in Make.Elements(true, false)
        from exempt in OneIn(12)
        from buyer in Make.Frequency((14, Make.Constant<string?>(null)), (1, Make.Constant<string?>("EUR")), (1, Make.Constant<string?>("JPY")))
        from place in Make.Elements(Places)
        from other in Make.Elements(Places)
        from count in Make.Choose(1, 10)
        from lines in Line(place.Taxes, other.Taxes).ListOf(count)
        from shipping in Optional(2, Nines.Select(price => new ShippingDescription("Standard", price) { Taxes = place.Taxes }))
        from fee in Optional(10, Cents(1, 2000).Select(price => new FeeDescription("Packaging", price) { Taxes = place.Taxes }))
        from tip in Optional(8, Cents(1, 2000).Select(amount => new Tipped(amount)))
        from off in Make.ListOf(Discount(count), 3)
        from discounts in Make.Choose(0, 2)
        from refunded in OneIn(15)
        select new OrderDescription
        {
            Email = "ann@example.com",
            TaxesIncluded = included,
            TaxExempt = exempt,
            PresentmentCurrency = buyer,
            ExchangeRate = buyer switch { "EUR" => 0.92m, "JPY" => 151.37m, _ => 1m },
            Lines = [.. lines.Select((line, index) => Numbered(line, index + 1))],
            Shipping = shipping is null ? [] : [shipping],
            Fees = fee is null ? [] : [fee],
            Tip = tip?.Amount ?? 0m,
            Discounts = [.. off.Take(discounts).Select((discount, index) => discount with { Title = $"OFF{index + 1}" })],
            Refunds = refunded ? [new RefundDescription { Lines = [new LineUnits(0, 1)] }] : [],
        };

    private sealed record Tipped(decimal Amount);

    private static Gen<LineDescription> Line(TaxDescription[] place, TaxDescription[] other) =>
        from kind in Make.Frequency((8, Make.Constant("Product")), (1, Make.Constant("Custom")), (1, Make.Constant("Gift card")))
        from price in Make.Frequency((1, Make.Constant(0m)), (8, Cents(1, 500)), (12, Nines), (12, Cents(1, 20000)), (2, Cents(1, 2000000)))
        from quantity in Make.Frequency((3, Make.Constant(1)), (2, Make.Choose(2, 4)), (1, Make.Choose(1, 20)))
        from taxes in Make.Frequency((8, Make.Constant(place)), (1, Make.Constant(other)), (1, Make.Constant(Array.Empty<TaxDescription>())))
        from duty in Optional(15, Cents(1, 3000).Select(amount => new DutyDescription("6109.10", "CN", amount) { Taxes = taxes }))
        select new LineDescription(kind, price, quantity)
        {
            GiftCard = kind == "Gift card",
            Variant = kind == "Custom" ? null : new VariantDescription(1, "SKU", kind, price),
            Taxes = taxes,
            Duties = duty is null || kind != "Product" ? [] : [duty],
        };

    private static LineDescription Numbered(LineDescription line, int number) => line with
    {
        Title = $"{line.Title} {number}",
        Variant = line.Variant is { } variant ? variant with { Id = number, ProductId = number, Sku = $"SKU-{number:D3}" } : null,
    };

    /// <summary>Codes, manual and automatic discounts: percentages, fixed amounts once or for each unit, free units; on lines, the order or shipping.</summary>
    private static Gen<DiscountDescription> Discount(int lines) =>
        from kind in Make.Elements(DiscountKind.Code, DiscountKind.Manual, DiscountKind.Automatic)
        from target in Make.Elements(DiscountTarget.Order, DiscountTarget.Lines, DiscountTarget.Shipping)
        from percentage in Make.OneOf(Make.Elements(5m, 10m, 15m, 20m, 25m, 30m, 33.33m, 50m, 100m, 12.5m), Cents(1, 10000))
        from amount in Cents(1, 3000)
        from isAmount in OneIn(3)
        from each in OneIn(2)
        from free in OneIn(4)
        from line in Make.Choose(0, lines - 1)
        from some in OneIn(2)
        select new DiscountDescription(kind, "OFF", target)
        {
            Percentage = free && target == DiscountTarget.Lines ? 100m : isAmount ? null : percentage,
            Amount = isAmount && !(free && target == DiscountTarget.Lines) ? amount : null,
            Units = free && target == DiscountTarget.Lines ? 1 : null,
            Each = each && isAmount,
            Lines = some && target == DiscountTarget.Lines ? [line] : [],
        };

    private static Gen<decimal> Cents(int from, int to) => Make.Choose(from, to).Select(cents => cents / 100m);

    private static Gen<decimal> Nines => Make.Choose(1, 150).Select(whole => whole - 0.01m);

    private static Gen<bool> OneIn(int many) => Make.Choose(1, many).Select(number => number == 1);

    private static Gen<T?> Optional<T>(int oneIn, Gen<T> some)
        where T : class => from there in OneIn(oneIn) from value in some select there ? value : null;

    private static IEnumerable<OrderDescription> Shrink(OrderDescription order)
    {
        if (order.Lines.Count > 1 && order.Discounts.All(discount => discount.Lines.Count == 0) && order.Refunds.Count == 0)
            for (var i = 0; i < order.Lines.Count; i++) yield return order with { Lines = [.. order.Lines.Where((_, index) => index != i)] };
        if (order.Shipping.Count > 0) yield return order with { Shipping = [] };
        if (order.Fees.Count > 0) yield return order with { Fees = [] };
        if (order.Refunds.Count > 0) yield return order with { Refunds = [] };
        if (order.Tip != 0m) yield return order with { Tip = 0m };
        if (order.PresentmentCurrency is not null) yield return order with { PresentmentCurrency = null, ExchangeRate = 1m };
        for (var i = 0; i < order.Discounts.Count; i++) yield return order with { Discounts = [.. order.Discounts.Where((_, index) => index != i)] };
        for (var i = 0; i < order.Lines.Count; i++)
            foreach (var smaller in Shrink(order.Lines[i]))
                yield return order with { Lines = [.. order.Lines.Select((line, index) => index == i ? smaller : line)] };
    }

    private static IEnumerable<LineDescription> Shrink(LineDescription line)
    {
        if (line.Duties.Count > 0) yield return line with { Duties = [] };
        if (line.Quantity > 1) yield return line with { Quantity = line.Quantity / 2 };
        if (line.Price > 1m) yield return line with { Price = Math.Round(line.Price / 2, 2) };
    }

    /// <summary>In one line, for a failure's message.</summary>
    public static string Told(OrderDescription order) =>
        $"{(order.TaxesIncluded ? "included" : "excluded")}{(order.TaxExempt ? " exempt" : "")} {order.PresentmentCurrency} "
        + $"[{string.Join("; ", order.Lines.Select(line => $"{line.Title} {line.Quantity} × {line.Price} {string.Join('+', line.Taxes.Select(tax => tax.Title))}{string.Concat(line.Duties.Select(duty => $" duty {duty.Amount}"))}"))}] "
        + $"discounts [{string.Join("; ", order.Discounts.Select(off => $"{off.Target} {off.Percentage} % {off.Amount}{(off.Each ? " each" : "")}{(off.Units is null ? "" : " one unit")} of {string.Join(',', off.Lines)}"))}] "
        + $"shipping {string.Join(',', order.Shipping.Select(shipping => shipping.Price))} fees {string.Join(',', order.Fees.Select(fee => fee.Amount))} tip {order.Tip}";
}
