using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Planning;

public sealed class CurrencyTests
{
    private static readonly Currency Eur = new("EUR");

    private static readonly ShopOrder InEuro = (Sold.Order() with
    {
        PresentmentCurrency = Eur,
        Tip = Bag(0m, 0m),
        Lines = [Sold.Line("Shirt", 0m) with { UnitPrice = Bag(20m, 18.40m), Taxes = [new ShopTax("VAT", 0.2m, Bag(4m, 3.68m))] }],
    }).Totalled();

    [Fact]
    public void An_order_in_the_buyers_currency_is_booked_in_the_shops()
    {
        var draft = Rules.Ready(InEuro).Draft;

        Assert.Equal((Sold.Usd, null, 20m, 24m), (draft.Currency, draft.Pricelist, draft.Lines[0].PriceUnit, draft.Expected.Total));
    }

    [Fact]
    public void By_decision_it_is_booked_in_the_buyers_currency_with_the_pricelist_that_makes_Odoo_keep_it()
    {
        var rules = Rules.Of(new OrderDecision { BookIn = BookingCurrency.Presentment }) with { Pricelists = new Dictionary<Currency, OdooId<Pricelist>> { [Eur] = new(5) } };
        var draft = Rules.Ready(InEuro, rules).Draft;

        Assert.Equal((Eur, (OdooId<Pricelist>?)new(5), 18.40m, 22.08m), (draft.Currency, draft.Pricelist, draft.Lines[0].PriceUnit, draft.Expected.Total));
    }

    [Fact]
    public void A_currency_without_pricelist_is_a_blocker_that_names_the_setting()
    {
        var blocker = Assert.Single(Rules.Blocked(InEuro, Rules.Of(new OrderDecision { BookIn = BookingCurrency.Presentment })));

        Assert.Equal((BlockerCode.CurrencyUnmapped, "EUR", "orders.pricelists.EUR"), (blocker.Code, blocker.Subject, blocker.Setting));
        Assert.Equal(
            "Order #1001 was not written to Odoo: it is in EUR and Odoo's company keeps USD. Odoo takes an order's currency only from a pricelist: choose one in EUR under orders.pricelists.EUR; all orders in EUR then go on.",
            blocker.Sentence);
    }

    [Fact]
    public void A_shop_in_another_currency_than_Odoos_company_needs_a_pricelist_too()
    {
        var blocker = Assert.Single(Rules.Blocked(Sold.Order(Sold.Line("Shirt", 20m)), Rules.All with { CompanyCurrency = Eur }));

        Assert.Equal((BlockerCode.CurrencyUnmapped, "USD"), (blocker.Code, blocker.Subject));
    }

    [Fact]
    public void Yen_have_no_decimals_and_a_price_that_does_not_divide_is_split_by_whole_yen()
    {
        var rules = InCurrency("JPY") with { Taxes = [Rules.Mapped("VAT", 0.1m, Ten)], OdooTaxes = new[] { Ten }.ToDictionary(tax => tax.Id) };
        var plan = Rules.Ready(In("JPY", 110m, 7, 70m, 0.1m), rules);

        Assert.Equal([(LineRole.Product, 7m, 100m, 0m)], plan.Short());
        Assert.Equal((700m, 70m), (plan.InOdoo(rules).Untaxed, plan.InOdoo(rules).Tax));

        var split = Rules.Ready(In("JPY", 100m, 7, 64m, 0.1m), rules);
        Assert.Equal([(LineRole.Product, 1m, 90m, 0m), (LineRole.Product, 6m, 91m, 0m)], split.Short());
    }

    [Fact]
    public void Dinars_with_three_decimals_need_as_many_digits_in_Odoos_prices()
    {
        var order = In("KWD", 1.234m, 3, 0m, null);

        var blocker = Assert.Single(Rules.Blocked(order, InCurrency("KWD")));
        Assert.Equal(BlockerCode.TotalsDiffer, blocker.Code);
        Assert.Contains("Prices in Odoo keep 2 digits, too few for KWD. Raise the digits of “Product Price” under decimal accuracy in Odoo.", blocker.Sentence, StringComparison.Ordinal);

        var three = InCurrency("KWD") with { Book = new BookRules(TaxRounding.PerLine, 3, false) };
        Assert.Equal([(LineRole.Product, 3m, 1.234m, 0m)], Rules.Ready(order, three).Short());
    }

    private static readonly OdooTax Ten = Rules.Percent(70, "10 %", 10m);

    private static OrderRules InCurrency(string code) => Rules.All with { CompanyCurrency = new Currency(code) };

    private static ShopOrder In(string code, decimal price, int quantity, decimal tax, decimal? rate)
    {
        var currency = new Currency(code);
        MoneyBag Money(decimal amount) => new(new Money(amount, currency), new Money(amount, currency));
        return (Sold.Order() with
        {
            ShopCurrency = currency,
            PresentmentCurrency = currency,
            TaxesIncluded = true,
            Tip = Money(0m),
            Lines = [Sold.Line("Tea", 0m, quantity) with { UnitPrice = Money(price), Taxes = rate is { } of ? [new ShopTax("VAT", of, Money(tax))] : [] }],
        }).Totalled();
    }

    private static MoneyBag Bag(decimal shop, decimal presentment) => new(new Money(shop, Sold.Usd), new Money(presentment, Eur));
}
