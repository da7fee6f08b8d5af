namespace Tandem.Sandbox.Lives;

/// <summary>Drops steps of a sequence that goes wrong while what is left still does.</summary>
public static class Shrinking
{
    /// <param name="firstWrong">Tries several sequences and answers the index of one that goes wrong; null when none does.</param>
    /// <returns>A sequence that goes wrong, and that goes well without any one of its steps.</returns>
    public static async Task<IReadOnlyList<T>> Of<T>(IReadOnlyList<T> steps, Func<IReadOnlyList<IReadOnlyList<T>>, Task<int?>> firstWrong)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(firstWrong);
        while (steps.Count > 0)
        {
            IReadOnlyList<IReadOnlyList<T>> shorter = [.. steps.Select((_, dropped) => (IReadOnlyList<T>)[.. steps.Where((_, index) => index != dropped)])];
            if (await firstWrong(shorter) is not { } wrong) return steps;
            steps = shorter[wrong];
        }

        return steps;
    }
}
