namespace Tandem.Odoo.Pacing;

/// <summary>
/// Finds how many calls at once get most done for what each of them waits. With <c>n</c> at once that each take <c>s</c> times as long as usual, <c>n / s</c> is done
/// in the time of one, and each waits <c>s</c>: the quotient <c>n / s²</c> is greatest at the knee, beyond which calls only wait for each other. Now and then one more or
/// one fewer is tried, for a few dozen calls, and kept where the quotient is greater.
/// </summary>
/// <param name="Held">What a trial that comes to nothing goes back to.</param>
/// <param name="Width">How many at once now: one more or one fewer than held during a trial.</param>
/// <param name="Most">Never more.</param>
/// <param name="Stretch">How many times as long as usual calls took at the width that is held, when last looked at; null before.</param>
/// <param name="Rest">How many looks until the next trial.</param>
/// <param name="Patience">How many there were before the last one.</param>
/// <param name="Fewer">Whether the next trial is of one fewer.</param>
/// <param name="Since">When the present look began.</param>
/// <param name="Look">What has been seen in it.</param>
internal sealed record Knee(int Held, int Width, int Most, double? Stretch, int Rest, int Patience, bool Fewer, DateTimeOffset Since, Taken Look)
{
    /// <summary>Calls that make a look: chance is then some eighth part, and the steps that are told apart are of a quarter and more.</summary>
    private const int Enough = 40;

    private const int MostRest = 16;
    private const double Better = 1.02;

    /// <summary>A change of what calls take, at one width, that is a change of Odoo's: others came or went.</summary>
    private const double Changed = 1.3;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(2);

    public static Knee Start(int most) => new(Math.Min(2, most), Math.Min(2, most), most, null, 0, 1, false, default, default);

    public static Knee Fixed(int width) => Start(1) with { Held = width, Width = width };

    private bool IsFixed => Most == 1;

    /// <param name="taken">What one call took at this width.</param>
    public Knee After(Taken taken, DateTimeOffset now)
    {
        if (IsFixed) return this;
        // Calls too few and far between say nothing: what was seen before is of another hour.
        if (Look.Calls > 0 && now - Since > Stale) return Back();
        var look = this with { Look = Look + taken, Since = Look.Calls == 0 ? now : Since };
        if (look.Look.Calls < Enough || now - look.Since < Least) return look;
        return Width == Held ? Looked(look.Look.Stretch) : Tried(look.Look.Stretch);
    }

    /// <summary>A trial in which Odoo was strained has failed.</summary>
    public Knee Strained() => Width == Held ? this : Failed();

    private static double Quotient(int width, double stretch) => width / (stretch * stretch);

    private Knee Looked(double stretch)
    {
        var (rest, patience, fewer) = (stretch / (Stretch ?? stretch)) switch
        {
            > Changed => (0, 1, true),
            < 1 / Changed => (0, 1, false),
            _ => (Rest, Patience, Fewer),
        };
        var seen = Back() with { Stretch = stretch, Patience = patience, Fewer = fewer };
        return rest > 0 ? seen with { Rest = rest - 1 } : seen with { Rest = 0, Width = Next(fewer) };
    }

    private int Next(bool fewer) => Held == 1 || (!fewer && Held < Most) ? Held + 1 : Held - 1;

    /// <summary>What was better once goes on the same way at once: what was tried is what is held now.</summary>
    private Knee Tried(double stretch)
    {
        if (Stretch is not { } held || Quotient(Width, stretch) <= Quotient(Held, held) * Better) return Failed();
        var next = Width + Width - Held;
        return Back() with { Held = Width, Width = next >= 1 && next <= Most ? next : Width, Stretch = stretch, Fewer = Width < Held, Rest = 0, Patience = 1 };
    }

    private Knee Failed()
    {
        var patience = Math.Min(MostRest, Patience * 2);
        return Back() with { Fewer = Width > Held, Rest = patience, Patience = patience };
    }

    private Knee Back() => this with { Width = Held, Look = default };
}
