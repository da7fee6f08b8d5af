using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Odoo.Pacing;
using Tandem.Odoo.Wire;

namespace Tandem.Odoo;

/// <summary>The Odoos of this process: one client for each connection, one queue for each server and database.</summary>
public interface IOdooClients
{
    IOdoo For(OdooConnection connection);
}

/// <inheritdoc cref="IOdooClients"/>
public sealed class OdooClients(IOptions<OdooOptions> options, TimeProvider time, ILoggerFactory logs, IOdooTurns? turns = null) : IOdooClients, IDisposable
{
    private readonly HttpClient http = OdooHttp.Client(options.Value);
    private readonly IOdooTurns turns = turns ?? new OwnTurns(options, time);
    private readonly ConcurrentDictionary<OdooConnection, OdooClient> clients = new();
    private readonly ConcurrentDictionary<string, OdooGate> gates = new(StringComparer.OrdinalIgnoreCase);

    public IOdoo For(OdooConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return clients.GetOrAdd(connection, Open);
    }

    public void Dispose()
    {
        http.Dispose();
        foreach (var client in clients.Values) client.Dispose();
    }

    private OdooClient Open(OdooConnection connection)
    {
        var gate = gates.GetOrAdd(connection.Server, _ => new OdooGate(turns, connection.Server, time, connection.Root.Authority));
        return new OdooClient(connection, new OdooHttp(http, connection, options.Value, time), gate, options.Value, time, logs.CreateLogger<OdooClient>());
    }
}
