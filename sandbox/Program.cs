using System.Runtime.InteropServices;
using Tandem.Sandbox.Campaigns;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Stories;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    // The hosts inside would only end themselves and leave this process waiting.
    signal.Cancel = true;
    interrupted.Cancel();
});
var options = new PracticeHouseOptions
{
    OdooVersion = args.Contains("--odoo18") ? 18 : 19,
    Logs = args.Contains("--logs"),
};
switch (args)
{
    case ["story", "orders", ..]:
        return await OrdersStory.Run(options, Console.Out, interrupted.Token);
    case ["story", "setup", ..]:
        return await SetupStory.Run(options with { OutsideOdoo = OdooAccess.OfEnvironment() }, Console.Out, interrupted.Token);
    case ["story", "life", ..]:
        return await LifeStory.Run(options, Console.Out, interrupted.Token);
    case ["story", "stock", ..]:
        return await StockStory.Run(options, Console.Out, interrupted.Token);
    case ["story", "drift", ..]:
        return await DriftStory.Run(options, args.FirstOrDefault(argument => argument.StartsWith("orders=", StringComparison.Ordinal)) is { } many ? int.Parse(many[7..], System.Globalization.CultureInfo.InvariantCulture) : 1000, Console.Out, interrupted.Token);
    case ["silo", var skew]:
        return await SkewedServer.Run(TimeSpan.Parse(skew, System.Globalization.CultureInfo.InvariantCulture));
    case [] or [['-', '-', ..], ..]:
        return await Practice.Run(options, Console.Out, interrupted.Token);
    default:
        await Console.Error.WriteLineAsync("Usage: sandbox [story setup|orders|life|stock|drift] [--odoo18] [--logs]");
        return 2;
}
