using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Decisions;

public sealed class ResolutionTests
{
    private static readonly OdooId<Company> Ours = new(1);
    private static readonly OdooId<Company> Theirs = new(2);

    private static readonly OdooCompanyHoldings Alpha = new(
        Ours, "Alpha Ltd", new Currency("GBP"), new BookRules(TaxRounding.PerLine, 2, false),
        [Tax(7, "7.25%", 7.25m), Tax(8, "20% S", 20m, included: true), Tax(9, "Fixed", 1m) with { AmountType = "fixed" }, Tax(10, "21% S", 21m)],
        new HashSet<OdooId<Company>>());

    [Fact]
    public void Everything_a_file_names_is_looked_up_by_path_and_model() => Assert.Equal(
        [
            "odoo.company res.company “Alpha Ltd”", "customers.houseAccount res.partner “Web customers”",
            "products.pricelist product.pricelist “Web shop”", "products.compareAtPricelist product.pricelist “Recommended prices”",
            "products.inOdoo.category product.category “All / Web”", "products.inOdoo.taxes[0] account.tax id 7",
            "orders.pricelists.EUR product.pricelist “EUR”", "orders.pricelists.GBP product.pricelist id 1",
            "orders.warehouse stock.warehouse “WH”", "orders.salesTeam crm.team “Website”", "orders.deliveryMethods[0].method delivery.carrier “DHL Express”",
            "orders.lineProducts.shipping product.product “SHIPPING”", "orders.lineProducts.tip product.product “TIP”", "orders.lineProducts.duty product.product “DUTY”",
            "orders.lineProducts.fee product.product “FEE”", "orders.lineProducts.custom product.product “CUSTOM”", "orders.lineProducts.discount product.product “DISCOUNT”",
            "orders.lineProducts.rounding product.product “ROUNDING”", "orders.lineProducts.giftCard product.product “GIFTCARD”",
            "orders.lineProducts.adjustment product.product “ADJUSTMENT”",
            "taxes[0].odooTax account.tax “20% S”", "taxes[1].odooTax account.tax id 7",
            "payments.gateways[0].journal account.journal “Shopify Payments”", "payments.gateways[1].journal account.journal “Gift cards”", "payments.gateways[2].journal account.journal “CSH1”",
            "payments.cashRounding account.account “642000”", "payments.rateDifference account.account “641000”", "payments.terms.Net 30 account.payment.term “30 Days”",
            "fulfillments.locations[0].warehouse stock.warehouse “WH”", "fulfillments.locations[1].warehouse stock.warehouse “Third party”",
            "inventory.locations[1].places[0] stock.location “3PL/Stock”", "inventory.locations[1].places[1] stock.location id 41",
        ],
        Resolution.Needed(Sample.Decisions).Select(needed => $"{needed.Path} {needed.Model} {needed.Reference}"));

