using System.Data.Common;
using System.Text;
using Dapper;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Privacy;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class PrivacyOnSqlite(SqliteLedger ledger) : PrivacyContract(ledger), IClassFixture<SqliteLedger>;

public sealed class PrivacyOnPostgres(PostgresLedger ledger) : PrivacyContract(ledger), IClassFixture<PostgresLedger>;

public abstract class PrivacyContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    /// <summary>Rows of these are nobody's: which migrations ran, Orleans' statements, the key ring.</summary>
    private static readonly string[] OfNoShop = ["migration", "orleansquery", "orleansmembership", "orleansmembershipversion", "data_key"];

    private static readonly CustomerTraces Jane = new(191167, "jane@example.com", "555-625-1199", [1001]);

    [Fact]
    public async Task A_customer_is_erased_from_messages_and_sentences_and_ids_and_others_stay()
    {
        await Ledger.Get<IShops>().Connect(Alpha, Stop);
        const string body = """{"id":NUMBER,"email":"EMAIL","customer":{"id":CUSTOMER,"first_name":"Jane","last_name":"Doe","default_address":{"address1":"1 Long Lane"}}}""";
        foreach (var (order, customer, email) in new[] { (1001, 191167, "jane@example.com"), (1002, 191167, "other@example.com"), (1003, 7, "sam@example.com") })
            await Signal(order, body.Replace("NUMBER", $"{order}", StringComparison.Ordinal).Replace("CUSTOMER", $"{customer}", StringComparison.Ordinal).Replace("EMAIL", email, StringComparison.Ordinal)
                .Replace("Doe", customer == 7 ? "Doering" : "Doe", StringComparison.Ordinal));
        await Say(1001, "Order #1001 was not written: Odoo refused it and said “Partner Jane D. has no state”. Put that right in Odoo.");
        await Say(1001, "Order #1001 was booked for JANE@example.com as S00042.");
        await Say(1003, "Order #1003 was not written: Odoo refused it and said “Partner Sam has no state”. Put that right in Odoo.");
        await Ledger.Get<IStandings>().Set(Order(Alpha, 1001), new Standing.RetryingAt(Now, "Odoo said “Jane Doe, 1 Long Lane is no address”."), new RecordFacts("#1001", new OdooDocument("sale.order", 42, "S00042")), null, Stop);

        var erased = await Ledger.Get<IErasure>().Customer(Alpha, Jane, [], Stop);
        var again = await Ledger.Get<IErasure>().Customer(Alpha, Jane, [], Stop);

        Assert.Equal((2, 4), (erased.Messages, erased.Sentences));
        Assert.Equal([1001L, 1002L], erased.Orders.Select(order => order.Value).Order());
        Assert.Equal((0, 0), (again.Messages, again.Sentences));
        Assert.Equal(
            ["Order #1001 was not written: Odoo refused it and said “(erased)”. Put that right in Odoo.", "Order #1001 was booked for (erased) as S00042."],
            (await Ledger.Get<IActivity>().Of(Order(Alpha, 1001), new Page(10), Stop)).Select(entry => entry.Sentence));
        Assert.Contains("Partner Sam has no state", Assert.Single(await Ledger.Get<IActivity>().Of(Order(Alpha, 1003), new Page(10), Stop)).Sentence, StringComparison.Ordinal);
        var held = (await Ledger.Get<IStandings>().Find(Order(Alpha, 1001), Stop))!;
        Assert.Equal(("S00042", 42L), (held.Odoo!.Name, held.Odoo.Id));
        Assert.DoesNotContain("Long Lane", ((Standing.RetryingAt)held.Standing).Sentence, StringComparison.Ordinal);
        Assert.Equal(1003, Assert.Single(await Ledger.Get<IHoldings>().Messages(Alpha, new CustomerTraces(7, null, null, []), Stop)).Order);
    }

    [Fact]
    public async Task A_request_is_kept_once_encrypted_and_by_what_its_customer_is_found_is_forgotten()
    {
        var requests = Ledger.Get<IPrivacyRequests>();
        await requests.Keep(new PrivacyAsk(Alpha, PrivacyTopic.CustomerData, "d1", Jane), Stop);
        await requests.Keep(new PrivacyAsk(Alpha, PrivacyTopic.CustomerData, "d1", Jane), Stop);
        await requests.Keep(new PrivacyAsk(Alpha, PrivacyTopic.CustomerErasure, "d2", Jane), Stop);
        await requests.Keep(new PrivacyAsk(Beta, PrivacyTopic.CustomerData, "d1", Jane), Stop);

        var (erasure, data) = ((await requests.Of(Alpha, Stop))[0], (await requests.Of(Alpha, Stop))[1]);
        Assert.Equal("jane@example.com", data.Traces.Email);
        Assert.Empty(await Texts("privacy_request", "jane@example.com"));
        Assert.Null(await requests.Find(Beta, data.Id, Stop));
        Assert.Equal(erasure.Id, Assert.Single(await requests.Erasures(Stop)).Id);

        await requests.Settle(erasure, "Tandem", "Erased.", forget: true, Stop);

        Assert.Empty(await requests.Erasures(Stop));
        var left = (await requests.Find(Alpha, data.Id, Stop))!;
        Assert.True(left.Forgotten);
        Assert.Equal((191167L, null, 1001L), (left.Traces.Customer, left.Traces.Email, Assert.Single(left.Traces.Orders)));
    }

    [Fact]
    public async Task A_shop_that_is_erased_is_in_no_table_any_more_and_every_other_shop_is()
    {
        var tables = await Tables();
        var filled = new Dictionary<string, long>();
        foreach (var shop in new[] { Alpha, Beta }) await Fill(tables, shop, filled);
        Assert.Equal(OfNoShop.Order(), tables.Keys.Except(filled.Keys).Select(name => name.ToLowerInvariant()).Order());

        await Ledger.Get<IErasure>().Shop(Alpha, Stop);
        await Ledger.Get<IErasure>().Shop(Alpha, Stop);

        foreach (var table in tables.Keys)
            Assert.True((await Texts(table, Alpha.Value)).Count == 0, $"{table} still holds something of the shop.");
        foreach (var table in filled.Keys) Assert.True((await Texts(table, Beta.Value)).Count > 0, $"{table} lost another shop's row.");
    }

    private Task Say(long order, string sentence) => Ledger.Get<IActivity>().Append([new ActivityEntry(Now, Order(Alpha, order), "stand", ActivityOutcome.Blocked, sentence, TimeSpan.Zero, "p")], Stop);

    private Task<Appended> Signal(long order, string body) => Ledger.Get<IInbox>().Append(
        new Signal(Order(Alpha, order), SignalSource.Webhook, $"d{order}", $"d{order}", "orders/create", Now), Encoding.UTF8.GetBytes(body), Stop);

    /// <summary>One row of the shop in every table that can hold one, parents before children.</summary>
    private async Task Fill(IReadOnlyDictionary<string, IReadOnlyList<DbColumn>> tables, ShopDomain shop, Dictionary<string, long> filled)
    {
        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        var left = tables.Where(table => Key(table.Key, table.Value) is not null).ToList();
        while (left.Count > 0)
        {
            var before = left.Count;
            foreach (var table in left.ToList())
            {
                // A number that the database gives itself is left to it; where it does not, it is told.
                if (await Put(connection, table.Key, table.Value, shop) || await Put(connection, table.Key, [.. table.Value.Where(column => column.ColumnName != "id")], shop))
                {
                    filled[table.Key] = 1;
                    left.Remove(table);
                }
            }

            Assert.True(left.Count < before, $"No row can be put into {string.Join(", ", left.Select(table => table.Key))}.");
        }
    }

    private static async Task<bool> Put(DbConnection connection, string table, IReadOnlyList<DbColumn> columns, ShopDomain shop)
    {
        var row = new DynamicParameters();
        foreach (var column in columns) row.Add(column.ColumnName, Value(table, Key(table, columns), column, shop));
        try
        {
            return await connection.ExecuteAsync($"insert into {table} ({string.Join(", ", columns.Select(column => column.ColumnName))}) values ({string.Join(", ", columns.Select(column => "@" + column.ColumnName))})", row) == 1;
        }
        catch (DbException)
        {
            // Its parent comes first, or its number is not for us to say.
            return false;
        }
    }

    /// <summary>The column that says whose a row is.</summary>
    private static string? Key(string table, IReadOnlyList<DbColumn> columns) => table.ToLowerInvariant() switch
    {
        "shop" => "domain",
        "lease" => "name",
        "orleansstorage" => columns.Single(column => column.ColumnName.Equals("GrainIdExtensionString", StringComparison.OrdinalIgnoreCase)).ColumnName,
        _ => columns.FirstOrDefault(column => column.ColumnName == "shop")?.ColumnName,
    };

    private static object Value(string table, string? key, DbColumn column, ShopDomain shop)
    {
        if (column.ColumnName == key) return table == "lease" ? $"token-refresh/{shop}" : column.ColumnName.StartsWith("grain", StringComparison.OrdinalIgnoreCase) ? $"{shop}/order/1" : shop.Value;
        if (column.DataType == typeof(string)) return "x";
        return column.DataType == typeof(byte[]) ? Array.Empty<byte>() : column.DataType == typeof(int) ? 1 : 1L;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<DbColumn>>> Tables()
    {
        var database = Ledger.Get<LedgerDatabase>();
        await using var connection = await database.Open(Stop);
        var names = await connection.QueryAsync<string>(database.Dialect.OneWriter
            ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            : "select table_name::text from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'");
        var tables = new Dictionary<string, IReadOnlyList<DbColumn>>();
        foreach (var name in names)
        {
            await using var reader = (DbDataReader)await connection.ExecuteReaderAsync($"select * from {name} where 1 = 0");
            tables[name] = await reader.GetColumnSchemaAsync(Stop);
        }

        return tables;
    }

    /// <summary>Every text of a table in which something stands.</summary>
    private async Task<IReadOnlyList<string>> Texts(string table, string what)
    {
        await using var connection = await Ledger.Get<LedgerDatabase>().Open(Stop);
        var rows = await connection.QueryAsync($"select * from {table}");
        return [.. rows.SelectMany(row => (IDictionary<string, object>)row).Select(cell => cell.Value).OfType<string>().Where(text => text.Contains(what, StringComparison.Ordinal))];
    }
}
