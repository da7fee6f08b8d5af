using Tandem.Grains.Dispatch;
using Tandem.Odoo.Records;
using Xunit;

namespace Tandem.Tests.Stock;

/// <summary>Rows that say nothing but when they were written, as products do; Odoo tells that in whole seconds.</summary>
public sealed class SightingWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<int, DateTimeOffset> rows = [];
    private readonly SightingWindow<object, Row> window;
    private int reads;

    public SightingWindowTests() => window = new(
        (_, from, _) => Task.FromResult(new WrittenGlimpse(Since(from).Count, Since(from).Select(row => row.WrittenAt).Distinct().Count(), Since(from).Max(row => (DateTimeOffset?)row.WrittenAt), 0m, 0m)),
        (_, from, _) =>
        {
            reads++;
            return Task.FromResult<IReadOnlyList<Row>>(Since(from));
        }, blind: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_written_in_Odoo_s_newest_second_is_told_until_that_is_over_and_then_nothing_is_read()
    {
        rows[1] = Noon;
        Assert.Equal([1], await Look(0));
        // Where it may not take a second call, it owes it.
        Assert.True((await window.Look(new object(), Noon, Noon.AddSeconds(1), Stop, twice: false)).Owes);
        Assert.Equal([1], await Look(1));
        Assert.Equal([1], await Look(4));
        var before = reads;
        Assert.Empty(await Look(34));
        Assert.Equal(before, reads);

        rows[2] = Noon.AddSeconds(40);
        Assert.Equal([2], await Look(45));
    }

    [Fact]
    public async Task What_a_long_transaction_moved_within_the_window_is_found_within_five_minutes_though_no_glance_tells_it()
    {
        (rows[1], rows[2]) = (Noon.AddMinutes(-12), Noon);
        await Look(0);
        await Look(30);
        rows[1] = Noon.AddMinutes(-10);
        Assert.Empty(await Look(60));
        Assert.Equal([1], await Look(301));
    }

    private async Task<IEnumerable<int>> Look(int seconds)
    {
        var news = await window.Look(new object(), Noon, Noon.AddSeconds(seconds), Stop);
        news.Keep();
        return news.Rows.Select(row => row.Id);
    }

    private List<Row> Since(DateTimeOffset from) => [.. rows.Where(row => row.Value >= from).Select(row => new Row(row.Key, row.Value))];

    private sealed record Row(int Id, DateTimeOffset WrittenAt) : IWrittenRow;
}
