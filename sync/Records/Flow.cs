namespace Tandem.Sync.Records;

/// <summary>A kind of movement that a merchant configures, pauses and measures.</summary>
public enum Flow
{
    /// <summary>Booking, edits and cancellations of orders; nothing of an order moves without it.</summary>
    Orders,

    Customers,

    /// <summary>Invoices and what customers paid.</summary>
    Payments,

    /// <summary>Credit notes, repayments and goods that come back.</summary>
    Refunds,

    /// <summary>Deliveries, whoever ships.</summary>
    Fulfillments,

    Inventory,
    Products,
}

/// <summary>The words for flows, and which flow stands for which kind of record.</summary>
public static class Flows
{
    private static readonly Dictionary<string, Flow> ByName = Enum.GetValues<Flow>().ToDictionary(Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>No flow; what a shop has paused that paused none.</summary>
    public static IReadOnlySet<Flow> None { get; } = new HashSet<Flow>();

    public static IReadOnlyList<Flow> All { get; } = Enum.GetValues<Flow>();

    /// <summary>The flows that an order has a part in.</summary>
    public static IReadOnlyList<Flow> OfOrder { get; } = [Flow.Orders, Flow.Customers, Flow.Payments, Flow.Refunds, Flow.Fulfillments];

    /// <summary>The word for a flow in rows, sentences and on the command line, such as <c>payments</c>.</summary>
    public static string Name(Flow flow) => flow.ToString().ToLowerInvariant();

    public static Flow? TryFlow(string? name) => name is not null && ByName.TryGetValue(name, out var flow) ? flow : null;

    /// <summary>The flow without which no record of a kind moves at all: its signals stay in the inbox while it is paused.</summary>
    public static Flow Moving(RecordKind kind) => kind switch
    {
        RecordKind.Order => Flow.Orders,
        RecordKind.Customer => Flow.Customers,
        RecordKind.Location => Flow.Inventory,
        _ => Flow.Products,
    };
}
