using Tandem.Sync.Decisions;
using Tandem.Tests.Story;

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
