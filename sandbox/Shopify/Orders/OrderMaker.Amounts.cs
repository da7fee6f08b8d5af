using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

public static partial class OrderMaker
{
    private static void OriginalAmounts(ShopifyObject made, OrderMaking making)
    {
        var amounts = making.Amounts;
        var duties = making.Order.Lines.Any(l => l.Duties.Count > 0);
        made["subtotalPriceSet"] = making.Set(amounts.Subtotal);
        made["totalPriceSet"] = making.Set(amounts.Total);
        made["originalTotalPriceSet"] = making.Set(amounts.Total);
        made["totalTaxSet"] = making.Set(amounts.Tax);
        made["totalDiscountsSet"] = making.Set(amounts.Discounts);
        made["cartDiscountAmountSet"] = making.Set(making.CartDiscount(d => d.Amount));
        made["totalShippingPriceSet"] = making.Set(amounts.ShippingTotal);
        made["totalTipReceivedSet"] = making.Set(amounts.Tip);
        made["originalTotalDutiesSet"] = duties ? making.Set(amounts.Duties) : null;
        made["originalTotalAdditionalFeesSet"] = amounts.Fees.Count > 0 ? making.Set(amounts.FeeTotal) : null;
        made["taxLines"] = MoneyObjects.Together(making.AllTaxes, making);
        made["subtotalLineItemsQuantity"] = making.Order.Lines.Sum(l => l.Quantity);
        made["totalWeight"] = 0L;
    }

    private static void CurrentAmounts(ShopifyObject made, OrderMaking making)
    {
        var ledger = making.Ledger;
        var duties = making.Order.Lines.Any(l => l.Duties.Count > 0);
        made["currentSubtotalPriceSet"] = making.Set(ledger.CurrentSubtotal);
        made["currentTotalPriceSet"] = making.Set(ledger.CurrentTotal);
        made["currentTotalTaxSet"] = making.Set(ledger.CurrentTax);
        made["currentTotalDiscountsSet"] = making.Set(ledger.CurrentDiscounts);
        made["currentCartDiscountAmountSet"] = made["cartDiscountAmountSet"];
        made["currentShippingPriceSet"] = making.Set(ledger.CurrentShipping);
        made["currentTotalDutiesSet"] = duties ? making.Set(ledger.CurrentDuties) : null;
        made["currentTotalAdditionalFeesSet"] = making.Amounts.Fees.Count > 0 ? making.Set(ledger.CurrentFees) : null;
        made["currentTaxLines"] = MoneyObjects.Together(making.CurrentTaxes, making);
        made["currentSubtotalLineItemsQuantity"] = making.Order.Lines.Select((_, i) => ledger.CurrentUnits(i)).Sum();
        made["currentTotalWeight"] = 0L;
        made["totalReceivedSet"] = making.Set(ledger.Received);
        made["totalRefundedSet"] = making.Set(ledger.Refunded);
        made["totalRefundedShippingSet"] = making.Set(ledger.RefundedShipping);
        made["totalOutstandingSet"] = making.Set(ledger.Outstanding);
        made["totalCapturableSet"] = making.Set(ledger.Authorized);
        made["netPaymentSet"] = making.Set(ledger.Net);
        made["refundDiscrepancySet"] = making.Set(ledger.Adjusted);
        made["totalCashRoundingAdjustment"] = new ShopifyObject("CashRoundingAdjustment")
        {
            ["paymentSet"] = making.Set(ledger.Rounded),
            ["refundSet"] = making.Set(ledger.RefundsRounded),
        };
    }
}
