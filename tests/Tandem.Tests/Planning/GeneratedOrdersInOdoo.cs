using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Odoo.Sales;
using Tandem.Odoo.Server;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Agreement;
using Tandem.Sync.Decisions;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;
using Tandem.Tests.Odoo.Contracts;
using Xunit;

namespace Tandem.Tests.Planning;

/// <summary>Generated orders written to an Odoo and read back: its amounts are what the plan said, and its structure is the plan's.</summary>
public abstract class GeneratedOrdersInOdoo(OdooWorld world, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Orders = 240;
    private const int AtOnce = 2;

    private readonly Dictionary<(string Title, bool Included), OdooId<Tax>> taxes = [];
    private OdooProfile profile = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await world.Ready();
        foreach (var tax in DescribedOrders.Places.SelectMany(place => place.Taxes).DistinctBy(tax => tax.Title))
            foreach (var included in new[] { false, true })
                taxes[(tax.Title, included)] = new(await world.Create(
                    "account.tax", ("name", $"{tax.Title} {(included ? "incl" : "excl")} {world.Tag} {Guid.NewGuid():N}"), ("amount", tax.Rate * 100m), ("amount_type", "percent"),
                    ("type_tax_use", "sale"), ("price_include_override", included ? "tax_included" : "tax_excluded"), ("company_id", world.Profile.Company.Id)));
        profile = await OdooProfiles.Read(world.Odoo, null, Stop);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Odoo_comes_to_the_amounts_that_the_plan_said(bool sameInclusion)
    {
        var (wrong, written, rounded) = (new List<string>(), 0, 0);
        var described = DescribedOrders.Whole.Sample(Orders / 2, 50).ToList();
        await Parallel.ForEachAsync(described.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop }, async (item, _) =>
        {
            var order = PracticeOrders.Read(item.Item, (sameInclusion ? 10_000 : 20_000) + item.Index, profile.Company.Currency);
            var rules = RulesFor(item.Item.TaxesIncluded == sameInclusion);
            if (OrderPlanning.Plan(order, rules, Products(order)) is not OrderPlan.Ready plan) return;
            var difference = await Difference(plan.Draft, rules);
            lock (wrong)
            {
                written++;
                if (plan.Remark is not null) rounded++;
                if (difference is not null) wrong.Add($"{difference}\n{DescribedOrders.Told(item.Item)}");
            }
        });

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{profile.Version}, {profile.Book}: {written} orders written and read back, {rounded} with a rounding line, {wrong.Count} differ"));
        Assert.Empty(wrong);
        Assert.InRange(written, (Orders / 2) - 10, Orders / 2);
    }

    private async Task<string?> Difference(SaleOrderDraft draft, OrderRules rules)
    {
        var orders = new SaleOrders(world.Odoo, profile, world.Module);
        var id = Assert.IsType<DraftOutcome.There>(await orders.LoadDraft(draft, world.Partners, confirmed: false, Stop)).Order;
        var odoo = (await orders.Read(id, Stop))!;
        var said = SaleArithmetic.Amounts(draft.Lines, rules.OdooTaxes, rules.Book, draft.Currency);
        if ((odoo.Untaxed, odoo.Tax, odoo.Total) != (said.Untaxed, said.Tax, said.Total))
            return $"{odoo.Name} came to {odoo.Untaxed}, {odoo.Tax}, {odoo.Total}; the plan said {said.Untaxed}, {said.Tax}, {said.Total}";
        var differences = OrderAgreement.Structure(draft, world.Partners, odoo).Concat(OrderAgreement.Amounts(draft, odoo, rules)).ToList();
        return differences.Count == 0 ? null : $"{odoo.Name}: {string.Join("; ", differences)}";
    }

    private ILookup<string, ProductCandidate> Products(ShopOrder order) => order.Lines.Select(line => line.Sku).OfType<string>().Distinct()
        .Select(sku => new ProductCandidate(world.Product, sku, "Mug", true, null)).ToLookup(product => product.Code);

    private OrderRules RulesFor(bool odooIncludes) => Rules.Of(new OrderDecision()) with
    {
        Company = profile.Company.Id,
        CompanyCurrency = profile.Company.Currency,
        Book = profile.Book,
        OdooTaxes = profile.Taxes.ToDictionary(tax => tax.Tax.Id, tax => tax.Tax),
        Taxes = [.. DescribedOrders.Places.SelectMany(place => place.Taxes).DistinctBy(tax => tax.Title).Select(tax =>
            new MappedTax(new TaxDecision(tax.Title, tax.Rate, null, null, null, new OdooReference(tax.Title, null)), taxes[(tax.Title, odooIncludes)]))],
        LineProducts = new LineProducts
        {
            Shipping = world.Product, Tip = world.Product, Duty = world.Product, Fee = world.Product,
            Custom = world.Product, Discount = world.Product, Rounding = world.Product, GiftCard = world.Product,
        },
    };
}

/// <summary>The sample in the Odoo at hand.</summary>
public sealed class GeneratedOrdersInOdooAtHand(OdooWorld<OdooAtHand> world, ITestOutputHelper output) : GeneratedOrdersInOdoo(world, output), IClassFixture<OdooWorld<OdooAtHand>>;

/// <summary>The sample in the practice Odoo 19, which rounds globally.</summary>
public sealed class GeneratedOrdersInPracticeOdoo19(OdooWorld<PracticeOdoo19Key> world, ITestOutputHelper output) : GeneratedOrdersInOdoo(world, output), IClassFixture<OdooWorld<PracticeOdoo19Key>>;
