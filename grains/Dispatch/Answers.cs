using Orleans;
using Orleans.Runtime;

namespace Tandem.Grains.Dispatch;

/// <summary>Waits for what an actor answers, and notices when there will be no answer: what is passed on through a third server is lost with it, and nobody says so.</summary>
internal static class Answers
{
    /// <summary>A question or an answer may be on its way when the actor is asked the first time.</summary>
    private const int Idle = 2;

    /// <param name="asked">What the actor was asked.</param>
    /// <param name="isUnderWay">Whether the actor is at work now.</param>
    /// <param name="every">How often it is asked that.</param>
    /// <exception cref="TimeoutException">The actor is not at work: the question or its answer is lost.</exception>
    public static async Task Await(Task asked, Func<Task<bool>> isUnderWay, TimeSpan every)
    {
        using var answered = new CancellationTokenSource();
        for (var idle = 0; await Task.WhenAny(asked, Task.Delay(every, answered.Token)) != asked;)
        {
            idle = await IsIdle(isUnderWay, every) ? idle + 1 : 0;
            if (idle < Idle || asked.IsCompleted) continue;
            asked.Ignore();
            throw new TimeoutException("What was asked is not being worked on; the question, or its answer, is lost.");
        }

        // Else each question would leave a timer behind.
        await answered.CancelAsync();
        await asked;
    }

    /// <summary>One that does not say so, such as while its server ends, may be at work.</summary>
    private static async Task<bool> IsIdle(Func<Task<bool>> isUnderWay, TimeSpan every)
    {
        try
        {
            return !await isUnderWay().WaitAsync(every);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return false;
        }
    }
}
