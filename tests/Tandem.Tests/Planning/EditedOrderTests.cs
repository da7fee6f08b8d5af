using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Planning;

public sealed class EditedOrderTests
{
    [Fact]
    public void Units_that_an_edit_took_away_are_not_booked_nor_their_share_of_discounts_and_taxes()
    {
        var order = Sold.Order(Sold.Line("Shirt", 48m, 2).Less(19.20m, "TWENTY", 20m).Taxed("VAT", 0.2m, 15.36m)) with { Edited = true };
        var edited = order with { Lines = [order.Lines[0] with { CurrentQuantity = 1 }], CurrentTotal = Sold.Money(46.08m) };

        var plan = Rules.Ready(edited);

        Assert.Equal([(LineRole.Product, 1m, 48m, 20m)], plan.Short());
        Assert.Equal((38.40m, 46.08m), (plan.InOdoo().Untaxed, plan.InOdoo().Total));
    }

    [Fact]
    public void A_line_that_an_edit_removed_is_gone_with_its_duties()
    {
        var order = Sold.Order(Sold.Line("Shirt", 48m), Sold.Line("Hat", 10m, id: 2) with { Duties = [new ShopDuty(31, null, Sold.Money(2m), [])] });
        var edited = order with { Edited = true, Lines = [order.Lines[0], order.Lines[1] with { CurrentQuantity = 0 }], CurrentTotal = Sold.Money(48m) };

        Assert.Equal([(LineRole.Product, 1m, 48m, 0m)], Rules.Ready(edited).Short());
    }

    [Fact]
    public void A_line_that_an_edit_added_is_booked()
    {
        var order = Sold.Order(Sold.Line("Shirt", 48m), Sold.Line("Hat", 10m, id: 2)) with { Edited = true };

        Assert.Equal(2, Rules.Ready(order).Draft.Lines.Count);
    }

    [Fact]
    public void Units_that_a_refund_gave_back_were_sold_and_are_booked()
    {
        var order = Sold.Order(Sold.Line("Shirt", 48m, 2).Taxed("VAT", 0.2m, 19.20m));
        var refunded = order with
        {
            Refunded = true,
            FinancialStatus = "PARTIALLY_REFUNDED",
            Lines = [order.Lines[0] with { CurrentQuantity = 1, RefundedQuantity = 1 }],
            CurrentTotal = Sold.Money(57.60m),
        };

        Assert.Equal([(LineRole.Product, 2m, 48m, 0m)], Rules.Ready(refunded).Short());
    }

    [Fact]
    public void An_order_that_was_edited_and_refunded_adds_up_by_what_the_refund_took_off()
    {
        var order = Sold.Order(Sold.Line("Shirt", 48m, 3)) with { Edited = true };
        var refunded = order with
        {
            Refunded = true,
            Lines = [order.Lines[0] with { CurrentQuantity = 1, RefundedQuantity = 1 }],
            CurrentTotal = Sold.Money(48m),
            Refunds =
            [
                new ShopRefund
                {
                    Id = new RefundId(1), CreatedAt = order.CreatedAt, TotalRefunded = Sold.Money(48m),
                    Lines = [new ShopRefundLine(order.Lines[0].Id, 1, Restock.Cancel, true, null, Sold.Money(48m), Sold.Money(0m))],
                },
            ],
        };

        Assert.Equal([(LineRole.Product, 2m, 48m, 0m)], Rules.Ready(refunded).Short());
        Assert.Equal(BlockerCode.TotalsDiffer, Assert.Single(Rules.Blocked(refunded with { CurrentTotal = Sold.Money(47m) })).Code);
    }

    [Fact]
    public void An_edited_order_whose_rest_does_not_come_to_its_total_is_refused()
    {
        var order = Sold.Order(Sold.Line("Shirt", 48m, 2)) with { Edited = true };
        var blocker = Assert.Single(Rules.Blocked(order with { Lines = [order.Lines[0] with { CurrentQuantity = 1 }] }));

        Assert.Equal(BlockerCode.TotalsDiffer, blocker.Code);
        Assert.Contains("Shopify states a total of 96.00 USD, but what it lists adds up to 48.00 USD", blocker.Sentence, StringComparison.Ordinal);
    }
}
