using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order's transactions and payment terms.</summary>
internal static class PaymentObjects
{
    private const int First = 8000;

    /// <summary>Payments first, then the money of each refund.</summary>
    public static ShopifyObject[] Transactions(OrderMaking making) =>
    [
        .. making.Order.Payments.Select((_, i) => Payment(i, making)),
        .. making.Order.Refunds.SelectMany((_, i) => Refund(i, making)),
    ];

    /// <summary>The transactions of one refund.</summary>
    public static ShopifyObject[] Refund(int index, OrderMaking making)
    {
        var refund = making.Order.Refunds[index];
        var amounts = making.Ledger.Refunds[index];
        return [.. amounts.Payments.Select((payment, i) => Transaction(making, First + 500 + (index * 10) + i, "REFUND", payment.Status, payment.Gateway,
            amounts.AmountOf(payment), refund.CreatedAt ?? making.Stamp.UpdatedAt, Parent(payment, making), payment.Rounding, payment.Rate))];
    }

    private static ShopifyObject? Parent(RefundPaymentDescription refund, OrderMaking making)
    {
        var payments = making.Order.Payments;
        var taken = Enumerable.Range(0, payments.Count).FirstOrDefault(i => payments[i] is { Kind: "SALE" or "CAPTURE", Status: "SUCCESS" }, -1);
        var index = refund.Parent ?? taken;
        return index < 0 ? null : Payment(index, making);
    }

    private static ShopifyObject Payment(int index, OrderMaking making)
    {
        var payment = making.Order.Payments[index];
        var parent = payment.Parent is { } p ? Payment(p, making) : null;
        var made = Transaction(making, First + index, payment.Kind, payment.Status, payment.Gateway, making.Ledger.Payments[index], payment.ProcessedAt ?? making.Stamp.CreatedAt, parent, payment.Rounding, payment.Rate);
        made["manualPaymentGateway"] = payment.Manual;
        return made;
    }

    private static ShopifyObject Transaction(OrderMaking making, int part, string kind, string status, string gateway, Bag amount, DateTimeOffset at, ShopifyObject? parent, decimal rounding, decimal? rate) => new("OrderTransaction")
    {
        ["id"] = making.PartId("OrderTransaction", part),
        ["kind"] = kind,
        ["status"] = status,
        ["gateway"] = gateway,
        ["formattedGateway"] = gateway.Replace('_', ' '),
        ["manualPaymentGateway"] = false,
        ["createdAt"] = at,
        ["processedAt"] = at,
        ["paymentId"] = $"{making.Stamp.Name}.{part - First + 1}",
        ["test"] = making.Order.Test,
        ["amountSet"] = making.Set(amount),
        ["amountRoundingSet"] = rounding == 0m ? null : making.Set(making.Amounts.Currencies.At(rate).FromPresentment(rounding)),
        ["parentTransaction"] = parent,
        ["fees"] = Array.Empty<ShopifyObject>(),
    };

    public static ShopifyObject? Terms(OrderMaking making)
    {
        if (making.Order.NetTerms is not { } days) return null;
        var issued = making.Order.ProcessedAt ?? making.Stamp.CreatedAt;
        var balance = new Coin(Math.Max(0m, making.Ledger.Outstanding.Presentment), making.Amounts.Currencies.Presentment.Code);
        var terms = new ShopifyObject("PaymentTerms")
        {
            ["id"] = making.PartId("PaymentTerms", 1),
            ["paymentTermsType"] = "NET",
            ["paymentTermsName"] = $"Net {days}",
            ["translatedName"] = $"Net {days}",
            ["dueInDays"] = days,
            ["due"] = false,
            ["overdue"] = false,
        };
        terms["paymentSchedules"] = new[]
        {
            new ShopifyObject("PaymentSchedule")
            {
                ["id"] = making.PartId("PaymentSchedule", 1),
                ["issuedAt"] = issued,
                ["dueAt"] = issued.AddDays(days),
                ["due"] = false,
                ["paymentTerms"] = terms,
                ["balanceDue"] = balance,
                ["totalBalance"] = balance,
            },
        };
        return terms;
    }
}
