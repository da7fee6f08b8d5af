using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Invoices;
using Tandem.Sync.Pickings;
using Tandem.Sync.Sales;

namespace Tandem.Sandbox.Stories;

/// <summary>What Odoo's books hold of one order; amounts in the order's currency.</summary>
internal sealed record LifeBooks(decimal Invoiced, decimal Credited, decimal Paid, decimal Repaid, decimal Residual, decimal Tax, string Transfers)
{
    public static LifeBooks Of(SaleProgress? progress)
    {
        var documents = progress?.Invoices.Where(one => one.State == InvoiceState.Posted).ToList() ?? [];
        decimal Sum(InvoiceKind kind, Func<InvoiceReading, decimal> of) => documents.Where(one => one.Kind == kind).Sum(of);
        decimal Moved(bool inbound) => documents.SelectMany(one => one.Payments).DistinctBy(one => one.Id).Where(one => one.Inbound == inbound).Sum(one => one.Amount);
        return new LifeBooks(
            Sum(InvoiceKind.Invoice, one => one.Total), Sum(InvoiceKind.CreditNote, one => one.Total), Moved(true), Moved(false), documents.Sum(one => one.Residual),
            Sum(InvoiceKind.Invoice, one => one.Tax) - Sum(InvoiceKind.CreditNote, one => one.Tax),
            string.Join(", ", progress?.Pickings.Where(one => one.State == PickingState.Done).Select(one => $"{one.Name} done") ?? []));
    }

    /// <summary>The same facts as Shopify states them.</summary>
    public static (decimal Net, decimal Tax, decimal Received) Of(PracticeOrder order) => (
        order.Data.Money("currentTotalPriceSet").Amount.Shop, order.Data.Money("currentTotalTaxSet").Amount.Shop, order.Data.Money("netPaymentSet").Amount.Shop);

    /// <summary>Before it is paid, nothing is invoiced; after, sums and taxes are Shopify's and nothing is left open.</summary>
    public bool AgreesWith((decimal Net, decimal Tax, decimal Received) shopify) => Invoiced == 0m
        ? shopify.Received == 0m
        : Invoiced - Credited == shopify.Net && Paid - Repaid == shopify.Received && Tax == shopify.Tax && Residual == 0m;
}
