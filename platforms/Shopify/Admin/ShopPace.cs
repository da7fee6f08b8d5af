namespace Tandem.Shopify.Admin;

/// <summary>One shop's budget as whoever keeps it knows it: what the last answer said, what came back since, what is under way.</summary>
public sealed class ShopPace(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, double> costs = [];
    private double available;
    private double maximum;
    private double rate;
    private double underWay;
    private long asOf;
    private long heldUntil;
    private bool known;

    /// <summary>Takes a document's cost out of the budget.</summary>
    /// <returns>How long to wait before sending; nothing while the budget or the document's cost is unknown.</returns>
    public Reservation Reserve(string document)
    {
        lock (gate)
        {
            var cost = costs.GetValueOrDefault(document);
            var wait = Held_NeedsLock();
            if (known)
            {
                Restore_NeedsLock();
                var lacking = Math.Min(cost, maximum) - available;
                if (lacking > 0 && rate > 0) wait = Longer(wait, TimeSpan.FromSeconds(lacking / rate));
                available -= cost;
            }

            underWay += cost;
            return new Reservation(document, cost, wait);
        }
    }

    /// <summary>Ends a reservation with what the answer said; without an answer the budget stays as assumed.</summary>
    public void Settle(Reservation reservation, QueryCost? said)
    {
        lock (gate)
        {
            underWay = Math.Max(0, underWay - reservation.Cost);
            if (said is null) return;
            costs[reservation.Document] = said.Requested;
            (maximum, rate, known) = (said.Maximum, said.RestoreRate, true);
            // What is under way may not be in Shopify's figure yet.
            available = said.Available - underWay;
            asOf = time.GetTimestamp();
        }
    }

    /// <summary>Nothing is sent to this shop for a while: it said <c>Retry-After</c>.</summary>
    public void Hold(TimeSpan duration)
    {
        lock (gate) heldUntil = Math.Max(heldUntil, time.GetTimestamp() + (long)(duration.TotalSeconds * time.TimestampFrequency));
    }

    /// <summary>Points that are left now; null before any answer has said.</summary>
    public double? Left
    {
        get
        {
            lock (gate)
            {
                if (known) Restore_NeedsLock();
                return known ? available : null;
            }
        }
    }

    private TimeSpan Held_NeedsLock()
    {
        var now = time.GetTimestamp();
        return heldUntil > now ? time.GetElapsedTime(now, heldUntil) : TimeSpan.Zero;
    }

    private void Restore_NeedsLock()
    {
        var now = time.GetTimestamp();
        available = Math.Min(maximum, available + (time.GetElapsedTime(asOf, now).TotalSeconds * rate));
        asOf = now;
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}

/// <summary>Points of a shop's budget set aside for one call.</summary>
public readonly record struct Reservation(string Document, double Cost, TimeSpan Wait);
