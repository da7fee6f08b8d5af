using System.Globalization;
using System.Text.RegularExpressions;
using Tandem.Sync;
using Tandem.Sync.Sales;
using Tandem.Tests.Planning;
using Xunit;

namespace Tandem.Tests.Sync;

/// <summary>Orders that Odoo 18 and 19 computed, with the amounts they came to: exact halves, several and mixed taxes, groups, negative lines, other currencies.</summary>
public sealed partial class SaleArithmeticTests
{
    /// <summary>Version, rounding, price digits, currency : quantity x price - discount [taxes] + … = untaxed, tax, total.</summary>
    private const string Recorded = """
        18 line 2 USD : 1 x 56.7 - 5% [i5] + 1 x 61.22 - 45% [i20 i5] = 78.23 9.31 87.54
        18 line 2 USD : 3 x 55.53 - 7.5% [] + 10 x 37.9 - 0% [x6.25 x2] = 533.1 31.27 564.37
        18 line 2 KWD : 3 x 176.17 - 66.67% [i5 i7.7] + 2 x 197.02 - 0% [i5 i7.7] + 2 x 4.39 - 2.5% [i5 i7.7] + 1 x -2.79 - 50% [i5 i7.7] = 512.296 65.062 577.358
        18 line 2 USD : 1 x 192.61 - 0% [i5 i7.7] + 2 x 9092.44 - 0% [i21] + 2 x -9375.8 - 50% [] + 1 x 113.66 - 0% [i20 i5] = 5914.85 3200.5 9115.35
        18 line 2 JPY : 1 x 1373003 - 0% [x5] + 1 x 317 - 66.67% [i20 i5] + 1 x 83 - 0% [x8.875] = 1373171 68678 1441849
        18 line 6 USD : 12 x 131.26 - 0% [i20 i5] + 1 x -187.95 - 0% [i20] + 1 x -67.9 - 0% [i20 i5] = 1049.16 270.11 1319.27
        18 line 6 USD : 1 x 77.56 - 10% [i5] + 3 x 42.67 - 0% [i20] + 2 x -3.85 - 0% [i20] + 1 x -11.28 - 2.5% [i20 i5] = 157.93 21.18 179.11
        18 line 6 KWD : 1 x 3.97 - 17.5% [] + 3 x 78.232 - 0% [i21] = 197.239 40.732 237.971
        18 line 6 USD : 1 x 112.495052 - 33.33% [x20] + 1 x 107.508554 - 0% [x0 x20] + 2 x -4.28 - 33.33% [x6.25 x2 x5] + 2 x 23.45 - 10% [x0] = 219.01 35.74 254.75
        18 line 6 USD : 1 x -0.17 - 0% [i5 i7.7] + 2 x -4453.99 - 0% [x5] + 3 x 0.92 - 0% [] = -8905.37 -445.42 -9350.79
        18 global 2 USD : 5 x -135.44 - 17.5% [i20] + 18 x 90.62 - 100% [] = -465.58 -93.12 -558.7
        18 global 2 JPY : 3 x -12830 - 33.33% [i20 i5] + 2 x 0 - 25% [i0] = -20529 -5132 -25661
        18 global 2 JPY : 1 x 15279 - 0% [i21] + 1 x -681150 - 0% [i21] + 1 x -395 - 7.5% [i21] + 2 x -16958 - 7.5% [i21] = -576536 -121073 -697609
        18 global 2 USD : 1 x -113.07 - 0% [i0] + 2 x 43.53 - 7.5% [i5] = -36.37 3.83 -32.54
        18 global 2 USD : 2 x 58.91 - 0% [grp] + 3 x 29.64 - 20% [i7.7] + 1 x 4.06 - 45% [x0] + 1 x 194.89 - 20% [i20] = 316.03 39.91 355.94
        18 global 6 JPY : 2 x -19147 - 100% [x0 x20] + 1 x 818 - 15% [] + 1 x 17 - 35% [i20 i5] + 2 x 409 - 0% [x6.25] = 1522 53 1575
        18 global 6 USD : 2 x -172.17 - 35% [grp] + 3 x 6.902963 - 6.25% [x20] + 1 x 178.02 - 66.67% [x6.25 x2] = -145.07 -8 -153.07
        18 global 6 KWD : 2 x 0.5 - 15% [i20] + 3 x -189.92 - 0% [i7.7] + 1 x 168.269 - 0% [i20] = -388.093 -12.548 -400.641
        18 global 6 USD : 1 x 25.87 - 12.5% [i20 i5] + 1 x -179.83 - 0% [i20 i5] + 1 x -4.2 - 0% [i7.7] = -129.65 -31.74 -161.39
        19 line 2 USD : 3 x -54.43 - 33% [i5] + 1 x -63.75 - 0% [i20] + 2 x 160.33 - 0% [] = 163.35 -15.84 147.51
        19 line 2 JPY : 15 x 598542 - 15% [i21] + 1 x 15235 - 33% [i5 i7.7] = 6316008 1325610 7641618
        19 line 2 KWD : 1 x 1.59 - 0% [x0 x20] + 3 x -190.04 - 0% [] + 1 x 0 - 0% [x5 x9.975] + 1 x -134.14 - 45% [x6.25 x2 x5] = -642.307 -9.458 -651.765
        19 line 2 USD : 3 x -123.71 - 0% [x6.25 x2 x5] + 1 x 2.69 - 33.33% [x6.25 x2] + 1 x 11600.44 - 5% [x5 x9.975] + 2 x 1.51 - 30% [x0 x20] = 10653.19 1601.7 12254.89
        19 line 2 USD : 3 x 0.7 - 0% [x6.25 x2 x5] + 1 x -143.44 - 0% [i7.7] + 5 x 4.01 - 0% [x0 x20] + 1 x 0.42 - 12.5% [x5 x9.975] = -110.66 -5.91 -116.57
        19 line 6 JPY : 1 x 1771 - 0% [grp] + 2 x 459 - 0% [x6.25] + 18 x 480 - 0% [x5] + 1 x 259 - 0% [x6.25 x2 x5] = 11588 656 12244
        19 line 6 EUR : 11 x 3.97 - 0% [i5 i7.7] + 1 x 55.7 - 66.67% [i5 i7.7] + 3 x 111.22 - 66.67% [i5 i7.7] = 153.9 19.54 173.44
        19 line 6 JPY : 4 x -245 - 33% [x5 x9.975] + 1 x 9158 - 0% [x0] = 8501 -99 8402
        19 line 6 USD : 3 x -120.276048 - 25% [i20] + 1 x 1.7 - 0% [i5] + 1 x 92.91 - 0% [i20] = -146.48 -29.53 -176.01
        19 line 6 USD : 1 x -0.17 - 0% [i5 i7.7] + 2 x -4453.99 - 0% [x5] + 3 x 0.92 - 0% [] = -8905.37 -445.42 -9350.79
        19 global 2 USD : 3 x -74.7 - 0% [x5] + 3 x 0 - 0% [x6.25 x2] + 2 x 44.4 - 0% [x5] = -135.3 -6.77 -142.07
        19 global 2 USD : 2 x -2.01 - 0% [] + 1 x -20.14 - 0% [i7.7] + 3 x 15573.35 - 15% [i5 i7.7] = 35214.22 4473.66 39687.88
        19 global 2 JPY : 1 x 15279 - 0% [i21] + 1 x -681150 - 0% [i21] + 1 x -395 - 7.5% [i21] + 2 x -16958 - 7.5% [i21] = -576536 -121073 -697609
        19 global 2 USD : 3 x -197.7 - 0% [i5 i7.7] + 2 x 196.8 - 10% [] + 1 x 0 - 100% [] = -172.03 -66.83 -238.86
        19 global 2 USD : 2 x 58.91 - 0% [grp] + 3 x 29.64 - 20% [i7.7] + 1 x 4.06 - 45% [x0] + 1 x 194.89 - 20% [i20] = 316.03 39.91 355.94
        19 global 6 JPY : 2 x -19147 - 100% [x0 x20] + 1 x 818 - 15% [] + 1 x 17 - 35% [i20 i5] + 2 x 409 - 0% [x6.25] = 1522 53 1575
        19 global 6 USD : 2 x 2.46 - 0% [x6.25 x2 x5] + 1 x 108.64 - 30% [x6.25 x2] + 1 x -172.16 - 0% [x6.25] = -91.19 -3.83 -95.02
        19 global 6 KWD : 2 x -68.88 - 100% [grp] + 1 x -109.13 - 50% [grp] + 3 x -65.651 - 25% [] + 20 x 0.27 - 6.25% [] = -197.217 -4.093 -201.31
        19 global 6 KWD : 2 x 0.5 - 15% [i20] + 3 x -189.92 - 0% [i7.7] + 1 x 168.269 - 0% [i20] = -388.093 -12.548 -400.641
        19 global 6 USD : 1 x 95.032158 - 50% [i5 i7.7] + 3 x 153.68 - 0% [i0] + 3 x 4.97 - 0% [x20] = 518.11 8.34 526.45
        """;

