using System.Globalization;

namespace Tandem.Load;

/// <summary>The stages of an order's life, in their sequence.</summary>
internal enum LifeStage
{
    Confirm,
    Invoice,
    Post,
    Pay,
    Deliver,
    Credit,
    PostCredit,
    Repay,
    Return,

    /// <summary>The units that came back leave the order, which would otherwise offer them to be invoiced again.</summary>
    Reduce,
}

/// <summary>What each stage took, life by life.</summary>
internal sealed class LifeTimes
{
    private readonly Dictionary<LifeStage, List<double>> taken = Enum.GetValues<LifeStage>().ToDictionary(stage => stage, _ => new List<double>());

    public void Add(LifeStage stage, TimeSpan time) => taken[stage].Add(time.TotalMilliseconds);

    /// <summary>The middle one: what else the machine does shall not decide.</summary>
    public double Median(LifeStage stage) => taken[stage] is { Count: > 0 } times ? times.Order().ElementAt(times.Count / 2) : 0;

    public double Whole => Enum.GetValues<LifeStage>().Sum(Median);

    public void Clear()
    {
        foreach (var times in taken.Values) times.Clear();
    }

    public static string Row(LifeStage stage, LifeTimes figure, LifeTimes floor) => string.Create(
        CultureInfo.InvariantCulture, $"{stage,-10} {figure.Median(stage),8:0} ms, bare calls {floor.Median(stage),8:0} ms, ratio {floor.Median(stage) / figure.Median(stage):0.00}");
}
