using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Webhooks;

/// <summary>The disk under the SQLite file is full: SQLite says so by itself when its file may grow no further.</summary>
public sealed class FullDiskTests(SqliteLedger ledger) : IClassFixture<SqliteLedger>
{
    private const int Connections = 8;

    [Fact]
    public async Task On_a_full_disk_deliveries_are_503_and_none_is_acknowledged_that_is_not_kept()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var endpoint = await Endpoint.Start(ledger.ConnectionString, stop);
        await endpoint.Services.GetRequiredService<IShops>().Connect(ShopDomain.Parse("alpha.myshopify.com"), stop);
        await Limit("(select page_count + 64 from pragma_page_count)", stop);

        var acknowledged = new List<int>();
        var refused = 0;
        for (var order = 1; refused < 3 && order <= 100; order++)
        {
            using var answer = await endpoint.Deliver($$"""{"id":{{order}},"note":"{{new string('x', 20_000)}}"}""", stop);
            if (answer.StatusCode == HttpStatusCode.OK) acknowledged.Add(order);
            else
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.NotNull(answer.Headers.RetryAfter);
                refused++;
            }
        }

        Assert.Equal(3, refused);
        Assert.Equal(acknowledged, await Kept());

        // Somebody makes room, and the same server goes on.
        await Limit("1073741823", stop);
        using var later = await endpoint.Deliver("""{"id":777}""", stop);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        Assert.Equal([.. acknowledged, 777], await Kept());
    }

    /// <summary>The limit belongs to a connection, and those of the pool are what the server uses.</summary>
    private async Task Limit(string pages, CancellationToken stop)
    {
        var open = new List<System.Data.Common.DbConnection>();
        for (var i = 0; i < Connections; i++) open.Add(await ledger.Get<LedgerDatabase>().Open(stop));
        foreach (var connection in open)
        {
            var most = await connection.QuerySingleAsync<long>($"select {pages}");
            await connection.ExecuteAsync($"pragma max_page_count = {most}");
            await connection.DisposeAsync();
        }
    }

    private async Task<IEnumerable<int>> Kept()
    {
        await using var connection = await ledger.Get<LedgerDatabase>().Open(TestContext.Current.CancellationToken);
        return (await connection.QueryAsync<string>("select record from inbox order by id")).Select(record => int.Parse(record, System.Globalization.CultureInfo.InvariantCulture));
    }
}