    private static readonly Dictionary<string, OdooTax> Taxes = new[]
    {
        ("x6.25", 6.25m, false), ("x2", 2m, false), ("x5", 5m, false), ("x9.975", 9.975m, false), ("x0", 0m, false), ("x8.875", 8.875m, false), ("x20", 20m, false),
        ("i20", 20m, true), ("i21", 21m, true), ("i5", 5m, true), ("i7.7", 7.7m, true), ("i0", 0m, true), ("k4", 4m, false), ("k3.5", 3.5m, false),
    }.Select((tax, index) => Rules.Percent(index + 1, tax.Item1, tax.Item2, tax.Item3)).ToDictionary(tax => tax.Name);

    public static TheoryData<string> Orders => [.. Recorded.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim())];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Odoos_amounts_are_predicted_to_the_cent(string order)
    {
        var parts = Form().Match(order);
        var book = new BookRules(parts.Groups["rounding"].Value == "line" ? TaxRounding.PerLine : TaxRounding.Globally, (int)Number(parts, "digits"), parts.Groups["version"].Value == "19");

        var amounts = SaleArithmetic.Amounts(Lines(parts.Groups["lines"].Value), Known, book, new Currency(parts.Groups["currency"].Value));

        Assert.Equal((Number(parts, "untaxed"), Number(parts, "tax"), Number(parts, "total")), (amounts.Untaxed, amounts.Tax, amounts.Total));
    }

    [Fact]
    public void A_tax_that_is_exactly_half_a_cent_rounds_up_although_a_third_of_it_cannot_be_written()
    {
        // 8.25 contains 20 % of 6.875, which is 1.375.
        var amounts = SaleArithmetic.Amounts(Lines("3 x 2.75 - 0% [i20]"), Known, new BookRules(TaxRounding.PerLine, 2, false), Sold.Usd);

        Assert.Equal((6.87m, 1.38m, 8.25m), (amounts.Untaxed, amounts.Tax, amounts.Total));
    }

    [Fact]
    public void Odoo_rounds_prices_to_its_digits_before_it_multiplies()
    {
        Assert.Equal(29.01m, SaleArithmetic.Amounts(Lines("3 x 9.666666 - 0% []"), Known, new BookRules(TaxRounding.Globally, 2, true), Sold.Usd).Total);
        Assert.Equal(29.00m, SaleArithmetic.Amounts(Lines("3 x 9.666666 - 0% []"), Known, new BookRules(TaxRounding.Globally, 6, true), Sold.Usd).Total);
    }

    private static Dictionary<OdooId<Tax>, OdooTax> Known => Taxes.Values.Append(Group).ToDictionary(tax => tax.Id);

    private static OdooTax Group => new() { Id = new(99), Name = "grp", AmountType = "group", Percent = 0m, PriceIncluded = false, Children = [Taxes["k4"], Taxes["k3.5"]] };

    private static IEnumerable<SaleLineDraft> Lines(string text) => text.Split(" + ").Select(line => Line().Match(line)).Select(line => new SaleLineDraft
    {
        ExternalId = line.Value,
        Role = LineRole.Product,
        Product = new(1),
        Name = line.Value,
        Quantity = Number(line, "quantity"),
        PriceUnit = Number(line, "price"),
        Discount = Number(line, "discount"),
        Taxes = [.. line.Groups["taxes"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name == "grp" ? Group.Id : Taxes[name].Id)],
    });

    private static decimal Number(Match match, string group) => decimal.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<version>\d+) (?<rounding>\w+) (?<digits>\d) (?<currency>\w+) : (?<lines>.+) = (?<untaxed>\S+) (?<tax>\S+) (?<total>\S+)$")]
    private static partial Regex Form();

    [GeneratedRegex(@"(?<quantity>\S+) x (?<price>\S+) - (?<discount>\S+)% \[(?<taxes>[^\]]*)\]")]
    private static partial Regex Line();
}
