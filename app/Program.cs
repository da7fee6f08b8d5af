using Tandem.App.Hosting;
using Tandem.Grains.Settings;

try
{
    // A first word that is no setting is a command, known or not: a mistyped one must not start a server.
    if (args.Length > 0 && !args[0].StartsWith('-')) return await CommandHost.Run(args);
    if (args is ["--help" or "-h", ..]) return await CommandHost.Run(args);
    await TandemHost.Build(args).RunAsync();
    return 0;
}
catch (Exception failure) when (StartTrouble.Sentence(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 2;
}
