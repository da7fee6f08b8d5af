using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>Reads movements of money and when they are due (Shopify OrderTransaction, PaymentTerms).</summary>
internal static class TransactionParsing
{
    /// <summary>As many as <c>Order.graphql</c> asks for.</summary>
    public const int Asked = 20;

    public static IReadOnlyList<ShopTransaction> List(ShopifyField transactions, MoneyParsing money) =>
        [.. transactions.Each().Select(transaction => Transaction(transaction, money)).OrderBy(transaction => transaction.ProcessedAt)];

    public static ShopPaymentTerms? Terms(ShopifyField? terms)
    {
        if (terms is not { } stated) return null;
        var open = stated.Get("paymentSchedules").Get("nodes").Each().Where(schedule => schedule.GetOrNull("completedAt") is null).ToList();
        return new ShopPaymentTerms(
            stated.Get("paymentTermsName").Text,
            stated.GetOrNull("dueInDays")?.Whole,
            open.Select(schedule => schedule.GetOrNull("dueAt")?.Time).Where(due => due is not null).Min());
    }

    private static ShopTransaction Transaction(ShopifyField transaction, MoneyParsing money) => new()
    {
        Id = new TransactionId(transaction.Get("id").Number("OrderTransaction")),
        Kind = Kind(transaction.Get("kind").Text),
        Status = Status(transaction.Get("status").Text),
        Gateway = transaction.GetOrNull("gateway")?.Text ?? "",
        GatewayTitle = transaction.GetIfThere("formattedGateway")?.Text,
        Manual = transaction.Get("manualPaymentGateway").Flag,
        Amount = money.Bag(transaction.Get("amountSet")),
        Rounding = money.BagOrNull(transaction.GetIfThere("amountRoundingSet")),
        ProcessedAt = (transaction.GetOrNull("processedAt") ?? transaction.Get("createdAt")).Time,
        Parent = transaction.GetOrNull("parentTransaction") is { } parent ? new TransactionId(parent.Get("id").Number("OrderTransaction")) : null,
        Test = transaction.Get("test").Flag,
    };

    private static TransactionKind Kind(string stated) => stated switch
    {
        "SALE" => TransactionKind.Sale,
        "CAPTURE" => TransactionKind.Capture,
        "AUTHORIZATION" or "EMV_AUTHORIZATION" => TransactionKind.Authorization,
        "VOID" => TransactionKind.Void,
        "REFUND" => TransactionKind.Refund,
        "CHANGE" => TransactionKind.Change,
        _ => TransactionKind.Other,
    };

    /// <summary>What Shopify itself does not know yet has neither happened nor failed.</summary>
    private static TransactionStatus Status(string stated) => stated switch
    {
        "SUCCESS" => TransactionStatus.Success,
        "FAILURE" or "ERROR" => TransactionStatus.Failed,
        _ => TransactionStatus.Pending,
    };
}
