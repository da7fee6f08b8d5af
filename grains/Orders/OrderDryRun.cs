using Tandem.Grains.Failures;
using Tandem.Grains.Shops;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;

namespace Tandem.Grains.Orders;

/// <summary>The loop stopped after the plan: reads both sides and says what would be written; writes nothing.</summary>
public sealed class OrderDryRun(IShopBooks books, IShopOrders shop)
{
    public async Task<DryRunResult> Run(ShopDomain domain, OrderId id, CancellationToken stop)
    {
        try
        {
            var opening = await books.Open(domain, stop);
            if (opening is ShopBookOpening.Closed closed) return new DryRunResult.Failed(closed.Verdict.Sentence);
            var book = ((ShopBookOpening.Open)opening).Book;
            var order = await shop.Read(domain, id, stop);
            var products = await book.Orders.Products(order, new Dictionary<LineId, BookedProduct>(), stop);
            return new DryRunResult.Planned(order, OrderPlanning.Plan(order, book.Rules, products), book.Rules);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new DryRunResult.Failed(Verdicts.Of(failure, $"Order {id}").Sentence);
        }
    }
}

/// <summary>What a dry run found.</summary>
public abstract record DryRunResult
{
    private DryRunResult() { }

    public sealed record Planned(ShopOrder Order, OrderPlan Plan, OrderRules Rules) : DryRunResult;

    public sealed record Failed(string Sentence) : DryRunResult;
}