    [Fact]
    public void A_place_that_holds_no_stock_is_refused()
    {
        var holdings = Holdings(("inventory.locations[1].places[0]", [Candidate(300, "Customers") with { Usage = "customer" }]));

        var problem = Assert.Single(Assert.IsType<Resolution.Unresolved>(Resolution.Resolve(Sample.Decisions, holdings)).Problems);
        Assert.Contains("is no internal location (customer)", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void When_all_is_found_the_rules_carry_the_ids()
    {
        var rules = Assert.IsType<Resolution.Resolved>(Resolve()).Rules;

        Assert.Equal(Ours, rules.Company);
        Assert.Equal(new Currency("GBP"), rules.CompanyCurrency);
        Assert.Equal(new OdooId<Tax>(8), rules.Taxes[0].OdooTax);
        Assert.Null(rules.Taxes[2].OdooTax);
        Assert.Equal(new OdooId<Product>(100), rules.LineProducts.Shipping);
        Assert.Equal(new OdooId<Pricelist>(11), rules.Pricelists[new Currency("EUR")]);
        Assert.Equal(4, rules.OdooTaxes.Count);
        Assert.NotNull(rules.HouseAccount);
    }

    [Fact]
    public void What_is_not_there_is_said_with_names_that_are_near()
    {
        var problem = Problem("orders.warehouse", near: ["San Francisco"]);

        Assert.Equal("There is no warehouse “WH” in Odoo.", problem.What);
        Assert.Equal("Did you mean “San Francisco”?", problem.Remedy);
    }

    [Fact]
    public void Several_of_one_name_are_told_apart_by_id()
    {
        var problem = Problem("orders.salesTeam", [Candidate(3, "Website"), Candidate(4, "Website")]);

        Assert.Contains("“Website” (id 3), “Website” (id 4)", problem.What, StringComparison.Ordinal);
        Assert.Contains("id", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void One_usable_record_among_several_of_a_name_is_the_one() =>
        Assert.IsType<Resolution.Resolved>(Resolve(("orders.warehouse", [Candidate(3, "WH") with { Active = false }, Candidate(4, "WH") with { Company = Theirs }, Candidate(5, "WH")])));

    [Fact]
    public void A_products_internal_reference_goes_before_another_products_name()
    {
        var resolved = Assert.IsType<Resolution.Resolved>(Resolve(("orders.lineProducts.tip", [Candidate(50, "TIP"), Candidate(51, "Tips for staff") with { Code = "TIP" }])));

        Assert.Equal(new OdooId<Product>(51), resolved.Rules.LineProducts.Tip);
    }

    [Fact]
    public void An_archived_record_is_refused() =>
        Assert.Contains("archived", Problem("orders.lineProducts.tip", [Candidate(50, "TIP") with { Active = false }]).What, StringComparison.Ordinal);

    [Fact]
    public void A_record_of_another_company_is_refused()
    {
        var problem = Problem("orders.warehouse", [Candidate(5, "WH") with { Company = Theirs, CompanyName = "Beta Ltd" }]);

        Assert.Equal("The warehouse “WH” (id 5, Beta Ltd) belongs to another company, and orders are booked in “Alpha Ltd”.", problem.What);
    }

    [Fact]
    public void A_branch_uses_what_belongs_to_the_company_above_it()
    {
        var branch = Alpha with { Above = new HashSet<OdooId<Company>> { Theirs } };

        Assert.IsType<Resolution.Resolved>(Resolution.Resolve(Sample.Decisions, Holdings(("orders.warehouse", [Candidate(5, "WH") with { Company = Theirs }])) with { Company = branch }));
    }

    [Fact]
    public void A_pricelist_of_another_currency_is_refused() =>
        Assert.Contains("keeps orders in USD, not in EUR", Problem("orders.pricelists.EUR", [Candidate(5, "EUR") with { Currency = new Currency("USD") }]).What, StringComparison.Ordinal);

    [Fact]
    public void A_purchase_tax_is_refused() =>
        Assert.Contains("for purchases", Problem("taxes[0].odooTax", [Candidate(20, "20% S") with { TaxUse = "purchase" }]).What, StringComparison.Ordinal);

    [Fact]
    public void A_tax_that_is_no_plain_percentage_is_refused() =>
        Assert.Contains("not a plain percentage (fixed)", Problem("taxes[0].odooTax", [Candidate(9, "Fixed") with { TaxUse = "sale" }]).What, StringComparison.Ordinal);

    [Fact]
    public void A_company_the_user_does_not_work_in_stops_everything()
    {
        var holdings = Holdings(("odoo.company", [])) with { Company = null };

        var unresolved = Assert.IsType<Resolution.Unresolved>(Resolution.Resolve(Sample.Decisions, holdings));
        Assert.Contains("among the companies that Tandem's user works in", Assert.Single(unresolved.Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_cannot_be_read_is_not_taken_for_a_missing_record()
    {
        var holdings = Holdings(("orders.warehouse", [])) with { Unreadable = new HashSet<string> { "stock.warehouse" } };

        Assert.Contains("may not read stock.warehouse", Assert.Single(Assert.IsType<Resolution.Unresolved>(Resolution.Resolve(Sample.Decisions, holdings)).Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_listed_and_land_on_their_lines()
    {
        var lines = Assert.IsType<DecisionsReading.Read>(DecisionsFile.Read(Sample.File)).Lines;

        var unresolved = Assert.IsType<Resolution.Unresolved>(Resolve(("orders.warehouse", []), ("orders.lineProducts.tip", []), ("taxes[1].odooTax", [])));
        Assert.Equal([60, 68, 80], unresolved.Problems.Select(problem => problem.At(lines).Line));
    }

    [Fact]
    public void What_is_seldom_meant_is_a_warning()
    {
        var resolved = Assert.IsType<Resolution.Resolved>(Resolve(
            ("taxes[0].odooTax", [Candidate(10, "21% S") with { TaxUse = "sale" }]),
            ("orders.lineProducts.shipping", [Candidate(60, "SHIPPING") with { Service = false, Sellable = false }])));

        Assert.Contains(resolved.Warnings, warning => warning.Path == "taxes[0].odooTax" && warning.What.Contains("of 20 % goes to Odoo's tax “21% S” of 21 %", StringComparison.Ordinal));
        Assert.Contains(resolved.Warnings, warning => warning.Path == "taxes[0].odooTax" && warning.What.Contains("2 digits", StringComparison.Ordinal));
        Assert.Equal(2, resolved.Warnings.Count(warning => warning.Path == "orders.lineProducts.shipping"));
    }

    [Fact]
    public void What_only_some_orders_need_stops_only_those()
    {
        var rules = Resolution.WhatIsUsable(Sample.Decisions, Holdings(("orders.lineProducts.tip", []), ("orders.pricelists.EUR", [])))!;

        Assert.Null(rules.LineProducts.Tip);
        Assert.NotNull(rules.LineProducts.Fee);
        Assert.False(rules.Pricelists.ContainsKey(new Currency("EUR")));
        Assert.Empty(Resolution.Stopping(Sample.Decisions, Holdings(("orders.lineProducts.tip", []))));
    }

    [Fact]
    public void A_tax_that_cannot_be_used_keeps_its_entry_so_that_no_other_takes_its_place()
    {
        var rules = Resolution.WhatIsUsable(Sample.Decisions, Holdings(("taxes[0].odooTax", [])))!;

        Assert.Equal(3, rules.Taxes.Count);
        Assert.NotNull(rules.Taxes[0].OdooTax);
        Assert.False(rules.OdooTaxes.ContainsKey(rules.Taxes[0].OdooTax!.Value));
        Assert.Null(rules.Taxes[2].OdooTax);
    }

    [Fact]
    public void A_decided_warehouse_or_team_that_is_gone_stops_all_orders()
    {
        var holdings = Holdings(("orders.warehouse", [Candidate(5, "WH") with { Active = false }]), ("orders.salesTeam", []));

        Assert.Equal(["orders.warehouse", "orders.salesTeam"], Resolution.Stopping(Sample.Decisions, holdings).Select(problem => problem.Path));
    }

    [Fact]
    public void A_tax_that_is_included_on_one_side_only_is_a_warning_with_any_precision_of_prices()
    {
        var fine = Alpha with { Book = Alpha.Book with { PriceDigits = 6 }, Taxes = [.. Alpha.Taxes, Tax(11, "20% X", 20m)] };

        var warning = Assert.Single(Warnings(Sample.Decisions, fine, ("taxes[0].odooTax", [Candidate(11, "20% X") with { TaxUse = "sale" }])), one => one.Path == "taxes[0].odooTax");

        Assert.Contains("some orders need a rounding line", warning.What, StringComparison.Ordinal);
        Assert.Equal("Name a tax that is included in prices.", warning.Remedy);
    }

    [Fact]
    public void A_company_that_rounds_globally_is_told_to_round_per_line()
    {
        var globally = Alpha with { Book = Alpha.Book with { Rounding = TaxRounding.Globally } };

        var warning = Assert.Single(Warnings(Sample.Decisions, globally), one => one.Path == "odoo.company");

        Assert.Contains("about every third order carries a visible rounding line", warning.What, StringComparison.Ordinal);
        Assert.Contains("rounding per line", warning.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(Warnings(Sample.Decisions, Alpha), one => one.Path == "odoo.company");
    }

    [Theory]
    [InlineData("JPY", "0.05", 1)]
    [InlineData("JPY", "1", 0)]
    [InlineData("JPY", "0", 0)]
    [InlineData("GBP", "0.05", 0)]
    public void A_rounding_limit_below_the_smallest_amount_of_a_currency_is_a_warning(string currency, string limit, int warnings)
    {
        var decisions = Sample.Decisions with { Orders = Sample.Decisions.Orders with { RoundingLimit = decimal.Parse(limit, System.Globalization.CultureInfo.InvariantCulture) } };

        Assert.Equal(warnings, Warnings(decisions, Alpha with { Currency = new Currency(currency) }).Count(one => one.Path == "orders.roundingLimit"));
    }

    [Theory]
    [InlineData("USD", false)]
    [InlineData("GBP", true)]
    [InlineData("EUR", true)]
    [InlineData(null, true)]
    public void A_journal_keeps_the_companys_currency_or_one_that_orders_are_booked_in(string? currency, bool usable)
    {
        var journal = Candidate(71, "Gift cards") with { JournalType = "bank", Currency = currency is null ? null : new Currency(currency) };

        var resolution = Resolve(("payments.gateways[1].journal", [journal]));

        if (usable) Assert.Equal(currency == "EUR" ? new Currency("EUR") : null, Assert.IsType<Resolution.Resolved>(resolution).Rules.Gateways[1].Keeps);
        else Assert.Contains("keeps USD, and orders are booked in EUR or GBP", Assert.Single(Assert.IsType<Resolution.Unresolved>(resolution).Problems).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asset_receivable", false)]
    [InlineData("asset_cash", false)]
    [InlineData("expense", true)]
    [InlineData("income_other", true)]
    public void A_difference_is_written_off_on_an_account_that_can_hold_it(string kind, bool usable)
    {
        var resolution = Resolve(("payments.cashRounding", [Candidate(72, "Differences") with { Code = "642000", AccountType = kind }]));

        Assert.Equal(usable, resolution is Resolution.Resolved { Rules.CashRounding.Value: 72 });
    }

    private static IReadOnlyList<DecisionsProblem> Warnings(ShopDecisions decisions, OdooCompanyHoldings company, params (string Path, OdooCandidate[] Candidates)[] differing) =>
        Assert.IsType<Resolution.Resolved>(Resolution.Resolve(decisions, Holdings(differing) with { Company = company })).Warnings;

    private static Resolution Resolve(params (string Path, OdooCandidate[] Candidates)[] differing) => Resolution.Resolve(Sample.Decisions, Holdings(differing));

    private static DecisionsProblem Problem(string path, OdooCandidate[]? candidates = null, string[]? near = null)
    {
        var holdings = Holdings((path, candidates ?? []));
        holdings = holdings with { Found = [.. holdings.Found.Select(found => found.Needed.Path == path ? found with { Near = near ?? [] } : found)] };
        var problem = Assert.Single(Assert.IsType<Resolution.Unresolved>(Resolution.Resolve(Sample.Decisions, holdings)).Problems);
        Assert.Equal(path, problem.Path);
        return problem;
    }

    private static OdooHoldings Holdings(params (string Path, OdooCandidate[] Candidates)[] differing) => new()
    {
        Company = Alpha,
        Found =
        [
            .. Resolution.Needed(Sample.Decisions).Select((needed, index) => new FoundReference(
                needed, differing.FirstOrDefault(one => one.Path == needed.Path).Candidates ?? [Usual(needed, index)], [])),
        ],
    };

    private static OdooCandidate Usual(NeededReference needed, int index) => needed switch
    {
        { Kind: ReferenceKind.Tax, Reference.Id: { } id } => Candidate(id, "7.25%") with { TaxUse = "sale" },
        { Kind: ReferenceKind.Tax } => Candidate(8, "20% S") with { TaxUse = "sale", Company = Ours },
        { Kind: ReferenceKind.Journal } => Candidate(200 + index, needed.Reference.Name!) with { JournalType = "bank" },
        { Kind: ReferenceKind.StockPlace } => Candidate(200 + index, needed.Reference.Name ?? "Shelf") with { Usage = "internal" },
        { Path: "orders.lineProducts.shipping" } => Candidate(100, "SHIPPING"),
        { Path: "orders.pricelists.EUR" } => Candidate(11, "EUR") with { Currency = needed.Currency },
        _ => Candidate(200 + index, needed.Reference.Name ?? "x") with { Currency = needed.Currency },
    };

    private static OdooCandidate Candidate(int id, string name) => new() { Id = id, Name = name };

    private static OdooTax Tax(int id, string name, decimal percent, bool included = false) => new()
    {
        Id = new OdooId<Tax>(id),
        Name = name,
        AmountType = "percent",
        Percent = percent,
        PriceIncluded = included,
        Company = Ours,
    };
}
