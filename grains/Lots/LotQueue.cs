using Tandem.Odoo.Sales;
using Tandem.Sync.Records;

namespace Tandem.Grains.Lots;

/// <summary>One thing that the passes of a lot ask for, each for its record, and that is done for all who wait in one go.</summary>
/// <param name="together">Answers in the sequence of the asks; null for what has to be asked for alone.</param>
internal sealed class LotQueue<TAsk, TAnswer>(Func<OdooLots, IReadOnlyList<TAsk>, Task<IReadOnlyList<LotAnswer<TAnswer>?>>> together) : ILotQueue
{
    private List<Waiting> waiting = [];

    public bool IsEmpty => waiting.Count == 0;

    public Task<LotAnswer<TAnswer>?> Add(RecordKey record, OdooLots through, TAsk ask)
    {
        var one = new Waiting(record, through, ask);
        waiting.Add(one);
        return one.Task;
    }

    public ILotRound Take()
    {
        var round = new Round(waiting, together);
        waiting = [];
        return round;
    }

    private sealed class Waiting(RecordKey record, OdooLots through, TAsk ask) : TaskCompletionSource<LotAnswer<TAnswer>?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public RecordKey Record => record;

        public OdooLots Through => through;

        public TAsk Ask => ask;

        public LotAnswer<TAnswer>? Answer { get; set; }
    }

    private sealed class Round(List<Waiting> asked, Func<OdooLots, IReadOnlyList<TAsk>, Task<IReadOnlyList<LotAnswer<TAnswer>?>>> together) : ILotRound
    {
        public IEnumerable<RecordKey> Records => asked.Select(one => one.Record);

        /// <summary>Who asks through another Odoo, or through another reading of its decisions, is asked for apart.</summary>
        public async Task Run()
        {
            foreach (var group in asked.GroupBy(one => one.Through))
            {
                List<Waiting> alike = [.. group];
                foreach (var (one, answer) in alike.Zip(await together(group.Key, [.. alike.Select(one => one.Ask)]))) one.Answer = answer;
            }
        }

        public void Tell()
        {
            foreach (var one in asked) one.TrySetResult(one.Answer);
        }
    }
}

/// <summary>A queue, whatever is asked for in it.</summary>
internal interface ILotQueue
{
    bool IsEmpty { get; }

    /// <summary>All who wait; the queue is empty then.</summary>
    ILotRound Take();
}

/// <summary>Those who waited together.</summary>
internal interface ILotRound
{
    IEnumerable<RecordKey> Records { get; }

    Task Run();

    /// <summary>Lets them go on; what was not answered they ask for alone.</summary>
    void Tell();
}
