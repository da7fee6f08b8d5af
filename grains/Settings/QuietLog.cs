using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Tandem.Grains.Settings;

/// <summary>Of what Tandem stands on, a server's log has warnings alone; else each webhook and each call would fill lines. Any setting of <c>Logging:LogLevel</c> goes before.</summary>
public static class QuietLog
{
    private static readonly KeyValuePair<string, string?>[] Levels =
    [
        new("Logging:LogLevel:Microsoft", "Warning"),
        // Where it listens, and that it stops.
        new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"),
        // What it says of a ring without a key, Tandem says with what to do.
        new("Logging:LogLevel:Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", "Error"),
        new("Logging:LogLevel:Orleans", "Warning"),
        new("Logging:LogLevel:Polly", "Warning"),
        new("Logging:LogLevel:System", "Warning"),
    ];

    public static void Add(IConfigurationBuilder settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
    }
}
