using Tandem.Load;

var loads = new Dictionary<string, Func<IReadOnlyList<string>, CancellationToken, Task<int>>>(StringComparer.Ordinal)
{
    ["intake"] = Intake.Run,
    ["orders"] = Orders.Run,
    ["crash"] = Crash.Run,
    ["cluster"] = Cluster.Run,
    ["idle"] = Idle.Run,
    ["backlog"] = Backlog.Run,
    ["history"] = History.Run,
    ["lives"] = Lives.Run,
    ["stock"] = (_, token) => Stock.Run(token),
    ["stock-idle"] = StockIdle.Run,
    ["stock-delay"] = StockDelay.Run,
    ["faults"] = Faults.Run,
    ["life"] = Life.Run,
    ["variants"] = Variants.Run,
    ["pages"] = (_, token) => Pages.Run(token),
    ["drift"] = Drift.Run,
    ["night"] = Night.Run,
    ["night-floor"] = NightFloor.Run,
    ["match"] = (_, token) => Match.Run(token),
};

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (args is [var name, .. var arguments] && loads.TryGetValue(name, out var load)) return await load(arguments, stop.Token);
Console.Error.WriteLine($"Name one load: {string.Join(", ", loads.Keys)}.");
return 2;
