using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Sync;

/// <summary>When a flow pauses by itself: everything fails for one cause, and nothing gets through.</summary>
public sealed class AutomaticPauseTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Blocker Right = new(BlockerCode.OdooRightMissing, "account.payment|create", "Tandem's user may not create payments.", Role.Technical) { Flow = Flow.Payments };

    [Fact]
    public void So_many_in_a_row_pause_the_flow_with_a_reason_that_names_the_cause()
    {
        var reason = AutomaticPause.Reason(Trouble(Minutes(1, 2, 3)), 3);

        Assert.Contains("3 records in a row", reason, StringComparison.Ordinal);
        Assert.Contains("may not create payments", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_do_not() => Assert.Null(AutomaticPause.Reason(Trouble(Minutes(1, 2)), 3));

    [Fact]
    public void One_that_got_through_in_between_keeps_the_flow_running() =>
        Assert.Null(AutomaticPause.Reason(Trouble(Minutes(1, 2, 3)) with { LastProgress = Noon.AddMinutes(2) }, 3));

    [Fact]
    public void One_that_got_through_before_does_not() =>
        Assert.NotNull(AutomaticPause.Reason(Trouble(Minutes(1, 2, 3, 4)) with { LastProgress = Noon.AddMinutes(1) }, 3));

    [Fact]
    public void A_cause_that_time_may_heal_never_pauses_a_flow() =>
        Assert.Null(AutomaticPause.Reason(Trouble(Minutes(1, 2, 3)) with { Cause = Right with { HealsWithTime = true } }, 3));

    [Fact]
    public void Zero_never_pauses() => Assert.Null(AutomaticPause.Reason(Trouble(Minutes(1, 2, 3)), 0));

    [Fact]
    public void Who_resumes_a_flow_gives_it_all_its_tries_again()
    {
        var resumed = Trouble(Minutes(1, 2, 3, 10, 11)) with { LastResumed = Noon.AddMinutes(5) };

        Assert.Null(AutomaticPause.Reason(resumed, 3));
        Assert.NotNull(AutomaticPause.Reason(resumed with { BlockedSince = [.. resumed.BlockedSince, Noon.AddMinutes(12)] }, 3));
    }

    private static FlowTrouble Trouble(IReadOnlyList<DateTimeOffset> blocked) => new(Flow.Payments, Right, blocked, null, null);

    private static IReadOnlyList<DateTimeOffset> Minutes(params int[] minutes) => [.. minutes.Select(minute => Noon.AddMinutes(minute))];
}
