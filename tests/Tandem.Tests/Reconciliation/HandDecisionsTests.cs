using Tandem.Grains.Orders;
using Tandem.Reconciler;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Reconciliation;

/// <summary>What people decided about single orders holds for the comparison too.</summary>
public sealed class HandDecisionsTests
{
    private static readonly ShopDomain Shop = ShopDomain.Parse("alpha.myshopify.com");
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, FindingKind.Missing, 1, OrderPresence.Missing)]
    [InlineData(HandMarkKind.LeftOut, FindingKind.Missing, 0, OrderPresence.Excluded)]
    [InlineData(HandMarkKind.LeftOut, FindingKind.Twice, 1, OrderPresence.Excluded)]
    [InlineData(HandMarkKind.Corrected, FindingKind.Differs, 0, OrderPresence.Missing)]
    [InlineData(HandMarkKind.Corrected, FindingKind.Missing, 1, OrderPresence.Missing)]
    [InlineData(HandMarkKind.Corrected, FindingKind.Twice, 1, OrderPresence.Missing)]
    public void A_mark_silences_what_its_person_meant_and_nothing_else(HandMarkKind? kind, FindingKind found, int left, OrderPresence presence)
    {
        var pounds = new Money(10m, new Currency("GBP"));
        var key = RecordKey.Order(Shop, new OrderId(1001));
        var pair = new AuditedPair(new PlacedOrder(new OrderId(1001), "#1001", Now, Now, new MoneyBag(pounds, pounds), false), null);
        var order = new AuditedOrder(
            new CountedOrder(new DateOnly(2026, 11, 20), pounds, null, OrderPresence.Missing), [new Finding(key, "#1001", found, "total", "10", "9", "?", Role.Finance, "Look.")]);
        var marks = kind is { } some ? new Dictionary<RecordKey, HandMark> { [key] = new(some, "Why.", "Ada", Now, []) } : [];

        var followed = Assert.Single(HandDecisions.Follow([(pair, order, false)], Shop, marks)).Order;

        Assert.Equal((left, presence), (followed.Findings.Count, followed.Counted.Presence));
    }
}
