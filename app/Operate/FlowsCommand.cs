using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.App.Operate;

/// <summary><c>flows &lt;shop&gt;</c>: shows a shop's flows, and pauses or resumes one; a running server sees it with its next pass.</summary>
public sealed class FlowsCommand(IShops shops, IFlows flows)
{
    private const int SwitchesShown = 10;

    public async Task<int> Show(ShopDomain shop, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!await IsConnected(shop, error, stop)) return 1;
        foreach (var flow in await flows.Of(shop, stop)) await output.WriteLineAsync(FlowText.Of(FlowText.StatusOf(flow)));
        foreach (var done in await flows.History(shop, new Page(SwitchesShown), stop))
            await output.WriteLineAsync($"  {done.At:u} {Flows.Name(done.Flow)} was {(done.Paused ? "paused" : "resumed")} by {done.By}: {done.Reason}");
        return 0;
    }

    /// <returns>0 when the flow is paused now, also when it was before.</returns>
    public async Task<int> Pause(ShopDomain shop, string name, string reason, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!await IsConnected(shop, error, stop) || await Named(name, error) is not { } flow) return 1;
        if (FlowReason.Refused(reason) is { } why)
        {
            await error.WriteLineAsync($"The flow {Flows.Name(flow)} was not paused. {why}");
            return 1;
        }

        var paused = await flows.Pause(shop, flow, By(), reason.Trim(), stop);
        await output.WriteLineAsync(paused
            ? $"The flow {Flows.Name(flow)} of {shop} is paused: {FlowReason.Kept(flow)} Resume it with 'flows {shop} resume {Flows.Name(flow)}'."
            : $"The flow {Flows.Name(flow)} of {shop} was paused before; who did it and why stays as it is.");
        return 0;
    }

    /// <returns>0 when the flow runs now, also when it did before.</returns>
    public async Task<int> Resume(ShopDomain shop, string name, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        if (!await IsConnected(shop, error, stop) || await Named(name, error) is not { } flow) return 1;
        var released = await flows.Resume(shop, flow, By(), FlowReason.Resumed, stop);
        if (released is null && (await shops.Find(shop, stop))!.PausedFlows.Any(paused => paused.Flow == flow && paused.By == FlowHands.Launch))
        {
            await error.WriteLineAsync($"The flow {Flows.Name(flow)} of {shop} waits for the launch of the shop: an owner switches live sync on in the Shopify admin, on Tandem's page Launch.");
            return 1;
        }

        await output.WriteLineAsync(released is { } records
            ? $"The flow {Flows.Name(flow)} of {shop} runs again: {records} held records go on, and so does what waits in the inbox."
            : $"The flow {Flows.Name(flow)} of {shop} was not paused.");
        return 0;
    }

    private static string By() => $"command line, {Environment.UserName}";

    private static async Task<Flow?> Named(string name, TextWriter error)
    {
        if (Flows.TryFlow(name) is { } flow) return flow;
        await error.WriteLineAsync($"“{name}” is no flow: write one of {string.Join(", ", Flows.All.Select(Flows.Name))}.");
        return null;
    }

    private async Task<bool> IsConnected(ShopDomain shop, TextWriter error, CancellationToken stop)
    {
        if (await shops.Find(shop, stop) is not null) return true;
        await error.WriteLineAsync($"{shop} is not connected to Tandem: run 'connect {shop}'.");
        return false;
    }
}

/// <summary>Why a person pauses a flow.</summary>
public static class FlowReason
{
    public const string Resumed = "Resumed by hand.";

    private const int Longest = 500;

    /// <summary>What is wrong with a reason; null when nothing is.</summary>
    public static string? Refused(string? reason) => reason?.Trim() switch
    {
        null or "" => Say("Say why: whoever finds the flow paused has to know it."),
        { Length: > Longest } => Say($"The reason is longer than {Longest} letters: say it in short."),
        _ => null,
    };

    /// <summary>What a paused flow does with what happens meanwhile.</summary>
    public static string Kept(Flow flow) => flow == Flow.Orders
        ? "signals of orders are kept, and replayed in order when it is resumed."
        : "its steps are held, the other flows go on.";
}
