namespace Tandem.Sandbox.Odoo;

/// <summary>How long a real Odoo takes for its calls, and how many it works on at once.</summary>
/// <param name="AtOnce">Calls beyond these wait for one of them to end.</param>
/// <param name="Other">Any call that is not named.</param>
/// <param name="Named">By <c>model.method</c>.</param>
public sealed record MeasuredPace(int AtOnce, TimeSpan Other, IReadOnlyDictionary<string, TimeSpan> Named)
{
    /// <summary>
    /// Medians of servers with two processes and their PostgreSQL on two cores, which two clients saturate: orders of three lines, without tracking,
    /// one client at a time; any other call as the reading of one record.
    /// </summary>
    /// <param name="version">18 or 19.</param>
    public static MeasuredPace Of(int version) => version >= 19 ? Taking(7.6, 58, 106) : Taking(5.3, 73, 145);

    public TimeSpan Takes(PracticeCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Named.GetValueOrDefault(call.Name, Other);
    }

    private static MeasuredPace Taking(double other, double load, double confirm) => new(2, TimeSpan.FromMilliseconds(other), new Dictionary<string, TimeSpan>
    {
        ["sale.order.load"] = TimeSpan.FromMilliseconds(load),
        ["sale.order.action_confirm"] = TimeSpan.FromMilliseconds(confirm),
    });
}
