using System.Text;
using Tandem.Sync.Decisions;
using Xunit;

namespace Tandem.Tests.Decisions;

public sealed class DecisionsFileTests
{
    [Fact]
    public void The_sample_file_reads_as_it_says()
    {
        var decisions = Sample.Decisions;

        Assert.Equal("alpha.myshopify.com", decisions.Shop.Value);
        Assert.Equal(new OdooDecision(new Uri("https://odoo.example.com"), "production", "tandem@example.com", "TANDEM_ODOO_KEY", new OdooReference("Alpha Ltd", null)), decisions.Odoo);
        Assert.Equal(ConfirmWhen.WhenPaid, decisions.Orders.ConfirmWhen);
        Assert.Equal(new OdooReference(null, 1), decisions.Orders.Pricelists["GBP"]);
        Assert.Equal(new TaxDecision("State Tax", 0.0725m, "US", "CA", false, new OdooReference(null, 7)), decisions.Taxes[1]);
        Assert.Null(decisions.Taxes[2].OdooTax);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), decisions.Orders.Take.PlacedSince);
        Assert.Equal("the finance lead", decisions.Approvals["taxes"].ApprovedBy);
    }

    [Fact]
    public void What_a_short_file_leaves_out_is_the_default()
    {
        var decisions = Sample.Read(Sample.Short).Decisions;

        Assert.Equal(ConfirmWhen.AtOnce, decisions.Orders.ConfirmWhen);
        Assert.Equal(0.05m, decisions.Orders.RoundingLimit);
        Assert.False(decisions.Orders.Take.TestOrders);
        Assert.Empty(decisions.Taxes);
    }

    [Fact]
    public void Everything_wrong_is_listed_at_once_with_its_line()
    {
        var problems = Sample.Problems("""
            {
              "shop": "alpha.example.com",
              "odo": {},
              "odoo": { "url": "ftp://odoo", "user": 7, "database": "", "secret": "env:KEY", "company": 0 },
              "customers": { "strategy": "email" },
              "products": { "shopify": "sku", "odoo": "sku" },
              "orders": {
                "roundingLimit": "0.05",
                "pricelists": { "eur": "EUR" }
              },
              "taxes": [
                { "title": "VAT", "rate": 20, "country": "UK", "odooTax": "20%" },
                { "title": "VAT", "rate": 0.2 }
              ]
            }
            """);

        Assert.Equal(
            [
                (2, "shop"), (3, "odo"), (4, "odoo.company"), (4, "odoo.database"), (4, "odoo.url"), (4, "odoo.user"), (5, "customers.strategy"),
                (6, "products.odoo"), (8, "orders.roundingLimit"), (9, "orders.pricelists.eur"), (12, "taxes[0].country"), (12, "taxes[0].rate"), (13, "taxes[1].odooTax"),
            ],
            problems.Select(problem => (problem.Line!.Value, problem.Path)).Order());
        Assert.All(problems, problem => Assert.EndsWith(".", problem.What, StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.Matches(@"[.?]$", problem.Remedy));
    }

    [Theory]
    [InlineData("\"odo\": 1", "odo", "Did you mean “odoo”?")]
    [InlineData("\"orders\": { \"lineProduct\": {} }", "orders.lineProduct", "Did you mean “lineProducts”?")]
    [InlineData("\"orders\": { \"take\": { \"exclude_tags\": [] } }", "orders.take.exclude_tags", "Did you mean “excludeTags”?")]
    [InlineData("\"orders\": { \"xyzzy\": 1 }", "orders.xyzzy", "known here: take, confirmWhen")]
    [InlineData("\"orders\": { \"confirmWhen\": \"paid\" }", "orders.confirmWhen", "Write \"atOnce\" or \"whenPaid\" or \"never\"; \"whenPaid\" is nearest.")]
    [InlineData("\"orders\": { \"confirmWhen\": true }", "orders.confirmWhen", "Write ")]
    [InlineData("\"orders\": { \"take\": { \"testOrders\": \"yes\" } }", "orders.take.testOrders", "Write true or false, without quotation marks.")]
    [InlineData("\"orders\": { \"take\": { \"sources\": \"web\" } }", "orders.take.sources", "Put it in square brackets.")]
    [InlineData("\"orders\": { \"take\": { \"placedSince\": \"1.11.2026\" } }", "orders.take.placedSince", "2026-11-01")]
    [InlineData("\"orders\": { \"take\": { \"placedSince\": \"2026-11-01T08:00:00\" } }", "orders.take.placedSince", "with its zone")]
    [InlineData("\"orders\": { \"take\": { \"onlyTags\": [\"A\"], \"excludeTags\": [\"a\"] } }", "orders.take.excludeTags", "Remove it from")]
    [InlineData("\"orders\": { \"roundingLimit\": -1 }", "orders.roundingLimit", "from 0 to 100")]
    [InlineData("\"orders\": { \"roundingLimit\": 1e400 }", "orders.roundingLimit", "0.05")]
    [InlineData("\"orders\": { \"warehouse\": 1.5 }", "orders.warehouse", "whole number above 0")]
    [InlineData("\"orders\": { \"warehouse\": [1] }", "orders.warehouse", "its database id as a number")]
    [InlineData("\"orders\": { \"warehouse\": \" WH\" }", "orders.warehouse", "Remove the blank.")]
    [InlineData("\"orders\": { \"pricelists\": { \"EURO\": 1 } }", "orders.pricelists.EURO", "ISO 4217")]
    [InlineData("\"orders\": { \"pricelists\": { \"EUR\": null } }", "orders.pricelists.EUR", "Add")]
    [InlineData("\"taxes\": [{ \"title\": \"VAT\", \"rate\": 20, \"odooTax\": 1 }]", "taxes[0].rate", "0.2 for 20 %")]
    [InlineData("\"taxes\": [{ \"title\": \"VAT\", \"rate\": \"20%\", \"odooTax\": 1 }]", "taxes[0].rate", "0.2 for 20 %")]
    [InlineData("\"taxes\": [{ \"title\": \"VAT\", \"rate\": -0.2, \"odooTax\": 1 }]", "taxes[0].rate", "fraction")]
    [InlineData("\"taxes\": [{ \"title\": \"VAT\", \"rate\": 0.2, \"country\": \"UK\", \"odooTax\": 1 }]", "taxes[0].country", "GB")]
    [InlineData("\"taxes\": [{ \"title\": \"VAT\", \"rate\": 0.2, \"country\": \"gb\", \"odooTax\": 1 }]", "taxes[0].country", "capital letters: GB")]
    [InlineData("\"taxes\": [{ \"title\": \"VAT\", \"rate\": 0.2, \"region\": \"CA\", \"odooTax\": 1 }]", "taxes[0].region", "Add \"country\"")]
    [InlineData("\"taxes\": [{ \"title\": \"VAT\", \"rate\": 0.2, \"country\": \"US\", \"region\": \"US-CA\", \"odooTax\": 1 }]", "taxes[0].region", "Shopify does: CA")]
    [InlineData("\"taxes\": { \"title\": \"VAT\" }", "taxes", "square brackets")]
    [InlineData("\"taxes\": [ \"VAT\" ]", "taxes[0]", "title, rate")]
    [InlineData("\"approvals\": { \"tax\": { \"owner\": \"finance\" } }", "approvals.tax", "Did you mean “taxes”?")]
    [InlineData("\"approvals\": { \"taxes\": { \"owner\": \"finance\", \"approvedBy\": \"the finance lead\" } }", "approvals.taxes.approvedBy", "approvedBy and approvedAt")]
    [InlineData("\"orders\": {}, \"orders\": {}", "orders", "Keep one of them.")]
    public void A_wrong_setting_gets_its_path_and_a_remedy(string written, string path, string remedy)
    {
        var problem = Assert.Single(Sample.Problems(Sample.Short.Replace("\n}", $",\n{written}\n}}", StringComparison.Ordinal)));

        Assert.Equal(path, problem.Path);
        Assert.Contains(remedy, problem.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hunter2-hunter2", "\"secret\": \"hunter2-hunter2\"")]
    [InlineData("hunter2-hunter2", "\"secret\": \"env:hunter2-hunter2\"")]
    [InlineData("hunter2-hunter2", "\"password\": \"hunter2-hunter2\", \"secret\": \"env:KEY\"")]
    [InlineData("hunter2-hunter2", "\"apiKey\": \"hunter2-hunter2\", \"secret\": \"env:KEY\"")]
    public void A_secret_in_clear_is_refused_and_never_repeated(string secret, string written)
    {
        var problem = Assert.Single(Sample.Problems(Sample.Short.Replace("\"secret\": \"env:TANDEM_ODOO_KEY\"", written, StringComparison.Ordinal)));

        Assert.Contains("env:", problem.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://tandem:pw@odoo.example.com", "user or password")]
    [InlineData("https://odoo.example.com?db=x", "query")]
    [InlineData("https://odoo.example.com/web/login", "root of its host")]
    [InlineData("odoo.example.com", "no web address")]
    public void An_address_that_is_not_the_servers_is_refused(string url, string what)
    {
        var problem = Assert.Single(Sample.Problems(Sample.Short.Replace("https://odoo.example.com", url, StringComparison.Ordinal)));

        Assert.Equal("odoo.url", problem.Path);
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("[]", "an object is expected")]
    [InlineData("{ \"shop\": NaN }", "NaN")]
    [InlineData("{ \"shop\": 1, }", "not JSON")]
    [InlineData("{ // why\n }", "no comments")]
    [InlineData("{ \"shop\": \"\\ud800\" }", "half of a character")]
    [InlineData("{} {}", "not JSON")]
    public void What_is_not_JSON_is_said_with_its_line(string text, string what)
    {
        var problem = Assert.Single(Sample.Problems(text));

        Assert.Equal(1, problem.Line);
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_said_so()
    {
        byte[] bytes = [.. "{\n \"shop\": \""u8, 0xE9, .. "\" }"u8];

        var problem = Assert.Single(Assert.IsType<DecisionsReading.Wrong>(DecisionsFile.Read(bytes)).Problems);

        Assert.Equal((2, "The file is not UTF-8."), (problem.Line, problem.What));
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Assert.IsType<DecisionsReading.Read>(DecisionsFile.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Sample.Short)]));

    [Fact]
    public void A_house_account_strategy_needs_the_house_account()
    {
        var problem = Assert.Single(Sample.Problems(Sample.Short.Replace("matchEmail", "houseAccount", StringComparison.Ordinal)));

        Assert.Equal("customers.houseAccount", problem.Path);
    }

    [Fact]
    public void The_same_tax_twice_is_refused_with_the_other_line()
    {
        var problem = Assert.Single(Sample.Problems(Sample.Short.Replace("\n}", """
            ,
            "taxes": [
              { "title": "VAT", "rate": 0.2, "country": "GB", "odooTax": 1 },
              { "title": "vat", "rate": 0.20, "country": "GB", "odooTax": 2 }
            ]
            }
            """, StringComparison.Ordinal)));

        Assert.Equal("taxes[1].title", problem.Path);
        Assert.Contains($"line {problem.Line - 1}", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_entries_that_fit_one_tax_equally_well_need_a_third_that_decides()
    {
        const string rivals = """{ "title": "VAT", "rate": 0.2, "country": "GB", "odooTax": 1 }, { "title": "VAT", "rate": 0.2, "included": true, "odooTax": 2 }""";
        const string third = """, { "title": "VAT", "rate": 0.2, "country": "GB", "included": true, "odooTax": 1 }""";
        static string With(string taxes) => Sample.Short.Replace("\n}", $",\n\"taxes\": [{taxes}]\n}}", StringComparison.Ordinal);

        Assert.Equal("taxes[1].title", Assert.Single(Sample.Problems(With(rivals))).Path);
        Assert.Equal(3, Sample.Read(With(rivals + third)).Decisions.Taxes.Count);
    }
}
