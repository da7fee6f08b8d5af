using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tandem.Grains.Ledger;

/// <summary>Brings the tables up to date while the host starts; a database that does not fit stops the start.</summary>
internal sealed partial class MigrateBeforeServing(Migrations migrations, KeysAtHand keys, LedgerDatabase database, ILogger<MigrateBeforeServing> logger) : IHostedLifecycleService
{
    // Starting comes before any hosted service's own start: the silo, the key ring and the server read these tables.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var applied = await migrations.Apply(cancellationToken);
        await keys.Check(cancellationToken);
        LogReady(database.Dialect.Name, applied);
        if (!keys.Seals) LogUnsealed();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Ledger on {Database} is ready; {Applied} migrations were applied")]
    private partial void LogReady(string database, int applied);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Secrets:Key is not set: whoever has the database or a backup of it can open the tokens and API keys in it. Set Secrets__Key to 32 random bytes as base64 (openssl rand -base64 32), and keep it elsewhere")]
    private partial void LogUnsealed();
}
