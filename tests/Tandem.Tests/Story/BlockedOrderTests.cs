using Tandem.Grains.Ledger;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>One order that cannot move waits for its own cause; the others go on.</summary>
public sealed class BlockedOrderTests(House19 house) : IClassFixture<House19>
{
    private static long variants = 44_200_000_000_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unmapped_tax_blocks_its_orders_and_deciding_it_releases_them_all_at_once()
    {
        TaxDescription[] wine = [new("Wine levy", 0.07m)];
        var waiting = Enumerable.Range(0, 3).Select(_ => house.Place(Sold(DemoOrders.Tea) with
        {
            Lines = [new LineDescription("Tea", 10m) { Variant = DemoOrders.Tea, Taxes = wine }], Customer = house.Newcomer(),
        })).ToList();
        foreach (var order in waiting) await house.Shop.Webhooks.Deliver(order, "orders/create", null, Stop);
        var other = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.InStepOnce(other, await house.Announced(other));

        foreach (var order in waiting)
        {
            var blocker = House.TheBlockerOf(await house.Settled(order));
            Assert.Equal(BlockerCode.TaxUnmapped, blocker.Code);
            Assert.Equal(Role.Finance, blocker.Owner);
            Assert.Contains(order.Name, blocker.Sentence, StringComparison.Ordinal);
            Assert.Contains("Wine levy", blocker.Sentence, StringComparison.Ordinal);
            Assert.NotNull(blocker.Setting);
            Assert.Empty(house.InOdoo(order));
        }

        var cause = Assert.Single(await house.Standings.Causes(house.Domain, Stop), cause => cause.Code == BlockerCode.TaxUnmapped && cause.Subject.StartsWith("Wine levy", StringComparison.Ordinal));
        Assert.Equal(3, cause.Records);

        var like = house.Odoo.Records("account.tax").First(tax => (string?)tax["name"] == "VAT 20% on top");
        house.Odoo.Add("account.tax", new Dictionary<string, object?>
        {
            ["name"] = "Wine levy 7%", ["amount"] = 7m, ["amount_type"] = "percent", ["type_tax_use"] = "sale", ["sequence"] = 1,
            ["company_id"] = like["company_id"], ["country_id"] = like["country_id"], ["tax_group_id"] = like["tax_group_id"],
            ["is_base_affected"] = true, ["tax_exigibility"] = "on_invoice", ["price_include_override"] = "tax_excluded",
        });
        // Others that wait for a tax are looked at again too; they stay blocked when theirs is still missing.
        var waitingForTaxes = (await house.Standings.Causes(house.Domain, Stop)).Where(one => one.Code == BlockerCode.TaxUnmapped).Sum(one => one.Records);
        var outcome = await house.Decide(decisions => decisions with
        {
            Taxes = [.. decisions.Taxes, new TaxDecision("Wine levy", 0.07m, null, null, false, new OdooReference("Wine levy 7%", null))],
        });

        Assert.Equal(waitingForTaxes, outcome.Released);
        Assert.Contains("waiting records go on", outcome.Sentence, StringComparison.Ordinal);
        foreach (var order in waiting) house.InStepOnce(order, (await house.Until(order, record => record.Standing is Standing.InStep)).Standing);
    }

    [Fact]
    public async Task A_tax_that_Odoo_has_under_another_name_is_proposed_and_not_applied()
    {
        var order = house.Place(DemoOrders.Simple() with
        {
            Lines = [new LineDescription("Tea", 10m) { Variant = DemoOrders.Tea, Taxes = [new TaxDescription("GST", 0.2m)] }], Shipping = [], Customer = house.Newcomer(),
        });

        var blocker = House.TheBlockerOf(await house.Announced(order));

        Assert.Equal(BlockerCode.TaxUnmapped, blocker.Code);
        Assert.Contains(blocker.Proposals ?? [], proposal => proposal.Contains("VAT 20%", StringComparison.Ordinal));
        Assert.Empty(house.InOdoo(order));
    }

    [Fact]
    public async Task An_unmatched_SKU_waits_until_Odoo_has_the_product()
    {
        var variant = Variant("GHOST");
        var order = house.Place(Sold(variant));
        var blocker = House.TheBlockerOf(await house.Announced(order));
        Assert.Equal(BlockerCode.ProductUnmatched, blocker.Code);
        Says(blocker, order, variant);

        Product(variant);
        await Release(blocker);

        house.InStepOnce(order, await InStep(order));
    }

    [Fact]
    public async Task An_ambiguous_SKU_waits_until_one_product_has_it()
    {
        var variant = Variant("TWICE");
        var (_, second) = (Product(variant), Product(variant));
        var order = house.Place(Sold(variant));
        var blocker = House.TheBlockerOf(await house.Announced(order));
        Assert.Equal(BlockerCode.ProductAmbiguous, blocker.Code);
        Says(blocker, order, variant);

        house.Odoo.Change("product.product", second, new Dictionary<string, object?> { ["default_code"] = "ANOTHER" });
        await Release(blocker);

        house.InStepOnce(order, await InStep(order));
    }

    [Fact]
    public async Task An_archived_product_blocks_until_it_is_active_again()
    {
        var variant = Variant("RETIRED");
        var product = Product(variant);
        house.Odoo.Change("product.product", product, new Dictionary<string, object?> { ["active"] = false });
        var order = house.Place(Sold(variant));
        var blocker = House.TheBlockerOf(await house.Announced(order));
        Assert.Equal(BlockerCode.ProductArchived, blocker.Code);
        Says(blocker, order, variant);

        house.Odoo.Change("product.product", product, new Dictionary<string, object?> { ["active"] = true });
        await Release(blocker);

        house.InStepOnce(order, await InStep(order));
    }

    private static void Says(Blocker blocker, PracticeOrder order, VariantDescription variant)
    {
        Assert.Contains(order.Name, blocker.Sentence, StringComparison.Ordinal);
        Assert.Contains(variant.Sku!, blocker.Sentence, StringComparison.Ordinal);
    }

    private static VariantDescription Variant(string word)
    {
        var id = Interlocked.Increment(ref variants);
        return new VariantDescription(id, $"{word}-{id}", $"{word} thing", 9m);
    }

    private OrderDescription Sold(VariantDescription variant) => DemoOrders.Simple() with
    {
        Lines = [new LineDescription(variant.ProductTitle, variant.Price) { Variant = variant, Taxes = [new TaxDescription("VAT", 0.2m)] }], Customer = house.Newcomer(),
    };

    private int Product(VariantDescription variant) => house.Odoo.Add("product.product", new Dictionary<string, object?>
    {
        ["name"] = variant.ProductTitle, ["default_code"] = variant.Sku, ["type"] = "consu", ["is_storable"] = true,
        ["list_price"] = variant.Price, ["taxes_id"] = new List<object?>(), ["supplier_taxes_id"] = new List<object?>(),
    });

    private async Task Release(Blocker blocker) =>
        Assert.Equal(1, await house.Standings.Release(house.Domain, new ReleaseRule.WithCause(blocker.Code, blocker.Subject), Stop));

    private async Task<Standing> InStep(PracticeOrder order) => (await house.Until(order, record => record.NextAttemptAt is null && record.Standing is not Standing.Working)).Standing;
}
