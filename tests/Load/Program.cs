using Tandem.Load;

var loads = new Dictionary<string, Func<CancellationToken, Task<int>>>(StringComparer.Ordinal)
{
    ["intake"] = Intake.Run,
};

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (args is [var name] && loads.TryGetValue(name, out var load)) return await load(stop.Token);
Console.Error.WriteLine($"Name one load: {string.Join(", ", loads.Keys)}.");
return 2;
