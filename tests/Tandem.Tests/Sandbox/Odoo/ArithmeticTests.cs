using System.Globalization;
using Tandem.Sandbox.Odoo.Arithmetic;
using Xunit;

namespace Tandem.Tests.Sandbox.Odoo;

/// <summary>Amounts against what Odoo 18 and 19 answered for the same lines.</summary>
public sealed class ArithmeticTests
{
    private static readonly Dictionary<string, TaxRule> Known = new()
    {
        ["A15"] = new(1, TaxKind.Percent, 15m, false),
        ["TX"] = new(3, TaxKind.Percent, 6.25m, false),
        ["AU"] = new(4, TaxKind.Percent, 2m, false),
        ["V20"] = new(5, TaxKind.Percent, 20m, true),
        ["V21"] = new(6, TaxKind.Percent, 21m, true),
        ["GST"] = new(7, TaxKind.Percent, 5m, false),
        ["HST"] = new(8, TaxKind.Percent, 13m, false),
        ["ECO"] = new(11, TaxKind.Fixed, 0.37m, false, Sequence: 2),
        ["ECOI"] = new(12, TaxKind.Fixed, 0.5m, true, Sequence: 2),
        ["AFF"] = new(13, TaxKind.Percent, 10m, false, AffectsBase: true),
        ["AFFI"] = new(14, TaxKind.Percent, 7m, true, AffectsBase: true),
        ["DIV"] = new(15, TaxKind.Division, 10m, false, Sequence: 3),
        ["DIVI"] = new(16, TaxKind.Division, 12m, true, Sequence: 3),
        ["LATE"] = new(17, TaxKind.Percent, 3m, false, BaseAffected: false, Sequence: 9),
    };

    public static TheoryData<string> Answered => [.. RecordedAmounts.Rows.Split('\n').Select(row => row.Trim()).Where(row => row.Length > 0)];

    [Theory]
    [MemberData(nameof(Answered))]
    public void Lines_and_orders_come_out_as_the_real_server_answered(string row)
    {
        var words = row.Split(' ', 6);
        var rules = new RoundingRules(int.Parse(words[0], CultureInfo.InvariantCulture), words[1] == "g");
        var lines = words[5].Split(';').Select(Line).ToList();

        foreach (var (line, subtotal, total) in lines)
        {
            var amounts = DocumentAmounts.OfLine(line, rules);
            Assert.Equal((subtotal, total), (amounts.Subtotal, amounts.Total));
        }

        var document = DocumentAmounts.Of(lines.Select(line => line.Line), rules).Document;
        Assert.Equal((Number(words[2]), Number(words[3]), Number(words[4])), (document.Untaxed, document.Tax, document.Total));
    }

    [Theory]
    [InlineData("2.675", "2.68")]
    [InlineData("-2.675", "-2.68")]
    [InlineData("0.0049999999999999999999999", "0.01")]
    [InlineData("0.0049", "0.00")]
    public void Rounding_goes_away_from_zero_and_heals_cut_fractions(string value, string rounded) =>
        Assert.Equal(Number(rounded), OdooRounding.ToDigits(Number(value), 2));

    [Fact]
    public void The_cents_of_an_order_stay_out_of_its_lines()
    {
        var line = new PricedLine(1m, 21.53m, 0m, [Known["V21"]]);
        var rules = new RoundingRules(18, Globally: true);

        Assert.Equal(17.79m, DocumentAmounts.OfLine(line, rules).Subtotal);
        Assert.Equal(35.59m, DocumentAmounts.Of([line, line], rules).Document.Untaxed);
    }

    private static (PricedLine Line, decimal Subtotal, decimal Total) Line(string text)
    {
        var (times, colon, equals) = (text.IndexOf('*'), text.IndexOf(':'), text.IndexOf('='));
        var dash = text.LastIndexOf('-', colon);
        var taxes = text[(colon + 1)..equals].Split('+', StringSplitOptions.RemoveEmptyEntries).Select(name => Known[name]).OrderBy(tax => tax.Sequence).ThenBy(tax => tax.Id).ToList();
        var amounts = text[(equals + 1)..].Split('/');
        return (new PricedLine(Number(text[..times]), Number(text[(times + 1)..dash]), Number(text[(dash + 1)..colon]), taxes), Number(amounts[0]), Number(amounts[1]));
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
