using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Payments;
using Tandem.Sync.Planning;
using Xunit;

namespace Tandem.Tests.Planning;

/// <summary>Until when a company pays, by which number it knows the order, and where a point of sale sells from.</summary>
public sealed class TermTests
{
    private static readonly OrderRules Mapped = Rules.All with
    {
        Terms = new Dictionary<string, OdooId<PaymentTerm>?>(StringComparer.OrdinalIgnoreCase) { ["net 30"] = new(30), ["Net 60"] = null },
        OdooTerms = [new(new(15), "15 Days", true, null, 15), new(new(30), "30 Days", true, null, 30), new(new(60), "Two months", true, null, 60), new(new(9), "30 % now", true, null)],
    };

    [Fact]
    public void Mapped_terms_stand_on_the_order_whatever_their_letters() =>
        Assert.Equal(new OdooId<PaymentTerm>(30), Rules.Ready(Order("Net 30", 30), Mapped).Draft.Term);

    [Fact]
    public void A_shop_that_maps_no_terms_writes_none() => Assert.Null(Rules.Ready(Order("Net 30", 30)).Draft.Term);

    [Fact]
    public void An_order_without_terms_needs_none() => Assert.Null(Rules.Ready(Sold.Order(Sold.Line("Mug", 10m)), Mapped).Draft.Term);

    [Theory]
    [InlineData("Net 15", 15, "“15 Days” (id 15)", "have no payment term in Odoo yet")]
    [InlineData("Net 60", 60, "“Two months” (id 60)", "cannot be used")]
    public void Other_terms_wait_and_what_is_due_after_as_many_days_is_proposed(string name, int days, string proposal, string why)
    {
        var blocker = Assert.Single(Rules.Blocked(Order(name, days), Mapped));

        Assert.Equal((BlockerCode.TermsUnmapped, name), (blocker.Code, blocker.Subject));
        Assert.Equal([proposal], blocker.Proposals);
        Assert.Contains(why, blocker.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PurchaseOrderPlace.Note, "#1001", "Purchase order PO-7\nRing twice")]
    [InlineData(PurchaseOrderPlace.Reference, "PO-7", "Ring twice")]
    [InlineData(PurchaseOrderPlace.Leave, "#1001", "Ring twice")]
    public void A_companys_number_goes_where_the_shop_wants_it(PurchaseOrderPlace place, string reference, string note)
    {
        var order = Sold.Order(Sold.Line("Mug", 10m)) with { PurchaseOrderNumber = " PO-7 ", Note = "Ring twice" };

        var draft = Rules.Ready(order, Rules.Of(new OrderDecision { PurchaseOrder = place })).Draft;

        Assert.Equal((reference, note, "Shopify #1001"), (draft.ClientOrderRef, draft.Note, draft.Origin));
    }

    [Theory]
    [InlineData(TagPlace.Leave, "Ring twice")]
    [InlineData(TagPlace.Note, "Purchase order PO-7\nRing twice\nTags: Gift, vip")]
    public void Tags_are_the_last_line_of_the_note_where_the_shop_wants_them(TagPlace place, string note)
    {
        var order = Sold.Order(Sold.Line("Mug", 10m)) with { Tags = ["vip", "Gift"], Note = "Ring twice", PurchaseOrderNumber = place == TagPlace.Note ? "PO-7" : null };

        Assert.Equal(note, Rules.Ready(order, Rules.Of(new OrderDecision { Tags = place })).Draft.Note);
        Assert.Equal(place == TagPlace.Note ? "Tags: Gift, vip" : null, Rules.Ready(order with { Note = null, PurchaseOrderNumber = null }, Rules.Of(new OrderDecision { Tags = place })).Draft.Note);
    }

    [Theory]
    [InlineData(61L, 5)]
    [InlineData(63L, 1)]
    [InlineData(null, 1)]
    public void A_point_of_sale_sells_from_its_own_warehouse(long? location, int warehouse) =>
        Assert.Equal(new OdooId<Warehouse>(warehouse), Rules.Ready(At(location), Places).Draft.Warehouse);

    [Fact]
    public void A_point_of_sale_whose_warehouse_is_gone_sells_from_no_other()
    {
        var blocker = Assert.Single(Rules.Blocked(At(62L), Places));

        Assert.Equal((BlockerCode.LocationUnmapped, "location 62"), (blocker.Code, blocker.Subject));
    }

    private static OrderRules Places { get; } = Rules.All with
    {
        Warehouse = new(1),
        Locations =
        [
            new(new LocationDecision(new LocationId(61), new OdooReference("Town", null), Ships.Nobody), new OdooId<Warehouse>(5)),
            new(new LocationDecision(new LocationId(62), new OdooReference("Gone", null), Ships.Nobody), null),
        ],
    };

    private static ShopOrder At(long? location) => Sold.Order(Sold.Line("Mug", 10m)) with { RetailLocation = location is { } id ? new LocationId(id) : null };

    private static ShopOrder Order(string terms, int days) => Sold.Order(Sold.Line("Mug", 10m)) with { PaymentTerms = new ShopPaymentTerms(terms, days, null), FinancialStatus = "PENDING" };
}
