using Microsoft.Extensions.Logging;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Sales;
using Tandem.Sync.Records;

namespace Tandem.Grains.Lots;

/// <summary>
/// Orders of an import whose passes go side by side. Each pass is the one of every other order; where it asks Odoo for what the others ask for too, it waits
/// until none of them is on its way there any more, and they are asked for in one call. Who does not come is left behind and goes on alone.
/// </summary>
internal partial class Lot : IDisposable
{
    /// <summary>So long after the last of them arrived, those who have not are not waited for any more: they read a long order, or met something unusual.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock sync = new();
    private readonly HashSet<RecordKey> orders;

    /// <summary>Orders and customers that work on something of their own and may ask next.</summary>
    private readonly HashSet<RecordKey> awaited;

    /// <summary>How many of the orders are with a customer, whose actor serves one after the other.</summary>
    private readonly Dictionary<RecordKey, int> customers = [];

    private readonly IReadOnlyList<ILotQueue> queues;
    private readonly ITimer patience;
    private readonly ILogger logger;
    private bool asking;

    /// <param name="queues">What they may ask for, in the sequence in which they do: the earliest is asked for first, so that all of them are there when the next is.</param>
    public Lot(IReadOnlyCollection<RecordKey> members, IReadOnlyList<ILotQueue> queues, TimeProvider time, ILogger logger)
    {
        (orders, awaited, this.queues, this.logger) = ([.. members], [.. members], queues, logger);
        patience = time.CreateTimer(_ => LeaveBehind(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nobody is in it any more.</summary>
    public bool IsOver
    {
        get { lock (sync) return orders.Count == 0; }
    }

    /// <summary>Asks with the others.</summary>
    /// <returns>Null for who has to ask alone: it is not of this lot, or what it asked for was not to be had together.</returns>
    /// <exception cref="OdooException">What all of them met, and time may heal.</exception>
    public async Task<LotAnswer<TAnswer>?> Ask<TAsk, TAnswer>(LotQueue<TAsk, TAnswer> queue, RecordKey record, OdooLots through, TAsk ask)
    {
        Task<LotAnswer<TAnswer>?> answered;
        lock (sync)
        {
            if (!awaited.Remove(record)) return null;
            answered = queue.Add(record, through, ask);
            GoOn_NeedsLock();
        }

        var answer = await answered;
        return answer?.Failure is { } failed ? throw new OdooException(failed.Failure, failed) : answer;
    }

    /// <summary>An order asks its customer: until it is back, the customer is waited for in its place.</summary>
    /// <returns>False for one that nobody waits for any more.</returns>
    public bool Away(RecordKey order, RecordKey customer)
    {
        lock (sync)
        {
            if (!awaited.Remove(order)) return false;
            customers[customer] = customers.GetValueOrDefault(customer) + 1;
            if (customers[customer] == 1) awaited.Add(customer);
            GoOn_NeedsLock();
            return true;
        }
    }

    public void Back(RecordKey order, RecordKey customer)
    {
        lock (sync)
        {
            if (customers[customer] > 1) customers[customer]--;
            else if (customers.Remove(customer)) awaited.Remove(customer);
            awaited.Add(order);
            GoOn_NeedsLock();
        }
    }

    /// <summary>Whether any of the orders is with this customer.</summary>
    public bool IsWith(RecordKey customer)
    {
        lock (sync) return customers.ContainsKey(customer);
    }

    /// <summary>An order has ended, or has nothing more to ask for with the others.</summary>
    public void Leave(RecordKey order)
    {
        lock (sync)
        {
            orders.Remove(order);
            awaited.Remove(order);
            GoOn_NeedsLock();
        }
    }

    public void Dispose()
    {
        patience.Dispose();
        GC.SuppressFinalize(this);
    }

    private void LeaveBehind()
    {
        lock (sync)
        {
            if (asking || queues.All(queue => queue.IsEmpty)) return;
            orders.ExceptWith(awaited);
            awaited.Clear();
            GoOn_NeedsLock();
        }
    }

    private void GoOn_NeedsLock()
    {
        if (asking) return;
        if (awaited.Count > 0)
        {
            patience.Change(Patience, Timeout.InfiniteTimeSpan);
            return;
        }

        if (queues.FirstOrDefault(queue => !queue.IsEmpty) is not { } first) return;
        asking = true;
        var round = first.Take();
        _ = Task.Run(() => Run(round));
    }

    private async Task Run(ILotRound round)
    {
        try
        {
            await round.Run();
        }
        catch (Exception failure)
        {
            // Each of them asks alone, and meets it in a pass that says so.
            LogNotTogether(failure);
        }

        lock (sync)
        {
            asking = false;
            awaited.UnionWith(round.Records.Where(one => orders.Contains(one) || customers.ContainsKey(one)));
            patience.Change(Patience, Timeout.InfiniteTimeSpan);
        }

        round.Tell();
        lock (sync) GoOn_NeedsLock();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What orders of an import asked for together failed; each of them asks alone")]
    private partial void LogNotTogether(Exception failure);
}
