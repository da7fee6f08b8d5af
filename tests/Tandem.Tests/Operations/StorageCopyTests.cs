using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Operations;

public sealed class StorageCopyTests(PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_moves_to_PostgreSQL_with_every_row_and_what_the_actors_know()
    {
        var file = Path.Combine(Path.GetTempPath(), $"tandem-move-{Guid.NewGuid():N}.db");
        var target = await postgres.NewDatabase(Stop);
        try
        {
            var (shop, order) = await Booked(file);

            var said = await AppProcess.Command(new Dictionary<string, string?> { ["ConnectionStrings:Tandem"] = file }, ["storage", "copy", target], Stop);

            Assert.Contains("Everything is there.", said, StringComparison.Ordinal);
            await using var connection = new NpgsqlConnection(target);
            Assert.Equal("in_step", await connection.QuerySingleAsync<string>("select standing from standing where shop = @shop and record = @order", new { shop, order }));
            // As Orleans itself addresses it there: the actor finds its link to the order in Odoo.
            var states = (await connection.QueryAsync<string>("select convert_from(PayloadBinary, 'utf8') from OrleansStorage where GrainIdExtensionString = @key", new { key = $"{shop}/order/{order}" })).AsList();
            Assert.Contains("OdooId", Assert.Single(states), StringComparison.Ordinal);
            // New rows get numbers behind the old ones.
            await connection.ExecuteAsync("insert into latency (shop, at, milliseconds) values ('beta.myshopify.com', 1, 1)");

            var again = await Assert.ThrowsAsync<InvalidOperationException>(() => AppProcess.Command(new Dictionary<string, string?> { ["ConnectionStrings:Tandem"] = file }, ["storage", "copy", target], Stop));
            Assert.Contains("The PostgreSQL database is not empty", again.Message, StringComparison.Ordinal);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(file + suffix);
        }
    }

    /// <summary>A shop with one order in step, in a file whose server has stopped.</summary>
    private static async Task<(string Shop, string Order)> Booked(string file)
    {
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions { Ledger = file }, Stop);
        Assert.True(await HouseSetup.ConnectAndApply(house, TextWriter.Null, Stop));
        var order = house.Shop.Place(DemoOrders.Simple());
        await house.Shop.Webhooks.Deliver(order, "orders/create", null, Stop);
        await house.Settled(TimeSpan.FromMinutes(2), Stop);
        var key = RecordKey.Order(ShopDomain.Parse(house.Shop.Domain), new OrderId(order.Number));
        Assert.IsType<Standing.InStep>((await house.App.Services.GetRequiredService<IStandings>().Find(key, Stop))!.Standing);
        return (house.Shop.Domain, key.Id);
    }
}
