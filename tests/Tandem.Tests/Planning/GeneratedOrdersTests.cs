using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Planning;

/// <summary>Thousands of generated orders of every kind, under both of Odoo's rounding methods, price precisions, versions and ways to keep taxes.</summary>
public sealed class GeneratedOrdersTests(ITestOutputHelper output)
{
    private const int OrdersEach = 700;

    public static TheoryData<TaxRounding, int, bool, bool> Books
    {
        get
        {
            var books = new TheoryData<TaxRounding, int, bool, bool>();
            foreach (var rounding in new[] { TaxRounding.PerLine, TaxRounding.Globally })
                foreach (var digits in new[] { 2, 6 })
                    foreach (var nineteen in new[] { false, true })
                        foreach (var sameInclusion in new[] { true, false }) books.Add(rounding, digits, nineteen, sameInclusion);
            return books;
        }
    }

    [Theory]
    [MemberData(nameof(Books))]
    public void A_plan_comes_to_Shopifys_amounts_or_says_by_how_much_it_does_not(TaxRounding rounding, int priceDigits, bool nineteen, bool sameInclusion)
    {
        var book = new BookRules(rounding, priceDigits, nineteen);
        var shares = new Shares();
        var seed = Seed;
        var property = Prop.ForAll(DescribedOrders.Any, described =>
        {
            var order = PracticeOrders.Read(described);
            // A refund of something free took units away as an edit does; what is stated before it then says nothing of the plan.
            if (described.Refunds.Count > 0 && !order.Refunded) return true;
            var rules = RulesFor(book, odooIncludes: described.TaxesIncluded == sameInclusion);
            var plan = OrderPlanning.Plan(order, rules, Rules.Catalogue(order));
            shares.Count(described, plan);
            return new PlanVerdict(order, rules, title => Tax(title, described.TaxesIncluded == sameInclusion).Id).Wrong(plan) is { } wrong
                ? throw new InvalidOperationException($"{wrong}\n{DescribedOrders.Told(described)}\nseed {seed}: run again with TANDEM_SEED={seed}")
                : true;
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(OrdersEach).WithEndSize(50).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None))), property);

        foreach (var share in shares.Told(sameInclusion)) output.WriteLine($"{rounding}, {priceDigits} digits, {(nineteen ? "19" : "18")}, {share} (seed {seed})");
    }

    /// <summary>How many orders needed a rounding line, by the shop's way to keep taxes and by whether the buyer paid in another currency.</summary>
    private sealed class Shares
    {
        private readonly Dictionary<(bool Included, bool Foreign), (int Orders, int Rounded, int Refused)> counted = [];

        public void Count(OrderDescription order, OrderPlan plan)
        {
            var key = (order.TaxesIncluded, order.PresentmentCurrency is not null);
            var (orders, rounded, refused) = counted.GetValueOrDefault(key);
            counted[key] = (orders + 1, rounded + (plan is OrderPlan.Ready { Remark: not null } ? 1 : 0), refused + (plan is OrderPlan.Blocked ? 1 : 0));
        }

        public IEnumerable<string> Told(bool sameInclusion) => counted.OrderBy(share => share.Key).Select(share => string.Create(
            CultureInfo.InvariantCulture,
            $"shop {Word(share.Key.Included)}, Odoo {Word(share.Key.Included == sameInclusion)}{(share.Key.Foreign ? ", buyer's own currency" : "")}: {share.Value.Orders} orders, {100m * share.Value.Rounded / share.Value.Orders:0.0} % with a rounding line, {100m * share.Value.Refused / share.Value.Orders:0.0} % refused"));

        private static string Word(bool included) => included ? "included" : "excluded";
    }

    private static ulong Seed => ulong.TryParse(Environment.GetEnvironmentVariable("TANDEM_SEED"), CultureInfo.InvariantCulture, out var seed)
        ? seed
        : (ulong)Random.Shared.NextInt64();

    private static readonly (string Title, decimal Rate)[] Shopifys = [.. DescribedOrders.Places.SelectMany(place => place.Taxes).Select(tax => (tax.Title, tax.Rate)).DistinctBy(tax => tax.Title)];

    private static readonly Dictionary<(string, bool), OdooTax> Odoos = Shopifys
        .SelectMany((tax, index) => new[] { false, true }.Select(included => (
            Key: (tax.Title, included),
            Tax: Rules.Percent(2 * index + (included ? 2 : 1), $"{tax.Title}{(included ? " incl" : "")}", tax.Rate * 100m, included))))
        .ToDictionary(tax => tax.Key, tax => tax.Tax);

    private static OdooTax Tax(string title, bool included) => Odoos[(title, included)];

    private static OrderRules RulesFor(BookRules book, bool odooIncludes) => Rules.Of(new OrderDecision()) with
    {
        Book = book,
        OdooTaxes = Odoos.Values.ToDictionary(tax => tax.Id),
        Taxes = [.. Shopifys.Select(tax => Rules.Mapped(tax.Title, tax.Rate, Tax(tax.Title, odooIncludes)))],
    };
}
