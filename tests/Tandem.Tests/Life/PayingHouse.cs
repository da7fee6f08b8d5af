using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Payments;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>A shop whose orders are invoiced once they are paid.</summary>
public abstract class PayingHouse : House
{
    public const string Gateway = "shopify_payments";

    protected override ShopDecisions With(ShopDecisions decisions) => decisions with
    {
        Payments = new PaymentDecision
        {
            Invoice = InvoiceWhen.OnPayment,
            Through = Through,
            Gateways = [.. new[] { Gateway, "manual", "bogus", "gift_card" }.Select(gateway => new GatewayDecision(gateway, null, new OdooReference("Bank", null)))],
        },
        Orders = decisions.Orders with { LineProducts = decisions.Orders.LineProducts with { Adjustment = decisions.Orders.LineProducts.Custom } },
    };

    /// <summary>A person in accounting registers a payment that names no transaction.</summary>
    public async Task PaidByHand(int invoice, decimal amount)
    {
        var stop = TestContext.Current.CancellationToken;
        var book = Assert.IsType<ShopBookOpening.Open>(await Get<IShopBooks>().Open(Domain, stop)).Book;
        await book.Life.Pay(new PaymentDraft
        {
            ExternalId = $"by_hand_{invoice}",
            Invoice = new OdooId<Invoice>(invoice),
            Inbound = true,
            Journal = book.Rules.Gateways[0].Journal!.Value,
            Amount = new Money(amount, book.Rules.CompanyCurrency),
            Date = new DateOnly(2026, 11, 20),
            Memo = $"Bank statement {amount}",
            Partner = new OdooId<Partner>(1),
        }, DocumentsThrough.Wizards, stop);
    }

    protected virtual DocumentsThrough Through => DocumentsThrough.Wizards;
}

/// <summary>On the practice Odoo 19, through its wizards.</summary>
public sealed class PayingHouse19 : PayingHouse;

/// <summary>On the practice Odoo 18, through its wizards.</summary>
public sealed class PayingHouse18 : PayingHouse
{
    protected override int OdooVersion => 18;
}

/// <summary>On the practice Odoo 19, with documents created directly.</summary>
public sealed class DirectHouse19 : PayingHouse
{
    protected override DocumentsThrough Through => DocumentsThrough.Directly;
}
