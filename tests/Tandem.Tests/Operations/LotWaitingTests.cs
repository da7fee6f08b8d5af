using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tandem.Grains.Lots;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Sales;
using Tandem.Sync;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Operations;

/// <summary>Orders of a lot wait for one another where they ask for the same, and never for one that does not come.</summary>
public sealed class LotWaitingTests : IDisposable
{
    private static readonly ShopDomain Alpha = ShopDomain.Parse("alpha.myshopify.com");
    private static readonly RecordKey One = RecordKey.Order(Alpha, new OrderId(1));
    private static readonly RecordKey Two = RecordKey.Order(Alpha, new OrderId(2));
    private static readonly RecordKey Three = RecordKey.Order(Alpha, new OrderId(3));
    private static readonly RecordKey Ada = new(Alpha, RecordKind.Customer, "ada");

    private readonly FakeTimeProvider time = new();
    private readonly List<string> asked = [];
    private readonly LotQueue<int, int> first;
    private readonly LotQueue<int, int> second;
    private readonly Lot lot;
    private OdooException? failure;

    public LotWaitingTests()
    {
        first = new((_, asks) => Answer("first", asks));
        second = new((_, asks) => Answer("second", asks));
        lot = new Lot([One, Two, Three], [first, second], time, NullLogger.Instance);
    }

    public void Dispose() => lot.Dispose();

    [Fact]
    public async Task What_all_ask_for_is_asked_for_once_and_the_earlier_thing_first()
    {
        var later = Ask(second, One, 1);
        var (two, three) = (Ask(first, Two, 2), Ask(first, Three, 3));
        Assert.Equal([20, 30], await Task.WhenAll(two, three));
        Assert.False(later.IsCompleted);

        Assert.Equal([10, 200, 300], await Task.WhenAll(later, Ask(second, Two, 20), Ask(second, Three, 30)));
        Assert.Equal(["first 2 3", "second 1 20 30"], asked);
    }

    [Fact]
    public async Task One_that_ends_or_leaves_is_not_waited_for()
    {
        var (one, two) = (Ask(first, One, 1), Ask(first, Two, 2));
        Assert.Empty(asked);

        lot.Leave(Three);

        Assert.Equal([10, 20], await Task.WhenAll(one, two));
        Assert.Null(await Ask(first, Three, 3));
        lot.Leave(One);
        lot.Leave(Two);
        Assert.True(lot.IsOver);
    }

    [Fact]
    public async Task One_that_does_not_come_in_time_is_left_behind_and_asks_alone_from_then_on()
    {
        var (one, two) = (Ask(first, One, 1), Ask(first, Two, 2));
        time.Advance(Lot.Patience);

        Assert.Equal([10, 20], await Task.WhenAll(one, two));
        Assert.Null(await Ask(first, Three, 3));
        Assert.Equal([100, 200], await Task.WhenAll(Ask(second, One, 10), Ask(second, Two, 20)));
    }

    [Fact]
    public async Task A_customer_is_waited_for_as_long_as_any_order_is_with_it()
    {
        Assert.True(lot.Away(One, Ada));
        Assert.True(lot.Away(Two, Ada));
        var three = Ask(second, Three, 3);
        // The customer asks in the place of its two orders, of which one waits for the other.
        Assert.Equal(70, await Ask(first, Ada, 7));
        lot.Back(One, Ada);
        var one = Ask(second, One, 1);
        Assert.False(three.IsCompleted);
        lot.Back(Two, Ada);
        Assert.False(lot.IsWith(Ada));

        Assert.Equal([30, 10, 20], await Task.WhenAll(three, one, Ask(second, Two, 2)));
        Assert.Equal(["first 7", "second 3 1 2"], asked);
        Assert.Null(await Ask(first, Ada, 7));
    }

    [Fact]
    public async Task What_fails_together_is_asked_for_alone_unless_time_heals_it()
    {
        failure = new OdooException(new OdooFailure.Serialization("sale.order.load"));
        var asks = new[] { One, Two, Three }.Select(order => Ask(first, order, 1)).ToList();
        foreach (var ask in asks) Assert.IsType<OdooFailure.Serialization>((await Assert.ThrowsAsync<OdooException>(() => ask)).Failure);

        failure = null;
        var broken = new LotQueue<int, int>((_, _) => throw new InvalidOperationException("a defect"));
        using var other = new Lot([One, Two], [broken], time, NullLogger.Instance);
        Assert.Equal([null, null], await Task.WhenAll(Ask(broken, One, 1, other), Ask(broken, Two, 2, other)));
    }

    private Task<int?> Ask(LotQueue<int, int> queue, RecordKey order, int what) => Ask(queue, order, what, lot);

    private static async Task<int?> Ask(LotQueue<int, int> queue, RecordKey order, int what, Lot lot) => (await lot.Ask(queue, order, null!, what))?.Value;

    private Task<IReadOnlyList<LotAnswer<int>?>> Answer(string what, IReadOnlyList<int> asks)
    {
        asked.Add($"{what} {string.Join(' ', asks)}");
        return Task.FromResult<IReadOnlyList<LotAnswer<int>?>>([.. asks.Select(ask => new LotAnswer<int>(ask * 10, failure))]);
    }
}
