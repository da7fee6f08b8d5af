using Microsoft.Extensions.Options;
using Tandem.Reconciler;
using Xunit;

namespace Tandem.Tests.Reconciliation;

/// <summary>What is told, and what is left, of things that differed at a first look.</summary>
public sealed class SecondLookTests
{
    private readonly SecondLook second = new(Options.Create(new ReconcilerOptions { GoodsLookAgainAfter = TimeSpan.Zero }), TimeProvider.System);

    [Theory]
    [InlineData("a a", "told")]
    [InlineData("a -", "agrees")]
    [InlineData("a b b", "told")]
    [InlineData("a b -", "agrees")]
    [InlineData("a b c c", "told")]
    [InlineData("a b c d", "left")]
    [InlineData("a b a b", "left")]
    public async Task What_differs_in_the_same_way_twice_is_told_and_what_changes_at_every_look_is_left(string looks, string outcome)
    {
        var said = new Queue<string>(looks.Split(' '));

        var (told, restless) = await second.Settle(
            new Dictionary<string, string> { ["one"] = said.Dequeue() }, how => how,
            _ =>
            {
                var now = said.Dequeue();
                return Task.FromResult<IReadOnlyDictionary<string, string>>(now is "-" ? new Dictionary<string, string>() : new Dictionary<string, string> { ["one"] = now });
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(outcome, told.Count == 1 ? "told" : restless.Count == 1 ? "left" : "agrees");
        Assert.Empty(said);
    }
}
