using Tandem.Sandbox.Odoo;
using ShopFault = Tandem.Sandbox.Shopify.Faults.Fault;

namespace Tandem.Sandbox.Mishaps;

/// <summary>Writes down the calls of a life, and lets one of them go wrong.</summary>
internal sealed class CallWatch : IDisposable
{
    private static readonly string[] Mutations = ["OrderMark", "FulfillmentCreate", "FulfillmentTracking", "FulfillmentOrderMove"];

    private static readonly HashSet<string> Reading =
        ["read", "web_read", "search_read", "search", "search_count", "fields_get", "get_metadata", "has_access", "check_access_rights", "context_get", "name_search", "check_object_reference"];

    private readonly Lock gate = new();
    private readonly List<MishapCall> calls = [];
    private readonly MishapHouse house;
    private readonly bool reads;
    private readonly (MishapCall Call, Mishap Mishap)? planned;
    private readonly Dictionary<string, int> mutations;
    private int persons;
    private bool met;

    public CallWatch(MishapHouse house, bool reads, (MishapCall Call, Mishap Mishap)? planned)
    {
        (this.house, this.reads, this.planned) = (house, reads, planned);
        mutations = Mutations.ToDictionary(name => name, name => house.ShopifyFaults.Count(name));
        house.Odoo.Faults.Add(new Fault(Kind(planned?.Mishap ?? default), Meets, int.MaxValue, MishapHouse.Late));
        if (planned is { Call: { Shopify: true } call, Mishap: var mishap }) house.ShopifyFaults.Next(OfShopify(mishap), operation: call.Name, after: call.Nth - 1);
    }

    /// <summary>The planned call was made, and went wrong.</summary>
    public bool Met => planned is { Call.Shopify: true } plan ? house.ShopifyFaults.Count(plan.Call.Name) - mutations[plan.Call.Name] >= plan.Call.Nth : met;

    /// <summary>The calls made, those to Odoo in sequence and then those to Shopify.</summary>
    public IReadOnlyList<MishapCall> Calls
    {
        get
        {
            lock (gate)
                return [.. calls, .. Mutations.SelectMany(name => Enumerable.Range(1, house.ShopifyFaults.Count(name) - mutations[name]).Select(nth => new MishapCall(name, nth, true)))];
        }
    }

    /// <summary>What is called until this is disposed a person in Odoo does, not Tandem.</summary>
    public IDisposable Person()
    {
        Interlocked.Increment(ref persons);
        return new PersonAtWork(this);
    }

    public void Dispose()
    {
        house.Odoo.Faults.Clear();
        house.ShopifyFaults.Clear();
    }

    private bool Meets(PracticeCall call)
    {
        if (Volatile.Read(ref persons) > 0 || (!reads && Reading.Contains(call.Method))) return false;
        lock (gate)
        {
            // Counted by name: signals that are folded into one pass spare calls, and would move all that follow.
            var made = new MishapCall(call.Name, calls.Count(one => one.Name == call.Name) + 1, false);
            calls.Add(made);
            if (met || planned?.Call != made) return false;
            return met = true;
        }
    }

    private static FaultKind Kind(Mishap mishap) => mishap switch
    {
        Mishap.AnswerLost => FaultKind.LoseAnswer,
        Mishap.AnswerReplaced => FaultKind.BadGatewayAfter,
        Mishap.Refused => FaultKind.SerializationFailure,
        Mishap.TurnedAway => FaultKind.BadGatewayBefore,
        Mishap.Declined => FaultKind.TooManyBefore,
        Mishap.CutOff => FaultKind.LoseRequest,
        Mishap.AnsweredLate => FaultKind.DelayAnswer,
        Mishap.DoneLate => FaultKind.DelayBefore,
        _ => throw new ArgumentOutOfRangeException(nameof(mishap)),
    };

    private static ShopFault OfShopify(Mishap mishap) => mishap switch
    {
        Mishap.AnswerLost => new ShopFault.Dropped(AfterDoing: true),
        Mishap.AnswerReplaced => new ShopFault.InternalError(),
        Mishap.Refused => new ShopFault.Status(429, TimeSpan.FromSeconds(1)),
        Mishap.TurnedAway => new ShopFault.Status(502),
        Mishap.Declined => new ShopFault.Status(503),
        Mishap.CutOff => new ShopFault.Dropped(),
        Mishap.AnsweredLate => new ShopFault.Slow(MishapHouse.Late, AfterDoing: true),
        Mishap.DoneLate => new ShopFault.Slow(MishapHouse.Late),
        _ => throw new ArgumentOutOfRangeException(nameof(mishap)),
    };

    private sealed class PersonAtWork(CallWatch watch) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref watch.persons);
    }
}
