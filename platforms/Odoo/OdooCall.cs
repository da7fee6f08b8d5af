using System.Collections;
using System.Collections.Frozen;
using System.Numerics;
using System.Text.Json;
using Tandem.Odoo.Failures;
using Tandem.Sync;

namespace Tandem.Odoo;

/// <summary>One call of one method; rendered to JSON-2 or JSON-RPC by the client.</summary>
/// <param name="Model">Technical name, such as <c>sale.order</c>.</param>
public sealed record OdooCall(string Model, string Method)
{
    /// <summary>Null for a method of the model itself; else the records, possibly none.</summary>
    public IReadOnlyList<int>? Ids { get; init; }

    /// <summary>By name, in the order of the method's signature.</summary>
    public IReadOnlyList<OdooArgument> Arguments { get; init; } = [];

    /// <summary>How many leading arguments JSON-RPC passes by position: Odoo takes <c>create</c>'s only so, and overrides rename others.</summary>
    public int Positional { get; init; }

    public OdooContext Context { get; init; } = OdooContext.Plain;

    /// <summary>Sending it twice comes to the same as once, so an unknown outcome may be repeated.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Finds the failure inside an answer that states success over HTTP, as <c>load</c> does.</summary>
    public Func<JsonElement, OdooFailure?>? FailureIn { get; init; }

    /// <summary>Products of which it reserves stock. Two calls that reserve the same collide in Odoo, which sleeps and starts one of them anew, so they go one after the other.</summary>
    public IReadOnlySet<int> Reserves { get; init; } = FrozenSet<int>.Empty;

    public CallPriority Priority { get; init; } = CallPriority.Orders;

    /// <summary>Told how long Odoo took to answer, without the wait for a turn.</summary>
    public Action<TimeSpan>? Took { get; init; }

    internal static IReadOnlySet<int> Goods(IEnumerable<OdooId<Product>>? products) => (products ?? []).Select(product => product.Value).ToFrozenSet();

    public string Name => $"{Model}.{Method}";

    /// <summary>Calls of one kind take about as long as each other: the same method, of about as many records.</summary>
    internal string Kind => $"{Name}/{BitOperations.Log2((uint)Math.Max(1, Records))}";

    private int Records => Math.Max(Ids?.Count ?? 0, Arguments.Max(argument => (int?)(argument.Value as ICollection)?.Count) ?? 0);

    public override string ToString() => Ids is { Count: > 0 } ids ? $"{Name}({string.Join(", ", ids.Take(5))}{(ids.Count > 5 ? ", …" : "")})" : Name;
}

/// <summary>One named argument; null is JSON null, dates are sent in UTC.</summary>
public readonly record struct OdooArgument(string Name, object? Value);

/// <summary>Who goes first when one Odoo is busy.</summary>
public enum CallPriority
{
    /// <summary>A person waits for the answer.</summary>
    Person,
    Orders,
    Stock,
    History,
}
