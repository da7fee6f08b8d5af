using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
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

    private static ILogger Log(IConfiguration settings, string category) =>
        LoggerFactory.Create(logging => logging.AddConfiguration(settings.GetSection("Logging")).AddConsole()).CreateLogger(category);
}
