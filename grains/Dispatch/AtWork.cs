namespace Tandem.Grains.Dispatch;

/// <summary>Whether a record's actor is at work now, for one who waits for its answer.</summary>
internal sealed class AtWork
{
    public bool Now { get; private set; }

    public async Task<T> While<T>(Func<Task<T>> work)
    {
        Now = true;
        try
        {
            return await work();
        }
        finally
        {
            Now = false;
        }
    }

    public Task While(Func<Task> work) => While(async () =>
    {
        await work();
        return true;
    });
}
