namespace Tandem.Sandbox.Shopify.Limits;

/// <summary>The leaky bucket of one app in one shop: points that a query takes and that come back with time.</summary>
public sealed class Bucket(double maximum, double rate, TimeProvider clock)
{
    private readonly Lock gate = new();
    private double available = maximum;
    private long since = clock.GetTimestamp();

    /// <summary>Points it holds when full.</summary>
    public double Maximum { get; } = maximum;

    /// <summary>Points that come back each second.</summary>
    public double Rate { get; } = rate;

    /// <summary>Whole points it holds now.</summary>
    public long Available
    {
        get
        {
            lock (gate)
            {
                Restore();
                return (long)available;
            }
        }
    }

    public bool TryTake(double points)
    {
        lock (gate)
        {
            Restore();
            if (points > available) return false;
            available -= points;
            return true;
        }
    }

    public void GiveBack(double points)
    {
        lock (gate) available = Math.Min(Maximum, available + points);
    }

    /// <summary>Empties it, so that the next query is throttled.</summary>
    public void Drain()
    {
        lock (gate)
        {
            Restore();
            available = 0;
        }
    }

    private void Restore()
    {
        var now = clock.GetTimestamp();
        available = Math.Min(Maximum, available + (clock.GetElapsedTime(since, now).TotalSeconds * Rate));
        since = now;
    }
}
