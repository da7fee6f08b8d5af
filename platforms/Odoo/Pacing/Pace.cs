namespace Tandem.Odoo.Pacing;

/// <summary>How a call went, as far as the pace is concerned.</summary>
public enum PaceSign
{
    /// <summary>Answered about as fast as usual.</summary>
    Well,

    /// <summary>Answered, but much slower than the same call usually is.</summary>
    Slow,

    /// <summary>Collided, timed out or was turned away.</summary>
    Strained,
}

/// <summary>How many calls at once one Odoo bears: a little more after each good answer, half after a bad one.</summary>
/// <param name="Width">Between one and <paramref name="Most"/>; its whole part is the number of calls at once.</param>
/// <param name="CalmUntil">One strain has many victims: it counts once until then.</param>
internal sealed record Pace(double Width, int Most, DateTimeOffset CalmUntil)
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    public int Slots => Math.Max(1, (int)(Width + 1e-9));

    public static Pace Start(int most) => new(Math.Min(2, Math.Max(1, most)), Math.Max(1, most), DateTimeOffset.MinValue);

    public Pace After(PaceSign sign, DateTimeOffset now) => sign switch
    {
        PaceSign.Well => this with { Width = Math.Min(Most, Width + (0.5 / Width)) },
        _ when now < CalmUntil => this,
        PaceSign.Slow => this with { Width = Math.Max(1, Width * 0.75), CalmUntil = now + Calm },
        _ => this with { Width = Math.Max(1, Width / 2), CalmUntil = now + Calm },
    };
}

/// <summary>What each kind of call usually takes at one Odoo; slow means far from its own usual, not from others'.</summary>
internal sealed class UsualTimes
{
    private const double SlowFactor = 6;
    private static readonly TimeSpan NeverSlow = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, double> usual = [];

    /// <summary>Judges a call and learns from it; quick ones teach at once, slow ones little by little.</summary>
    public PaceSign Judge(string call, TimeSpan took)
    {
        var seconds = took.TotalSeconds;
        var known = usual.TryGetValue(call, out var before);
        usual[call] = !known || seconds < before ? seconds : before + (0.05 * (seconds - before));
        return known && took > NeverSlow && seconds > before * SlowFactor ? PaceSign.Slow : PaceSign.Well;
    }
}
