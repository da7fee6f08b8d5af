using System.Collections.Concurrent;
using System.Globalization;
using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Bulk;

/// <summary>A shop's bulk operations: asked for once, looked at until they end, their files fetched.</summary>
public sealed class BulkDesk
{
    private const int MostAtOnce = 5;
    private readonly ConcurrentDictionary<string, Operation> operations = new(StringComparer.Ordinal);
    private readonly TimeProvider clock;
    private int asked;

    internal BulkDesk(TimeProvider clock) => this.clock = clock;

    /// <summary>How the next operations end, first come first served; what is not said ends well.</summary>
    public ConcurrentQueue<BulkEnding> Endings { get; } = new();

    /// <summary>So many looks show an operation running before it has ended.</summary>
    public int Looks { get; set; } = 1;

    /// <summary>How many were asked for.</summary>
    public int Asked => asked;

    /// <summary>Most that ran at the same time.</summary>
    public int MostSeenAtOnce { get; private set; }

    /// <param name="large">It takes so long to write that looking at it must not wait for it.</param>
    internal ShopifyObject Start(string query, bool large, Func<string, BulkFile> read)
    {
        lock (operations)
        {
            var running = operations.Values.Count(one => one.Runs);
            if (running >= MostAtOnce) return Payload("BulkOperationRunQueryPayload", null, new ShopifyObject("BulkOperationUserError")
            {
                ["code"] = "OPERATION_IN_PROGRESS", ["field"] = null, ["message"] = "A bulk query operation for this app and shop is already in progress.",
            });
            MostSeenAtOnce = Math.Max(MostSeenAtOnce, running + 1);
            var number = Interlocked.Increment(ref asked);
            var ending = Endings.TryDequeue(out var said) ? said : new BulkEnding();
            var operation = new Operation(Gid.Of("BulkOperation", 147_595_000 + number), query, clock.GetUtcNow(), ending, Looks, Writing(large, () => read(query)));
            operations[operation.Id] = operation;
            return Payload("BulkOperationRunQueryPayload", State(operation, ""));
        }
    }

    internal ShopifyObject? Look(string id, string address)
    {
        if (!operations.TryGetValue(id, out var operation)) return null;
        operation.Looked();
        return State(operation, address);
    }

    internal ShopifyObject Cancel(string id)
    {
        if (operations.TryGetValue(id, out var operation)) operation.Cancelled = true;
        return Payload("BulkOperationCancelPayload", operation is null ? null : State(operation, ""));
    }

    /// <summary>The file behind an operation's address; null once the address has expired.</summary>
    internal byte[]? Fetch(string number)
    {
        if (!operations.TryGetValue($"gid://shopify/BulkOperation/{number}", out var operation) || operation.Runs) return null;
        if (operation.Ending.Expires-- > 0) return null;
        return operation.Ending.BreaksAfter is { } bytes ? operation.Written[..bytes] : operation.Written;
    }

    private static Lazy<Task<BulkFile>> Writing(bool large, Func<BulkFile> write)
    {
        if (!large) return new Lazy<Task<BulkFile>>(() => Task.FromResult(write()));
        var begun = Task.Run(write);
        return new Lazy<Task<BulkFile>>(() => begun);
    }

    private static ShopifyObject Payload(string type, ShopifyObject? operation, params ShopifyObject[] errors) => new(type) { ["bulkOperation"] = operation, ["userErrors"] = errors };

    private static ShopifyObject State(Operation operation, string address)
    {
        var done = operation.Status == "COMPLETED";
        var file = done ? operation.File : null;
        return new ShopifyObject("BulkOperation")
        {
            ["id"] = operation.Id, ["query"] = operation.Query, ["type"] = "QUERY", ["createdAt"] = operation.At, ["completedAt"] = done ? operation.At : null,
            ["status"] = operation.Status, ["errorCode"] = operation.Status == "FAILED" ? operation.Ending.ErrorCode : null,
            ["objectCount"] = Text(file?.Objects ?? 0), ["rootObjectCount"] = Text(file?.Roots ?? 0), ["fileSize"] = file is { Objects: > 0 } ? Text(operation.Written.Length) : null,
            ["url"] = file is { Objects: > 0 } ? $"{address}/bulk/{operation.Id.Split('/')[^1]}.jsonl" : null, ["partialDataUrl"] = null,
        };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Operation(string id, string query, DateTimeOffset at, BulkEnding ending, int looks, Lazy<Task<BulkFile>> file)
    {
        private int left = looks;

        public string Id => id;
        public string Query => query;
        public DateTimeOffset At => at;
        public BulkEnding Ending => ending;

        /// <summary>Once it has ended.</summary>
        public BulkFile File => file.Value.GetAwaiter().GetResult();
        public byte[] Written => ending.Damage is { } damage ? damage(File.Text) : File.Text;
        public bool Cancelled { get; set; }
        public bool Runs => Status is "CREATED" or "RUNNING";
        public string Status => Cancelled ? "CANCELED" : ending.Never || left > 0 || !file.Value.IsCompleted ? "RUNNING" : ending.Status;

        public void Looked() => left--;
    }
}

/// <summary>How a bulk operation ends.</summary>
public sealed class BulkEnding
{
    public string Status { get; init; } = "COMPLETED";

    /// <summary>Of a failed one: <c>ACCESS_DENIED</c>, <c>INTERNAL_SERVER_ERROR</c>, <c>TIMEOUT</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>It runs for ever.</summary>
    public bool Never { get; init; }

    /// <summary>So many fetches find the address expired.</summary>
    public int Expires { get; set; }

    /// <summary>What is wrong with the file as it is written.</summary>
    public Func<byte[], byte[]>? Damage { get; init; }

    /// <summary>So many bytes of it arrive.</summary>
    public int? BreaksAfter { get; init; }
}
