namespace Tandem.Odoo.Pacing;

/// <summary>What calls took against what such calls usually take.</summary>
/// <param name="Calls">How many.</param>
/// <param name="Weight">A long call says more than a short one, but not by as much as it is longer.</param>
/// <param name="Logarithms">Of took to usual, each by its weight: one that took ten times as long tips no scale.</param>
/// <param name="Seconds">In which something was done.</param>
/// <param name="Lost">Seconds in which nothing came of it.</param>
internal readonly record struct Taken(int Calls, double Weight, double Logarithms, double Seconds, double Lost)
{
    private const double Shortest = 1e-4;

    /// <summary>How many times as long as usual.</summary>
    public double Stretch => (Weight > 0 ? Math.Exp(Logarithms / Weight) : 1) * (1 + (Lost / Math.Max(Seconds, Shortest)));

    public static Taken Answered(double seconds, double usual)
    {
        var (took, before) = (Math.Max(seconds, Shortest), Math.Max(usual, Shortest));
        var weight = Math.Sqrt(before);
        return new Taken(1, weight, weight * Math.Log(took / before), took, 0);
    }

    /// <summary>It took its time, and nothing came of it.</summary>
    public static Taken InVain(double seconds) => new(1, 0, 0, 0, seconds);

    public static Taken operator +(Taken one, Taken other) =>
        new(one.Calls + other.Calls, one.Weight + other.Weight, one.Logarithms + other.Logarithms, one.Seconds + other.Seconds, one.Lost + other.Lost);
}

/// <summary>What each kind of call usually takes at one Odoo, whose kinds differ by a factor of a thousand.</summary>
internal sealed class UsualTimes
{
    private const double Slowly = 0.01;
    private const double Far = 10;
    private const int Enough = 3;
    private readonly Dictionary<string, (int Calls, double Seconds)> usual = [];

    /// <summary>What it usually took before, and learns; null while too few of its kind are known.</summary>
    public double? Meet(string kind, double seconds)
    {
        var (calls, before) = usual.GetValueOrDefault(kind);
        var counted = calls == 0 ? seconds : Math.Min(seconds, before * Far);
        usual[kind] = (calls + 1, before + (Math.Max(Slowly, 1.0 / (calls + 1)) * (counted - before)));
        return calls < Enough ? null : before;
    }
}
