using Microsoft.Extensions.Time.Testing;
using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Pacing;
using Xunit;

namespace Tandem.Tests.Odoo;

public sealed class PacingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Noon);

    [Fact]
    public void A_strain_halves_the_pace_once_however_many_calls_it_hits_and_good_answers_bring_it_back()
    {
        var pace = Pace.Fixed(8);

        var after = pace.After(PaceSign.Strained, Noon).After(PaceSign.Strained, Noon.AddSeconds(1));

        Assert.Equal(4, after.Slots);
        Assert.Equal(2, after.After(PaceSign.Strained, Noon.AddSeconds(6)).Slots);
        for (var answer = 0; answer < 60; answer++) after = after.After(PaceSign.Well, Noon);
        Assert.Equal(8, after.Slots);
    }

    [Fact]
    public void One_call_at_a_time_always_remains()
    {
        var pace = Pace.Start(1);
        for (var strain = 0; strain < 10; strain++) pace = pace.After(PaceSign.Strained, Noon.AddMinutes(strain));

        Assert.Equal(1, pace.Slots);
    }

    [Fact]
    public void Calls_are_compared_with_others_of_the_same_method_and_of_about_as_many_records()
    {
        var one = new OdooCall("sale.order", "load") { Arguments = [new("fields", new string[2]), new("data", new int[3][])] };

        Assert.Equal(one.Kind, (one with { Arguments = [new("data", new int[2][])] }).Kind);
        Assert.NotEqual(one.Kind, (one with { Arguments = [new("data", new int[150][])] }).Kind);
        Assert.NotEqual(one.Kind, (one with { Method = "create" }).Kind);
    }

    [Fact]
    public void What_a_kind_of_call_usually_takes_is_known_after_some_and_one_that_takes_for_ever_hardly_changes_it()
    {
        var usual = new UsualTimes();
        for (var call = 0; call < 3; call++) Assert.Null(usual.Meet("sale.order.load", 0.25));

        Assert.Equal(0.25, usual.Meet("sale.order.load", 100)!.Value, 6);
        Assert.InRange(usual.Meet("sale.order.load", 0.25)!.Value, 0.25, 1);
        Assert.Null(usual.Meet("product.product.load", 40));
    }

    [Fact]
    public async Task Who_waits_goes_by_priority_then_by_arrival()
    {
        var gate = Gate(1);
        var first = new TaskCompletionSource();
        var order = new List<string>();
        var inside = Pass(gate, CallPriority.Orders, () => first.Task);
        var history = Pass(gate, CallPriority.History, () => Note(order, "history"));
        var stock = Pass(gate, CallPriority.Stock, () => Note(order, "stock"));
        var orderOne = Pass(gate, CallPriority.Orders, () => Note(order, "order 1"));
        var orderTwo = Pass(gate, CallPriority.Orders, () => Note(order, "order 2"));

        first.SetResult();
        await Task.WhenAll(inside, history, stock, orderOne, orderTwo);

        Assert.Equal(["order 1", "order 2", "stock", "history"], order);
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn()
    {
        var gate = Gate(1);
        var first = new TaskCompletionSource();
        var inside = Pass(gate, CallPriority.Orders, () => first.Task);
        using var impatient = new CancellationTokenSource();
        var given = gate.Pass(new OdooCall("x", "y"), () => Task.FromResult(1), _ => null, impatient.Token);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        first.SetResult();
        await inside;

        await Pass(gate, CallPriority.History, () => Task.CompletedTask);
    }

    [Fact]
    public async Task Who_reserves_the_same_goods_goes_one_after_the_other_and_others_go_meanwhile()
    {
        var gate = Gate(2);
        var mugs = new TaskCompletionSource();
        var order = new List<string>();
        var first = Pass(gate, Reserving(1), () => mugs.Task);
        var both = Pass(gate, Reserving(1, 2), () => Note(order, "mug and plate"));
        var plate = Pass(gate, Reserving(2), () => Note(order, "plate"));
        await Pass(gate, Reserving(3), () => Note(order, "spoon"));
        await Pass(gate, Reserving(), () => Note(order, "look"));
        Assert.Equal(["spoon", "look"], order);

        mugs.SetResult();
        await Task.WhenAll(first, both, plate);

        Assert.Equal(["spoon", "look", "mug and plate", "plate"], order);
    }

    [Fact]
    public async Task Who_reserves_goods_goes_before_others_of_its_priority_so_that_their_queue_never_stands_still()
    {
        var gate = Gate(1);
        var first = new TaskCompletionSource();
        var order = new List<string>();
        var inside = Pass(gate, Reserving(), () => first.Task);
        var look = Pass(gate, Reserving(), () => Note(order, "look"));
        var mug = Pass(gate, Reserving(1), () => Note(order, "mug"));
        var person = Pass(gate, CallPriority.Person, () => Note(order, "person"));

        first.SetResult();
        await Task.WhenAll(inside, look, mug, person);

        Assert.Equal(["person", "mug", "look"], order);
    }

    [Fact]
    public async Task A_strained_Odoo_gets_fewer_calls()
    {
        var turns = Turns(2);
        var gate = new OdooGate(turns, "odoo", time);

        await Assert.ThrowsAsync<TimeoutException>(() => gate.Pass<int>(new OdooCall("x", "y"), () => throw new TimeoutException(), _ => PaceSign.Strained, TestContext.Current.CancellationToken));

        Assert.Equal(1, turns.Slots("odoo"));
    }

    [Fact]
    public void A_rollback_is_sent_again_and_a_lost_answer_only_where_twice_is_once()
    {
        var options = new OdooOptions();
        var lost = new OdooFailure.UnknownOutcome("x.y", "HTTP 502");

        Assert.NotNull(Repetition.Wait(new OdooFailure.Serialization("x.y"), repeatable: false, 1, TimeSpan.Zero, options));
        Assert.NotNull(Repetition.Wait(lost, repeatable: true, 1, TimeSpan.Zero, options));
        Assert.Null(Repetition.Wait(lost, repeatable: false, 1, TimeSpan.Zero, options));
        Assert.Null(Repetition.Wait(new OdooFailure.Rejected("x.y", "no"), repeatable: true, 1, TimeSpan.Zero, options));
    }

    [Fact]
    public void Sending_again_ends_with_its_count_and_its_budget()
    {
        var options = new OdooOptions();
        var lost = new OdooFailure.UnknownOutcome("x.y", "HTTP 502");

        Assert.NotNull(Repetition.Wait(lost, repeatable: true, 1, TimeSpan.Zero, options, watched: true));
        Assert.Null(Repetition.Wait(lost, repeatable: true, 2, TimeSpan.Zero, options, watched: true));
        Assert.Null(Repetition.Wait(lost, repeatable: true, options.MaxRepeats + 1, TimeSpan.Zero, options));
        Assert.Null(Repetition.Wait(lost, repeatable: true, 1, options.RepeatBudget, options));
    }

    private OdooGate Gate(int most) => new(Turns(most), "odoo", time);

    private OwnTurns Turns(int most) => new(Microsoft.Extensions.Options.Options.Create(new OdooOptions { MaxConcurrentCalls = most }), time);

    private static Task<int> Pass(OdooGate gate, CallPriority priority, Func<Task> inside) => Pass(gate, new OdooCall("x", "y") { Priority = priority }, inside);

    private static Task<int> Pass(OdooGate gate, OdooCall call, Func<Task> inside) => gate.Pass(call, async () =>
    {
        await inside();
        return 0;
    }, _ => null, TestContext.Current.CancellationToken);

    private static OdooCall Reserving(params int[] goods) => new("x", "y") { Reserves = goods.ToHashSet() };

    private static Task Note(List<string> order, string name)
    {
        order.Add(name);
        return Task.CompletedTask;
    }
}
