using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order's transactions and payment terms.</summary>
internal static class PaymentObjects
{
    private const int First = 8000;

    /// <summary>Payments first, then the money of each refund.</summary>
    public static ShopifyObject[] Transactions(OrderMaking making)
    {
        var payments = making.Order.Payments.Select((_, i) => Payment(i, making)).ToArray();
        var refunds = making.Order.Refunds.Select((_, i) => Refund(i, making, payments.FirstOrDefault(p => p.Text("kind") is "SALE" or "CAPTURE"))).OfType<ShopifyObject>();
        return [.. payments, .. refunds];
    }

    public static ShopifyObject? Refund(int index, OrderMaking making, ShopifyObject? parent)
    {
        var refund = making.Order.Refunds[index];
        var amount = making.Ledger.Refunds[index];
        if (amount.Presentment == 0m) return null;
        return Transaction(making, First + 500 + index, "REFUND", "SUCCESS", refund.Gateway, amount, refund.CreatedAt ?? making.Stamp.UpdatedAt, parent);
    }

    private static ShopifyObject Payment(int index, OrderMaking making)
    {
        var payment = making.Order.Payments[index];
        var parent = payment.Parent is { } p ? Payment(p, making) : null;
        var made = Transaction(making, First + index, payment.Kind, payment.Status, payment.Gateway, making.Ledger.Payments[index], payment.ProcessedAt ?? making.Stamp.CreatedAt, parent);
        made["manualPaymentGateway"] = payment.Manual;
        return made;
    }

    private static ShopifyObject Transaction(OrderMaking making, int part, string kind, string status, string gateway, Bag amount, DateTimeOffset at, ShopifyObject? parent) => new("OrderTransaction")
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
