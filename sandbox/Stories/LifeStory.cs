using System.Globalization;
using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Pickings;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Sandbox.Stories;

/// <summary><c>story life</c>: one order through payment, edit, partial delivery, tracking, partial refund with restock, and another that is cancelled; both sides and the books are shown after each.</summary>
public sealed class LifeStory
{
    private const string Gateway = "shopify_payments";
    private static readonly string[] Gateways = [Gateway, "manual"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly PracticeHouse house;
    private readonly TextWriter output;
    private readonly CancellationToken stop;
    private bool agree = true;

    private LifeStory(PracticeHouse house, TextWriter output, CancellationToken stop) => (this.house, this.output, this.stop) = (house, output, stop);

    private ShopDomain Domain => ShopDomain.Parse(house.Shop.Domain);

    /// <returns>0 only when what the books hold equals Shopify's after each step.</returns>
    public static async Task<int> Run(PracticeHouseOptions options, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await using var house = await PracticeHouse.Start(options, stop);
        if (!await HouseSetup.ConnectAndApply(house, output, stop)) return 1;
        var decided = await house.App.Services.GetRequiredService<SetupApply>().Apply(
            ShopDomain.Parse(house.Shop.Domain), DecisionsFile.Write(With(await house.Decisions(stop))), "the practice house", stop);
        if (!decided.InForce)
        {
            await output.WriteLineAsync(ReportText.Plain(decided.Report));
            return 1;
        }

        var story = new LifeStory(house, output, stop);
        await story.WholeLife();
        await story.Cancelled();
        await output.WriteLineAsync(story.agree ? "Both sides and the books agree after every step." : "They do not agree: see the steps marked with !.");
        return story.agree ? 0 : 1;
    }

    private static ShopDecisions With(ShopDecisions decisions) => decisions with
    {
        Payments = new PaymentDecision { Invoice = InvoiceWhen.OnPayment, Gateways = [.. Gateways.Select(one => new GatewayDecision(one, null, new OdooReference("Bank", null)))] },
        Refunds = new RefundDecision { Returns = ReturnPolicy.Receive },
        Fulfillments = new FulfillmentDecision { Locations = [new LocationDecision(new LocationId(7001), new OdooReference("WH", null), Ships.Odoo)] },
    };

    private async Task WholeLife()
    {
        var order = house.Shop.Place(DemoOrders.Simple() with { Payments = [] });
        await Show("placed, not paid", order);
        house.Shop.Desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [0] = 3 } });
        await Show("edited: three of the first line", order);
        house.Shop.Desk.Pay(order, gateway: Gateway);
        await Show("paid", order);
        var picking = await Ship(order);
        await Show("one unit left the warehouse", order);
        await (await Book()).Life.WriteTracking(picking, "TRACK-1", stop);
        await Show("its tracking number is known", order);
        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Gateway = Gateway });
        await Show("that unit came back and was refunded", order);
    }

    private async Task Cancelled()
    {
        var order = house.Shop.Place(DemoOrders.Simple() with { Payments = [new PaymentDescription { Gateway = Gateway }] });
        await Show("another order, paid", order);
        house.Shop.Desk.Cancel(order);
        await Show("cancelled and refunded", order);
    }

    /// <summary>A person in the warehouse sends one unit of the first line.</summary>
    private async Task<OdooId<Picking>> Ship(PracticeOrder order)
    {
        var book = await Book();
        var picking = (await Progress(order))!.Pickings.First(one => one is { Kind: PickingKind.Outgoing, State: PickingState.Ready or PickingState.Waiting });
        await book.Life.Validate(picking, new Dictionary<OdooId<Move>, decimal> { [picking.Moves[0].Id] = 1m }, stop);
        await house.App.Services.GetRequiredService<DeliveryPoll>().Run(Domain, stop);
        return picking.Id;
    }

    private async Task<ShopBook> Book() => ((ShopBookOpening.Open)await house.App.Services.GetRequiredService<IShopBooks>().Open(Domain, stop)).Book;

    private async Task<SaleProgress?> Progress(PracticeOrder order)
    {
        var standing = await house.App.Services.GetRequiredService<IStandings>().Find(RecordKey.Order(Domain, new OrderId(order.Number)), stop);
        return standing?.Odoo is { } odoo ? await (await Book()).Life.Read(new OdooId<SaleOrder>(checked((int)odoo.Id)), stop) : null;
    }

    private async Task Show(string what, PracticeOrder order)
    {
        await house.App.Services.GetRequiredService<SyncCommand>().Run(Domain, order.Number.ToString(CultureInfo.InvariantCulture), new SyncWish(false, false), TextWriter.Null, TextWriter.Null, stop);
        var standing = await Settled(order);
        var progress = await Progress(order);
        var books = LifeBooks.Of(progress);
        var shopify = LifeBooks.Of(order);
        var equal = standing?.Standing is Standing.InStep && books.AgreesWith(shopify);
        agree &= equal;
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{(equal ? " " : "!")} {order.Name} {what}");
        await output.WriteLineAsync($"    Shopify  total {Text(shopify.Net)}, tax {Text(shopify.Tax)}, received {Text(shopify.Received)}, {order.Data.Text("displayFulfillmentStatus")}");
        await output.WriteLineAsync($"    Odoo     {progress?.Order.Name} ({progress?.Order.State}): invoiced {Text(books.Invoiced)}, credited {Text(books.Credited)}, paid {Text(books.Paid)}, repaid {Text(books.Repaid)}, residual {Text(books.Residual)}, tax {Text(books.Tax)}, {books.Transfers}");
        await output.WriteLineAsync($"    Tandem   {(standing is null ? "has not looked at it" : StandingText.Of(standing))}");
    }

    private async Task<RecordStanding?> Settled(PracticeOrder order)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        RecordStanding? standing = null;
        while (watch.Elapsed < Patience)
        {
            await house.Shopify.Settled();
            standing = await house.App.Services.GetRequiredService<IStandings>().Find(RecordKey.Order(Domain, new OrderId(order.Number)), stop);
            var waits = (await house.App.Services.GetRequiredService<IInbox>().Backlogs(stop)).Any(backlog => backlog.Signals > 0);
            if (!waits && standing is { Standing: not (Standing.Working or Standing.RetryingAt) }) break;
            await Task.Delay(100, stop);
        }

        return standing;
    }

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
