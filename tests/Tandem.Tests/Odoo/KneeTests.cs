using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Tandem.Odoo.Pacing;
using Xunit;
using Make = FsCheck.Fluent.Gen;

namespace Tandem.Tests.Odoo;

/// <summary>The pace against simulated Odoos of one to six processes, whose answers vary by chance.</summary>
public sealed class KneeTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static Gen<(int Processes, int Most, int Seed, double Noise)> Odoos =>
        from processes in Make.Choose(1, 6)
        from most in Make.Choose(1, 8)
        from seed in Make.Choose(1, 1_000_000)
        from noise in Make.Choose(5, 40)
        select (processes, most, seed, noise / 100.0);

    [Fact]
    public void Whatever_calls_take_it_is_never_below_one_nor_above_its_most()
    {
        var signs = Make.Elements(PaceSign.Well, PaceSign.Well, PaceSign.Well, PaceSign.Strained, PaceSign.Collided, (PaceSign)1);
        var calls = (from sign in signs from took in Make.Choose(0, 3000) from usual in Make.Choose(0, 300) from after in Make.Choose(0, 4000) select (Sign: sign, Took: took / 100.0, Usual: usual / 100.0, After: after)).ListOf(400);

        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(from most in Make.Choose(1, 8) from some in calls select (most, some)), one =>
        {
            var (pace, now) = (Pace.Start(one.most), Noon);
            return one.some.All(call =>
            {
                now = now.AddMilliseconds(call.After);
                pace = pace.After(call.Sign, now, call.Sign is PaceSign.Collided ? Taken.InVain(call.Took) : Taken.Answered(call.Took, call.Usual));
                return pace.Slots >= 1 && pace.Slots <= one.most && pace.Knee.Width >= 1 && pace.Knee.Width <= one.most;
            });
        }));
    }

    [Fact]
    public void It_finds_the_knee_and_stays_there() => ForAll("rate and width of the best", (odoo, at) =>
    {
        odoo.Play(60);
        var (rate, width) = odoo.Play(120);
        var best = Math.Min(at.Processes, at.Most);
        return (rate >= 0.9 * Best(at), width <= best + 0.6, $"{rate / Best(at):0.00} of the best, {width:0.0} of {best}");
    });

    [Fact]
    public void It_follows_an_Odoo_that_gets_fewer_processes_and_more_again() => ForAll("after a change", (odoo, at) =>
    {
        odoo.Play(60);
        odoo.Processes = 1;
        odoo.Play(40);
        var narrow = odoo.Play(60).Width;
        odoo.Processes = at.Processes;
        odoo.Play(60);
        var (rate, _) = odoo.Play(60);
        return (narrow <= 1.6, rate >= 0.85 * Best(at), $"{narrow:0.0} at one process, then {rate / Best(at):0.00} of the best");
    });

    [Fact]
    public void It_is_back_soon_after_Odoo_was_away() => ForAll("after a strain", (odoo, at) =>
    {
        odoo.Play(60);
        for (var second = 0; second < 60; second++) odoo.Pace = odoo.Pace.After(PaceSign.Strained, Noon.AddSeconds(1000 + second));
        var narrow = odoo.Pace.Slots;
        odoo.Play(5);
        var (rate, _) = odoo.Play(30);
        return (narrow == 1, rate >= 0.85 * Best(at), $"{rate / Best(at):0.00} of the best");
    });

    [Fact]
    public void Some_lost_answers_and_a_slow_kind_of_call_do_not_halve_it() => ForAll("with losses and slow calls", (odoo, at) =>
    {
        (odoo.Losses, odoo.SlowOneIn) = (0.005, 0);
        odoo.Play(60);
        var (rate, _) = odoo.Play(120);
        (odoo.Losses, odoo.SlowOneIn) = (0, 4000);
        odoo.Play(100);
        var after = odoo.Play(200);
        odoo.SlowOneIn = 0;
        return (rate >= 0.7 * Best(at), at.Processes == 1 || after.Width >= 0.7 * Math.Min(at.Processes, at.Most), $"{rate / Best(at):0.00} of the best, {after.Width:0.0} at once");
    }, times: 10);

    [Fact]
    public void Calls_that_collide_more_the_more_there_are_go_one_at_a_time() => ForAll("with collisions", (odoo, at) =>
    {
        odoo.Collisions = 0.5;
        odoo.Play(60);
        var (_, width) = odoo.Play(120);
        return (width <= 1.6, true, $"{width:0.0} at once");
    });

    private static double Best((int Processes, int Most, int Seed, double Noise) at) => Math.Min(at.Processes, at.Most) / Math.Exp(at.Noise * at.Noise / 2);

    private void ForAll(string what, Func<SimulatedOdoo, (int Processes, int Most, int Seed, double Noise), (bool First, bool Second, string Said)> holds, int times = 40) =>
        // Chance decides what calls take, and may with luck enough deceive any rule: the same Odoos each time.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_261_129), FSharpOption<int>.None))), Prop.ForAll(Arb.From(Odoos), at =>
        {
            var odoo = new SimulatedOdoo(at.Seed, at.Noise) { Processes = at.Processes, Pace = Pace.Start(at.Most) };
            var (first, second, said) = holds(odoo, at);
            output.WriteLine($"{what}: {at}: {said}");
            return first && second ? true : throw new InvalidOperationException($"{what}: {at}: {said}");
        }));
}
