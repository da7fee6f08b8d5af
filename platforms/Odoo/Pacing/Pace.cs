namespace Tandem.Odoo.Pacing;

/// <summary>How a call went, as far as the pace is concerned. The numbers travel between servers; earlier ones also say 1, which means nothing any more.</summary>
public enum PaceSign
{
    /// <summary>Answered.</summary>
    Well = 0,

    /// <summary>Timed out, found nobody or was turned away.</summary>
    Strained = 2,

    /// <summary>Rolled back because of another transaction: it was worked on for nothing.</summary>
    Collided = 3,
}

/// <summary>How many calls at once one Odoo is given: as many as <see cref="Knee"/> has found best, and for a while half of that after a bad answer.</summary>
/// <param name="Width">Between one and the knee's; its whole part is the number of calls at once.</param>
/// <param name="CalmUntil">One strain has many victims: it counts once until then.</param>
internal sealed record Pace(double Width, DateTimeOffset CalmUntil, Knee Knee)
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    public int Slots => Math.Max(1, (int)(Width + 1e-9));

    /// <summary>No strain holds it back: what calls take now tells what so many at once take.</summary>
    public bool IsWhole => Slots == Knee.Width;

    public static Pace Start(int most) => At(Knee.Start(Math.Max(1, most)));

    /// <summary>Always so many, strain aside.</summary>
    public static Pace Fixed(int width) => At(Knee.Fixed(width));

    /// <param name="taken">What the call took, if it was one of as many as may be at once.</param>
    public Pace After(PaceSign sign, DateTimeOffset now, Taken? taken = null) => sign switch
    {
        PaceSign.Well => Learn(taken, now).Wider(),
        PaceSign.Collided => Learn(taken, now),
        _ when now < CalmUntil => this,
        _ => Follow(Knee.Strained()) with { Width = Math.Max(1, Math.Min(Width, Knee.Width) / 2), CalmUntil = now + Calm },
    };

    private static Pace At(Knee knee) => new(knee.Width, DateTimeOffset.MinValue, knee);

    private Pace Learn(Taken? taken, DateTimeOffset now) => taken is { } said ? Follow(Knee.After(said, now)) : this;

    private Pace Follow(Knee knee) => this with { Knee = knee, Width = IsWhole ? knee.Width : Math.Min(Width, knee.Width) };

    private Pace Wider() => this with { Width = Math.Min(Knee.Width, Width + (0.5 / Width)) };
}
