namespace Tandem.Sandbox.Odoo;

/// <summary>What goes wrong with a call.</summary>
public enum FaultKind
{
    /// <summary>The connection closes before anything is done.</summary>
    LoseRequest,

    /// <summary>The work is committed and the connection closes without an answer.</summary>
    LoseAnswer,

    /// <summary>The work waits, then goes on as usual.</summary>
    DelayBefore,

    /// <summary>The work is committed and the answer waits.</summary>
    DelayAnswer,

    /// <summary>A proxy answers 502 and the work is never done.</summary>
    BadGatewayBefore,

    /// <summary>A proxy answers 429 and the work is never done.</summary>
    TooManyBefore,

    /// <summary>The work is committed and a proxy answers 502.</summary>
    BadGatewayAfter,

    /// <summary>A page answers with 200 where JSON is expected; the work is never done.</summary>
    Html,

    /// <summary>An addition to Odoo refuses in words of its own; nothing is done.</summary>
    Refusal,

    /// <summary>PostgreSQL gives up on a conflict; <c>load</c> reports it as a message.</summary>
    SerializationFailure,
}

/// <summary>A fault waiting for its call.</summary>
/// <param name="When">Which calls it meets.</param>
/// <param name="Times">How many calls it meets before it is gone.</param>
/// <param name="Delay">For the delaying kinds.</param>
public sealed record Fault(FaultKind Kind, Func<PracticeCall, bool> When, int Times = 1, TimeSpan Delay = default);

/// <summary>Things that go wrong on demand.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<(Fault Fault, int Left)> waiting = [];

    /// <summary>Every connection is dropped without an answer, as if nothing listened.</summary>
    public bool Down { get; set; }

    /// <summary>Every request is answered with 503, as a proxy does while Odoo restarts.</summary>
    public bool Unavailable { get; set; }

    public void Add(Fault fault)
    {
        lock (gate) waiting.Add((fault, fault.Times));
    }

    /// <summary>Meets the next calls of <c>model.method</c>.</summary>
    public void Add(FaultKind kind, string name, int times = 1, TimeSpan delay = default) => Add(new Fault(kind, call => call.Name == name, times, delay));

    public void Clear()
    {
        lock (gate) waiting.Clear();
        (Down, Unavailable) = (false, false);
    }

    internal Fault? Meet(PracticeCall call)
    {
        lock (gate)
        {
            var at = waiting.FindIndex(item => item.Fault.When(call));
            if (at < 0) return null;
            var (fault, left) = waiting[at];
            if (left <= 1) waiting.RemoveAt(at);
            else waiting[at] = (fault, left - 1);
            return fault;
        }
    }
}
