using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Planning;
using Xunit;

namespace Tandem.Tests.Planning;

/// <summary>Who delivers an order in Odoo, by the shipping that the buyer chose.</summary>
public sealed class ShippingMethodTests
{
    private static readonly OrderRules Mapped = Rules.All with { DeliveryMethods = [Method("EXP-1", 31), Method("standard", 32), Method("Broken", null)] };

    [Theory]
    [InlineData("Express", "EXP-1", 31)]
    [InlineData("Standard", null, 32)]
    [InlineData("Standard", "exp-1", 31)]
    public void The_code_decides_before_the_title(string title, string? code, int method) =>
        Assert.Equal(method, Rules.Ready(Order(title, code), Mapped).Draft.DeliveryMethod?.Value);

    [Theory]
    [InlineData("Drone")]
    [InlineData("Broken")]
    public void Shipping_that_is_not_decided_waits_and_names_its_setting(string title)
    {
        var blocker = Assert.Single(Rules.Blocked(Order(title, null), Mapped));

        Assert.Equal((BlockerCode.DeliveryMethodUnmapped, title, "orders.deliveryMethods"), (blocker.Code, blocker.Subject, blocker.Setting));
        Assert.Contains("#1001", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shop_that_decides_nothing_leaves_it_to_Odoo()
    {
        Assert.Null(Rules.Ready(Order("Drone", null)).Draft.DeliveryMethod);
        Assert.Null(Rules.Ready(Sold.Order(Sold.Line("Mug", 8m)), Mapped).Draft.DeliveryMethod);
    }

    private static Tandem.Sync.Orders.ShopOrder Order(string title, string? code) =>
        (Sold.Order(Sold.Line("Mug", 8m)) with { ShippingLines = [Sold.Shipping(5m) with { Title = title, Code = code }] }).Totalled();

    private static MappedDeliveryMethod Method(string shipping, int? id) =>
        new(new DeliveryMethodDecision(shipping, new OdooReference("method", null)), id is { } known ? new OdooId<DeliveryMethod>(known) : null);
}
