namespace Tandem.App.Hosting;

/// <summary>What keeps a server from starting is said once, in a sentence for whoever runs it: until it serves, the host's own account of the same failure is left out.</summary>
/// <remarks>A failure without a sentence is the program's: it ends the process with all that there is to tell.</remarks>
internal sealed class StartLog
{
    /// <summary>The silo and its watchdog, since before they work they warn of nothing but the collector that was chosen on purpose, and of a first look that has not yet been.</summary>
    private static readonly string[] Hosts = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting.Diagnostics", "Orleans.Runtime.Silo", "Orleans.Runtime.Watchdog"];

    private volatile bool serves;

    public static StartLog Keep(WebApplicationBuilder builder)
    {
        var log = new StartLog();
        foreach (var host in Hosts)
        {
            var floor = Floor(builder.Configuration, host);
            builder.Logging.AddFilter(host, level => level >= floor && (log.serves || level < LogLevel.Warning));
        }

        return log;
    }

    public void Watch(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() => serves = true);

    /// <summary>As the settings have it: the longest beginning of the category that they name.</summary>
    private static LogLevel Floor(ConfigurationManager settings, string category)
    {
        for (var name = category; name.Length > 0; name = name.LastIndexOf('.') is >= 0 and var dot ? name[..dot] : "")
            if (Enum.TryParse<LogLevel>(settings[$"Logging:LogLevel:{name}"], ignoreCase: true, out var level)) return level;
        return Enum.TryParse<LogLevel>(settings["Logging:LogLevel:Default"], ignoreCase: true, out var otherwise) ? otherwise : LogLevel.Information;
    }
}
