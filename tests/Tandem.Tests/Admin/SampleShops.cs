using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Tests.Admin;

/// <summary>Alpha has orders of every standing, beta one of its own, delta all in step, gamma connected just now.</summary>
internal static class SampleShops
{
    public static ShopDomain Alpha { get; } = ShopDomain.Parse("alpha.myshopify.com");

    public static ShopDomain Beta { get; } = ShopDomain.Parse("beta.myshopify.com");

    public static ShopDomain Delta { get; } = ShopDomain.Parse("delta.myshopify.com");

    public static ShopDomain Gamma { get; } = ShopDomain.Parse("gamma.myshopify.com");

    public static Blocker Tax(string order) => new(
        BlockerCode.TaxUnmapped,
        "VAT 20 %|0.2|GB|included",
        $"Order {order}: Shopify charged “VAT 20 %” (20 %, included, United Kingdom), and no Odoo tax is decided for it. Map it, then try again.",
        Role.Finance,
        "taxes[VAT 20 %, GB]",
        Proposals: ["20% S (id 12)", "20% S Services (id 31)"]);

    public static Blocker Product(string order) => new(
        BlockerCode.ProductUnmatched,
        "SHIRT-BLUE-XL",
        $"Order {order}: no product in Odoo has the internal reference “SHIRT-BLUE-XL”. Give it to the right product in Odoo, then try again.",
        Role.Ecommerce);

    public static async Task Fill(IServiceProvider services, FakeTimeProvider clock)
    {
        var shops = services.GetRequiredService<IShops>();
        foreach (var shop in new[] { Alpha, Beta, Delta, Gamma }) await shops.Connect(shop, default);
        var story = new SampleStory(services.GetRequiredService<IStandings>(), services.GetRequiredService<IActivity>(), clock);

        for (var number = 1001; number <= 1030; number++) await story.InStep(Alpha, number, number == 1004 ? "Odoo's total needed a rounding line of 0.01 GBP, within your limit of 0.05 GBP." : null);
        await story.Blocked(Alpha, 1031, Tax("#1031"));
        await story.Blocked(Alpha, 1032, Tax("#1032"));
        await story.Blocked(Alpha, 1033, Product("#1033"));
        await story.Stands(Alpha, 1034, new Standing.RetryingAt(clock.GetUtcNow().AddMinutes(5), "Order #1034: Odoo did not answer within 60 seconds."));
        await story.Stands(Alpha, 1035, new Standing.Working());
        await story.Stands(Alpha, 1036, new Standing.ExcludedByRule("Order #1036 is a test order, and this shop leaves test orders out."));
        await story.Stands(Beta, 2001, new Standing.InStep("S90001"));
        for (var number = 4001; number <= 4003; number++) await story.InStep(Delta, number, null);
        foreach (var shop in new[] { Alpha, Delta }) await shops.NoteSweep(shop, 0, default);
        clock.Advance(TimeSpan.FromMinutes(2));
    }

    private sealed class SampleStory(IStandings standings, IActivity activity, FakeTimeProvider clock)
    {
        public async Task InStep(ShopDomain shop, int number, string? remark)
        {
            var key = RecordKey.Order(shop, new OrderId(number));
            var received = clock.GetUtcNow();
            clock.Advance(TimeSpan.FromMilliseconds(400 + ((number % 7) * 310)));
            await activity.Append(
                [
                    Entry(key, "load", $"Order #{number} was created in Odoo as a quotation with 3 lines.", 180, 7000 + number),
                    Entry(key, "confirm", $"Order #{number} was confirmed in Odoo as S0{number}.", 240, 7000 + number),
                    Entry(key, "compare", $"Order #{number} and S0{number} agree, line by line.", 35, 7000 + number),
                ],
                default);
            await standings.Set(key, new Standing.InStep($"S0{number}", remark), new RecordFacts($"#{number}", new OdooDocument("sale.order", 7000 + number, $"S0{number}"), received), null, default);
            clock.Advance(TimeSpan.FromSeconds(40));
        }

        public async Task Blocked(ShopDomain shop, int number, Blocker blocker)
        {
            await activity.Append([Entry(RecordKey.Order(shop, new OrderId(number)), "plan", blocker.Sentence, 12, null, ActivityOutcome.Blocked)], default);
            await Stands(shop, number, new Standing.BlockedBy([blocker]));
        }

        public async Task Stands(ShopDomain shop, int number, Standing standing)
        {
            await standings.Set(RecordKey.Order(shop, new OrderId(number)), standing, new RecordFacts($"#{number}"), null, default);
            clock.Advance(TimeSpan.FromMinutes(3));
        }

        private ActivityEntry Entry(RecordKey key, string step, string sentence, int milliseconds, int? odoo, ActivityOutcome outcome = ActivityOutcome.Done) => new(
            clock.GetUtcNow(), key, step, outcome, sentence, TimeSpan.FromMilliseconds(milliseconds), "p1", odoo is null ? null : "sale.order", odoo, Tandem.Sync.Shopify.Gid("Order", long.Parse(key.Id, CultureInfo.InvariantCulture)));
    }
}
