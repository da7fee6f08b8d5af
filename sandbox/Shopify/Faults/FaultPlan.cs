using System.Collections.Concurrent;

namespace Tandem.Sandbox.Shopify.Faults;

/// <summary>The faults that are to happen, and how often each operation was asked for.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<Planned> planned = [];
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Requests by operation name, by root field, and <c>token</c> for tokens.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    public int Count(string operation) => counts.GetValueOrDefault(operation);

    /// <summary>The next requests of an operation (by name or root field; all where null) fail this way.</summary>
    /// <param name="after">So many of them go well first.</param>
    public FaultPlan Next(Fault fault, int times = 1, string? operation = null, string? shop = null, int after = 0)
    {
        lock (gate) planned.Add(new Planned(fault, operation, shop) { Left = times, Spared = after });
        return this;
    }

    /// <summary>All requests of an operation fail this way, until <see cref="Clear"/>.</summary>
    public FaultPlan Always(Fault fault, string? operation = null, string? shop = null) => Next(fault, int.MaxValue, operation, shop);

    public void Clear()
    {
        lock (gate) planned.Clear();
    }

    internal Fault? Meet(IReadOnlyList<string> operations, string shop)
    {
        foreach (var operation in operations.Distinct()) counts.AddOrUpdate(operation, 1, (_, n) => n + 1);
        lock (gate)
        {
            var found = planned.FirstOrDefault(p => (p.Shop is null || p.Shop == shop) && (p.Operation is null || operations.Contains(p.Operation)));
            if (found is { Spared: > 0 })
            {
                found.Spared--;
                return null;
            }

            if (found is not null && found.Left != int.MaxValue && --found.Left == 0) planned.Remove(found);
            return found?.Fault;
        }
    }

    private sealed record Planned(Fault Fault, string? Operation, string? Shop)
    {
        public int Left { get; set; }

        public int Spared { get; set; }
    }
}
