using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Grains.Settings;
using Tandem.Reconciler;
using Tandem.Sync;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});
if (args is not (["run", _, ..] or ["serve", ..]))
{
    await Console.Error.WriteLineAsync("Usage: reconciler run <shop> [--json] [--this-odoo]    compare one shop now; --this-odoo: Odoo was moved or set back, and this is the right one\n       reconciler serve                             compare every shop every night (Reconciler:Schedule, Reconciler:TimeZone)");
    return 2;
}

var settings = ReconcilerHost.Settings([.. args.Where(argument => argument.Contains('=', StringComparison.Ordinal))]);
if (SettingsCheck.Problems(settings, ReconcilerHost.Sections, "Shopify:ClientId", "Shopify:ClientSecret") is { Count: > 0 } problems)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, problems));
    return 2;
}

await using var services = ReconcilerHost.Build(
    settings,
    // What a command says is its output; the log is for what nobody expects.
    logging => (args[0] == "serve" ? logging.AddConfiguration(settings.GetSection("Logging")) : logging.SetMinimumLevel(LogLevel.Error)).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
try
{
    // What is wrong with the settings is said before a night has passed.
    services.GetRequiredService<ReportMail>().Check();
    services.GetRequiredService<AlertMail>().Check();
    NightWatch.Schedule(services.GetRequiredService<IOptions<ReconcilerOptions>>().Value);
    await services.GetRequiredService<Migrations>().Apply(stop.Token);
    await services.GetRequiredService<KeysAtHand>().Check(stop.Token);
    return args[0] == "serve" ? await ReconcilerCommands.Serve(services, stop.Token) : await ReconcilerCommands.Run(services, args[1], args.Contains("--json"), args.Contains("--this-odoo"), Console.Out, Console.Error, stop.Token);
}
catch (FormatException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
catch (OperationCanceledException)
{
    // A service that was asked to stop has not failed; a comparison that was broken off has.
    return args[0] == "serve" ? 0 : 130;
}
catch (Exception failure) when (StartTrouble.Sentence(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 2;
}
