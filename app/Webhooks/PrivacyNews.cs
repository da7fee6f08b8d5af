namespace Tandem.App.Webhooks;

/// <summary>Wakes whoever carries requests about people's data out; one that is not heard is found with the next look.</summary>
public sealed class PrivacyNews : IDisposable
{
    private readonly SemaphoreSlim news = new(0, 1);

    public void Tell()
    {
        try
        {
            if (news.CurrentCount == 0) news.Release();
        }
        catch (SemaphoreFullException)
        {
            // Told in the same instant by another.
        }
    }

    public Task Await(TimeSpan atMost, CancellationToken stop) => news.WaitAsync(atMost, stop);

    public void Dispose() => news.Dispose();
}
