using Tandem.Sync.Orders;

namespace Tandem.Sync.Life;

/// <summary>Takes the change that a till gave back off the cash that it took.</summary>
public static class CashChange
{
    /// <summary>The order's transactions, each sale less its change, where Shopify's own net payment says that the change is part of the sales' amounts.</summary>
    public static IReadOnlyList<ShopTransaction> Kept(ShopOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var given = Happened(order.Transactions, TransactionKind.Change);
        if (given.Count == 0 || order.NetPayment is not { } net) return order.Transactions;
        var left = Sum(order.Transactions, TransactionKind.Sale) + Sum(order.Transactions, TransactionKind.Capture)
            - Sum(order.Refunds.SelectMany(refund => refund.Transactions), TransactionKind.Refund) - net.Presentment.Amount;
        if (left != given.Sum(change => change.Amount.Presentment.Amount)) return order.Transactions;
        var kept = order.Transactions.ToDictionary(transaction => transaction.Id);
        foreach (var change in given)
            if (PayerOf(change, kept.Values) is { } cash) kept[cash.Id] = cash with { Amount = cash.Amount - change.Amount };
        return [.. order.Transactions.Select(transaction => kept[transaction.Id])];
    }

    private static ShopTransaction? PayerOf(ShopTransaction change, IEnumerable<ShopTransaction> transactions)
    {
        var sales = Happened(transactions, TransactionKind.Sale).Where(sale => sale.Amount.Presentment.Amount >= change.Amount.Presentment.Amount).ToList();
        return sales.Find(sale => sale.Id == change.Parent) ?? sales.Find(sale => sale.Gateway == change.Gateway) ?? sales.FirstOrDefault();
    }

    private static List<ShopTransaction> Happened(IEnumerable<ShopTransaction> transactions, TransactionKind kind) =>
        [.. transactions.Where(transaction => transaction.Kind == kind && transaction.Status == TransactionStatus.Success)];

    private static decimal Sum(IEnumerable<ShopTransaction> transactions, TransactionKind kind) => Happened(transactions, kind).Sum(transaction => transaction.Amount.Presentment.Amount);
}
