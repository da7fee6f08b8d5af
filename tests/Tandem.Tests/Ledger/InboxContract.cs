using Dapper;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class InboxOnSqlite(SqliteLedger ledger) : InboxContract(ledger), IClassFixture<SqliteLedger>;

public sealed class InboxOnPostgres(PostgresLedger ledger) : InboxContract(ledger), IClassFixture<PostgresLedger>;

public abstract class InboxContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private int deliveries;

    private IInbox Inbox => Ledger.Get<IInbox>();

    [Fact]
    public async Task The_same_delivery_twice_makes_one_row()
    {
        var signal = Signal(Order(Alpha, 1));

        Assert.Equal(Appended.Stored, await Inbox.Append(signal, null, Stop));
        Assert.Equal(Appended.Duplicate, await Inbox.Append(signal with { Digest = "other" }, null, Stop));

        Assert.Equal(1, Assert.Single(await Inbox.Backlogs(Stop)).Signals);
    }

    [Fact]
    public async Task The_same_content_under_another_delivery_says_nothing_new_even_when_it_is_done()
    {
        await Inbox.Append(Signal(Order(Alpha, 1), digest: "same"), null, Stop);
        Assert.Equal(Appended.Duplicate, await Inbox.Append(Signal(Order(Alpha, 1), digest: "same"), null, Stop));
        await Inbox.Complete(Assert.Single(await Take()), Stop);

        Assert.Equal(Appended.Duplicate, await Inbox.Append(Signal(Order(Alpha, 1), digest: "same"), null, Stop));
        Assert.Equal(Appended.Stored, await Inbox.Append(Signal(Order(Alpha, 2), digest: "same"), null, Stop));
        Assert.Equal(Appended.Stored, await Inbox.Append(Signal(Order(Beta, 1), digest: "same"), null, Stop));
    }

    [Fact]
    public async Task Many_senders_at_once_are_each_answered_truly()
    {
        var twice = Enumerable.Range(0, 300).Select(i => Signal(Order(Alpha, i))).SelectMany(s => new[] { s, s });

        var answers = await Task.WhenAll(twice.Select(s => Inbox.Append(s, new byte[] { 1 }, Stop)));

        Assert.Equal(300, answers.Count(a => a == Appended.Stored));
        Assert.Equal(300, (await Inbox.Backlogs(Stop)).Single().Signals);
    }

    [Fact]
    public async Task What_is_committed_with_many_others_is_kept_as_what_is_committed_alone()
    {
        string[] words = ["", "NULL", "null", "{a,b}", "\"quoted\", \\ and 'so'", "Straße ☕ 東京", "two\nlines"];
        var sources = Enum.GetValues<SignalSource>();
        Signal Of(ShopDomain shop, int i) => new(
            Order(shop, i), sources[i % sources.Length], $"delivery {i} {words[i % words.Length]}", $"digest {i} {words[i % words.Length]}", $"topic {words[i % words.Length]}", i % 3 == 0 ? null : Now.AddMilliseconds(-i));

        Assert.Equal(40, await Inbox.AppendAll([.. Enumerable.Range(0, 40).Select(i => Of(Alpha, i))], Stop));
        for (var i = 0; i < 40; i++) await Inbox.Append(Of(Beta, i), null, Stop);

        Assert.Equal(await Rows(Beta), await Rows(Alpha));
        Assert.Equal(1, await Inbox.AppendAll([Of(Alpha, 7), Of(Alpha, 41), Of(Alpha, 41)], Stop));
    }

    [Fact]
    public async Task Bodies_that_are_committed_together_stay_with_their_signals()
    {
        byte[]? Body(int i) => i % 5 == 0 ? null : i % 5 == 1 ? [] : [.. Enumerable.Range(0, i).Select(at => (byte)(at + i))];

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            // A slice of a larger array, as a buffer hands it over.
            Inbox.Append(Signal(Order(Alpha, i)), Body(i) is { } body ? new ReadOnlyMemory<byte>([9, .. body, 9], 1, body.Length) : (ReadOnlyMemory<byte>?)null, Stop)));

        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        var kept = (await connection.QueryAsync<(string Record, byte[]? Body)>("select record, body from inbox")).ToDictionary(row => int.Parse(row.Record, System.Globalization.CultureInfo.InvariantCulture), row => row.Body);
        for (var i = 0; i < 100; i++) Assert.Equal(Body(i), kept[i]);
    }

    [Fact]
    public async Task Signals_of_one_record_fold_into_one_claim()
    {
        await Inbox.Append(Signal(Order(Alpha, 1), topic: "orders/create"), null, Stop);
        await Inbox.Append(Signal(Order(Alpha, 1), topic: "orders/updated") with { HappenedAt = Now }, null, Stop);

        var claim = Assert.Single(await Take());

        Assert.Equal(Order(Alpha, 1), claim.Record);
        Assert.Equal(2, claim.Signals.Count);
        Assert.Equal(["orders/create", "orders/updated"], claim.Topics);
        Assert.Equal(Now, claim.LastHappenedAt);
        Assert.Equal(1, claim.Attempts);
    }

    [Fact]
    public async Task A_leased_record_is_not_claimed_again_until_its_lease_ends()
    {
        await Inbox.Append(Signal(Order(Alpha, 1)), null, Stop);
        Assert.Single(await Take());
        await Inbox.Append(Signal(Order(Alpha, 1)), null, Stop);
        Assert.Empty(await Take());

        Ledger.Clock.Advance(Minute);

        var again = Assert.Single(await Take("another"));
        Assert.Equal(2, again.Signals.Count);
        Assert.Equal(2, again.Attempts);
    }

    [Fact]
    public async Task What_arrives_during_a_pass_makes_one_more_pass()
    {
        await Inbox.Append(Signal(Order(Alpha, 1)), null, Stop);
        var first = Assert.Single(await Take());
        await Inbox.Append(Signal(Order(Alpha, 1)), null, Stop);

        await Inbox.Complete(first, Stop);

        var second = Assert.Single(await Take());
        Assert.Single(second.Signals);
        Assert.Equal(1, second.Attempts);
        await Inbox.Complete(second, Stop);
        Assert.Empty(await Take());
    }

    [Fact]
    public async Task A_released_claim_can_be_taken_again_after_its_pause()
    {
        await Inbox.Append(Signal(Order(Alpha, 1)), null, Stop);
        await Inbox.Release(Assert.Single(await Take()), TimeSpan.FromSeconds(5), Stop);
        Assert.Empty(await Take());

        Ledger.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(2, Assert.Single(await Take()).Attempts);
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_does_not_end_the_lease_of_the_next()
    {
        await Inbox.Append(Signal(Order(Alpha, 1)), null, Stop);
        var lost = Assert.Single(await Take("slow"));
        Ledger.Clock.Advance(Minute);
        await Inbox.Append(Signal(Order(Alpha, 1)), null, Stop);
        Assert.Single(await Take("quick"));

        await Inbox.Complete(lost, Stop);
        await Inbox.Release(lost, TimeSpan.Zero, Stop);

        Assert.Empty(await Take("third"));
    }

    [Fact]
    public async Task A_noisy_shop_does_not_starve_a_quiet_one()
    {
        await Inbox.AppendAll([.. Enumerable.Range(0, 400).Select(i => Signal(Order(Alpha, i)))], Stop);
        await Inbox.AppendAll([.. Enumerable.Range(0, 3).Select(i => Signal(Order(Beta, i)))], Stop);

        var claims = await Take(records: 8);

        Assert.Equal(8, claims.Count);
        Assert.Equal(3, claims.Count(c => c.Record.Shop == Beta));
    }

    [Fact]
    public async Task Shops_take_turns_when_there_is_room_for_one_only()
    {
        await Inbox.AppendAll([.. Enumerable.Range(0, 10).SelectMany(i => new[] { Signal(Order(Alpha, i)), Signal(Order(Beta, i)) })], Stop);

        var shops = new List<ShopDomain>();
        for (var i = 0; i < 4; i++) shops.Add(Assert.Single(await Take(records: 1)).Record.Shop);

        Assert.Equal(2, shops.Count(s => s == Alpha));
    }

    [Fact]
    public async Task One_shop_has_at_most_so_many_records_under_way()
    {
        await Inbox.AppendAll([.. Enumerable.Range(0, 10).Select(i => Signal(Order(Alpha, i)))], Stop);
        var terms = new ClaimTerms("worker", 3, Minute, PerShop: 4);

        Assert.Equal(3, (await Inbox.Claim(terms, Stop)).Count);
        var fourth = Assert.Single(await Inbox.Claim(terms, Stop));
        Assert.Empty(await Inbox.Claim(terms, Stop));
        await Inbox.Complete(fourth, Stop);

        Assert.Single(await Inbox.Claim(terms, Stop));
    }

    [Fact]
    public async Task Webhooks_and_persons_go_before_sweeps_before_history()
    {
        await Inbox.Append(Signal(Order(Alpha, 1), SignalSource.History), null, Stop);
        await Inbox.Append(Signal(Order(Alpha, 2), SignalSource.Sweep), null, Stop);
        await Inbox.Append(Signal(Order(Beta, 3), SignalSource.History), null, Stop);
        await Inbox.Append(Signal(Order(Alpha, 4), SignalSource.Person), null, Stop);
        await Inbox.Append(Signal(Order(Beta, 5)), null, Stop);

        var claims = await Take();

        Assert.Equal(["4", "5"], claims.Take(2).Select(c => c.Record.Id).Order());
        Assert.Equal("2", claims[2].Record.Id);
        Assert.Equal(["1", "3"], claims.Skip(3).Select(c => c.Record.Id).Order());
    }

    [Fact]
    public async Task Orders_of_an_import_are_taken_apart_from_live_ones_and_count_apart()
    {
        var (live, lot) = (new ClaimTerms("worker", 10, Minute, 2) { Kind = ClaimKind.Live }, new ClaimTerms("worker", 10, Minute, 3) { Kind = ClaimKind.History });
        for (var i = 1; i <= 4; i++) await Inbox.Append(Signal(Order(Alpha, i), SignalSource.History), null, Stop);
        await Inbox.Append(Signal(Order(Beta, 5), SignalSource.History), null, Stop);
        await Inbox.Append(Signal(Order(Alpha, 4)), null, Stop);

        Assert.Equal(["1", "2", "3"], (await Inbox.Claim(lot with { Except = [Beta] }, Stop)).Select(claim => claim.Record.Id).Order());
        // That of which a webhook spoke too is live, whatever else is under way of its shop.
        var both = Assert.Single(await Inbox.Claim(live, Stop));
        Assert.Equal(("4", 2), (both.Record.Id, both.Signals.Count));
        Assert.Equal("5", Assert.Single(await Inbox.Claim(lot, Stop)).Record.Id);
        Assert.Empty(await Inbox.Claim(live, Stop));
    }

    [Fact]
    public async Task Two_processes_that_claim_at_once_never_take_the_same_record()
    {
        await using var other = Ledger.NewProcess();
        await Inbox.AppendAll([.. Enumerable.Range(0, 200).Select(i => Signal(Order(i % 2 == 0 ? Alpha : Beta, i)))], Stop);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Drain(i % 2 == 0 ? Inbox : other.GetRequiredInbox(), $"worker {i}")));

        Assert.Equal(200, taken.Sum(t => t.Count));
        Assert.Equal(200, taken.SelectMany(t => t).Distinct().Count());
    }

    [Fact]
    public async Task An_append_wakes_who_waits_for_work()
    {
        while (await WokeWithin(TimeSpan.FromMilliseconds(1))) { }
        var waiting = Inbox.AwaitWork(Minute, Stop);
        Assert.False(waiting.IsCompleted);

        await Inbox.Append(Signal(Order(Alpha, 1)), null, Stop);

        await waiting.WaitAsync(TimeSpan.FromSeconds(10), Stop);
    }

    [Fact]
    public async Task Backlogs_count_what_waits_for_each_shop_and_since_when()
    {
        var first = Now;
        await Inbox.Append(Signal(Order(Alpha, 1)), null, Stop);
        Ledger.Clock.Advance(Minute);
        await Inbox.Append(Signal(Order(Alpha, 2)), null, Stop);
        await Inbox.Append(Signal(Order(Beta, 1)), null, Stop);

        Assert.Equal([new Backlog(Alpha, 2, first), new Backlog(Beta, 1, Now)], await Inbox.Backlogs(Stop));
    }

    [Fact]
    public async Task Bodies_and_done_signals_are_forgotten_after_their_time_and_waiting_ones_never()
    {
        await Inbox.Append(Signal(Order(Alpha, 1), digest: "old"), "{}"u8.ToArray(), Stop);
        await Inbox.Complete(Assert.Single(await Take()), Stop);
        await Inbox.Append(Signal(Order(Alpha, 2)), "{}"u8.ToArray(), Stop);
        Ledger.Clock.Advance(TimeSpan.FromDays(8));

        Assert.Equal(1, await Inbox.Forget(Forgetting.Of(Now.AddDays(-7)), Forgetting.Of(Now.AddDays(-7)), Stop));

        Assert.Equal(0, await Bodies());
        Assert.Equal("2", Assert.Single(await Take()).Record.Id);
        Assert.Equal(Appended.Stored, await Inbox.Append(Signal(Order(Alpha, 1), digest: "old"), null, Stop));
    }

    [Fact]
    public async Task The_bodies_of_one_record_can_be_erased()
    {
        await Inbox.Append(Signal(Order(Alpha, 1)), "{}"u8.ToArray(), Stop);
        await Inbox.Append(Signal(Order(Alpha, 2)), "{}"u8.ToArray(), Stop);

        await Inbox.EraseBodies(Order(Alpha, 1), Stop);

        Assert.Equal(1, await Bodies());
    }

    [Fact]
    public async Task More_than_may_wait_is_refused_at_once()
    {
        await using var small = Ledger.NewProcess(o => o.BytesMayWait = 10);

        var refused = await Assert.ThrowsAsync<InboxUnavailableException>(
            () => small.GetRequiredInbox().Append(Signal(Order(Alpha, 1)), new byte[11], Stop));

        Assert.Contains("try again", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await Inbox.Backlogs(Stop));
        Assert.Equal(Appended.Stored, await small.GetRequiredInbox().Append(Signal(Order(Alpha, 1)), new byte[10], Stop));
    }

    [Fact]
    public async Task A_claim_of_a_record_with_endless_signals_ends()
    {
        await Inbox.AppendAll([.. Enumerable.Range(0, 700).Select(_ => Signal(Order(Alpha, 1)))], Stop);

        var first = Assert.Single(await Take());
        await Inbox.Complete(first, Stop);
        var second = Assert.Single(await Take());

        Assert.Equal((500, 200), (first.Signals.Count, second.Signals.Count));
    }

    private Task<IReadOnlyList<Claim>> Take(string worker = "worker", int records = 100) => Inbox.Claim(new ClaimTerms(worker, records, Minute), Stop);

    private static async Task<List<RecordKey>> Drain(IInbox inbox, string worker)
    {
        var taken = new List<RecordKey>();
        for (var empty = 0; empty < 3;)
        {
            var claims = await inbox.Claim(new ClaimTerms(worker, 7, Minute), Stop);
            empty = claims.Count == 0 ? empty + 1 : 0;
            taken.AddRange(claims.Select(c => c.Record));
        }

        return taken;
    }

    private async Task<bool> WokeWithin(TimeSpan time)
    {
        var waiting = Inbox.AwaitWork(time, Stop);
        var woke = waiting.IsCompleted;
        await waiting;
        return woke;
    }

    private async Task<List<string>> Rows(ShopDomain shop)
    {
        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        return [.. (await connection.QueryAsync<string>(
            "select kind || '|' || record || '|' || source || '|' || priority || '|' || topic || '|' || delivery || '|' || digest || '|' || coalesce(cast(happened_at as text), 'none') || '|' || received_at || '|' || state from inbox where shop = @shop order by delivery",
            new { shop = shop.Value })).Order(StringComparer.Ordinal)];
    }

    private async Task<long> Bodies()
    {
        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        return await connection.ExecuteScalarAsync<long>("select count(*) from inbox where body is not null");
    }

    private Signal Signal(RecordKey record, SignalSource source = SignalSource.Webhook, string topic = "orders/updated", string? digest = null)
    {
        var delivery = Interlocked.Increment(ref deliveries);
        return new Signal(record, source, $"delivery {delivery}", digest ?? $"digest {delivery}", topic, null);
    }
}
