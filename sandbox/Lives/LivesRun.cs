using Tandem.Sync.Decisions;

namespace Tandem.Sandbox.Lives;

/// <summary>Plays random lives of orders in practice houses, several at once, and looks how each ends; what goes wrong is told as shortly as it still goes wrong.</summary>
public static class LivesRun
{
    private const int MostShortened = 3;

    private static readonly InvoiceWhen[] Policies = [InvoiceWhen.OnPayment, InvoiceWhen.OnConfirmation, InvoiceWhen.OnDelivery];

    public static async Task<LivesTally> Run(LivesPlan plan, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        var ends = new List<LifeEnd>();
        while (ends.Count < plan.Count)
        {
            var first = plan.Skip + ends.Count;
            var played = await InHouse(plan, first, Math.Min(plan.AtOnce - (first % plan.AtOnce), plan.Count - ends.Count), stop);
            foreach (var end in played.Where(end => end.Wrong is not null)) await output.WriteLineAsync($"wrong: {end.Told}: {end.Wrong}");
            ends.AddRange(played);
            await output.WriteLineAsync(new LivesTally(ends).ToString());
        }

        return new LivesTally(ends);
    }

    private static async Task<IReadOnlyList<LifeEnd>> InHouse(LivesPlan plan, int start, int count, CancellationToken stop)
    {
        var number = start / plan.AtOnce;
        var (version, policy) = (plan.OdooVersion ?? (number % 2 == 0 ? 19 : 18), plan.Invoice ?? Policies[number / 2 % Policies.Length]);
        var (lives, ends) = await Play(plan, start, count, version, policy, stop);
        for (var (index, shortened) = (0, 0); index < count && shortened < MostShortened; index++)
        {
            if (ends[index].Wrong is not { } wrong) continue;
            shortened++;
            ends[index] = ends[index] with { Wrong = $"{wrong} [Odoo {version}, {policy}; {await Shorter(lives[index], version, policy, stop)}]" };
        }

        return ends;
    }

    private static async Task<(List<Life>, List<LifeEnd>)> Play(LivesPlan plan, int first, int count, int version, InvoiceWhen policy, CancellationToken stop)
    {
        await using var house = await LivesHouse.Open(version, policy, stop);
        var lives = Enumerable.Range(first, count).Select(index => house.New(unchecked((plan.Seed * 1_000_003) + index))).ToList();
        return (lives, [.. await house.Play(lives, LifePace.AsPlayed, stop)]);
    }

    /// <summary>The fewest of its acts that still go wrong: with looks of Tandem's that do not depend on time, if it goes wrong so too.</summary>
    private static async Task<string> Shorter(Life life, int version, InvoiceWhen policy, CancellationToken stop)
    {
        await using var house = await LivesHouse.Open(version, policy, stop);
        foreach (var pace in new[] { LifePace.AfterEach, LifePace.AtTheEnd, LifePace.AsPlayed })
        {
            LifeEnd? last = null;
            async Task<int?> FirstWrong(IReadOnlyList<IReadOnlyList<LifeAct>> tries)
            {
                var ends = (await house.Play([.. tries.Select(acts => house.New(life.Seed, acts))], pace, stop)).ToList();
                if (ends.FindIndex(end => end.Wrong is not null) is not (>= 0 and var index)) return null;
                last = ends[index];
                return index;
            }

            if (await FirstWrong([life.Done]) is null) continue;
            await Shrinking.Of(life.Done, FirstWrong);
            return $"shortest, looked at {pace}: {last!.Told}: {last.Wrong}";
        }

        return "did not go wrong again";
    }
}
