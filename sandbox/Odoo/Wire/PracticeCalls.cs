using System.Collections.Concurrent;

namespace Tandem.Sandbox.Odoo;

/// <summary>One call that reached a model.</summary>
/// <param name="Arguments">Positional arguments, or the ids of a JSON-2 call.</param>
/// <param name="Named">Keyword arguments without the context.</param>
public sealed record PracticeCall(
    string Model, string Method, int User, IReadOnlyList<object?> Arguments, IReadOnlyDictionary<string, object?> Named,
    IReadOnlyDictionary<string, object?> Context)
{
    /// <summary>For instance <c>sale.order.load</c>.</summary>
    public string Name => $"{Model}.{Method}";
}

/// <summary>The journal of calls: counts of all, and the latest ones whole.</summary>
public sealed class PracticeCalls
{
    private const int Kept = 10_000;

    private readonly ConcurrentQueue<PracticeCall> latest = new();
    private readonly ConcurrentDictionary<string, int> counts = new();

    /// <summary>The latest calls, oldest first.</summary>
    public IReadOnlyList<PracticeCall> Latest => [.. latest];

    /// <summary>All calls since the start or the last <see cref="Clear"/>.</summary>
    public int Total => counts.Values.Sum();

    /// <summary>How often <c>model.method</c> was called.</summary>
    public int Count(string name) => counts.GetValueOrDefault(name);

    public void Clear()
    {
        latest.Clear();
        counts.Clear();
    }

    internal void Note(PracticeCall call)
    {
        counts.AddOrUpdate(call.Name, 1, (_, count) => count + 1);
        latest.Enqueue(call);
        while (latest.Count > Kept) latest.TryDequeue(out _);
    }
}
