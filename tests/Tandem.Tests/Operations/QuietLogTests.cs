using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Grains.Ledger;
using Tandem.Grains.Settings;
using Tandem.Reconciler;
using Xunit;

namespace Tandem.Tests.Operations;

public sealed class QuietLogTests
{
    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", false)]
    [InlineData("Orleans.Runtime.Silo", false)]
    [InlineData("System.Net.Http.HttpClient.odoo.LogicalHandler", false)]
    [InlineData("Microsoft.Hosting.Lifetime", true)]
    [InlineData("Tandem.Grains.Orders.OrderGrain", true)]
    public void A_log_tells_what_Tandem_does_and_not_what_carries_it(string category, bool told) =>
        Assert.Equal(told, Log(ReconcilerHost.Settings([]), category).IsEnabled(LogLevel.Information));

    [Fact]
    public void Whoever_wants_to_see_more_says_so_in_the_settings()
    {
        var settings = ReconcilerHost.Settings(["Logging:LogLevel:Orleans=Debug"]);

        Assert.True(Log(settings, "Orleans.Runtime.Silo").IsEnabled(LogLevel.Debug));
        Assert.False(Log(settings, "System.Net.Http.HttpClient").IsEnabled(LogLevel.Information));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", false)]
    public async Task Secrets_that_the_database_alone_opens_are_warned_of_at_each_start(string? key, bool warned)
    {
        var folder = Directory.CreateTempSubdirectory("tandem-unsealed-");
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Tandem", Path.Combine(folder.FullName, "tandem.db")), new("Secrets:Key", key)]).Build();
        var lines = new Lines();
        await using (var services = new ServiceCollection().AddSingleton<IConfiguration>(settings).AddLogging(logging => logging.AddProvider(lines)).AddTandemLedger(settings).BuildServiceProvider())
            await ActivatorUtilities.CreateInstance<MigrateBeforeServing>(services).StartingAsync(TestContext.Current.CancellationToken);

        Assert.Equal(warned, lines.Written.Any(line => line.StartsWith("Warning: Secrets:Key is not set", StringComparison.Ordinal)));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static ILogger Log(IConfiguration settings, string category) =>
        LoggerFactory.Create(logging => logging.AddConfiguration(settings.GetSection("Logging")).AddConsole()).CreateLogger(category);

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue($"{logLevel}: {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
