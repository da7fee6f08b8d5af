using System.Globalization;
using System.Text.Json;
using Tandem.Sync;
using Tandem.Sync.Privacy;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <inheritdoc cref="IErasure"/>
internal sealed class Erasure(LedgerDatabase database, IHoldings holdings) : IErasure
{
    /// <summary>Where sentences stand, of which some may say what Odoo or Shopify said.</summary>
    private static readonly (string Table, string Column)[] Sentences =
    [
        ("activity", "sentence"), ("standing", "detail"), ("blocker", "sentence"), ("blocker", "proposals"), ("flow_standing", "sentence"),
        ("finding", "shopify"), ("finding", "odoo"), ("finding", "cause"), ("finding", "action"), ("reconciliation", "report"), ("setup_diary", "sentence"), ("hand_mark", "reason"),
    ];

    private static readonly string[] OfOrders = ["activity", "standing", "blocker", "flow_standing", "finding"];

    public async Task<ErasedOfCustomer> Customer(ShopDomain shop, CustomerTraces traces, IReadOnlyList<RecordKey> grains, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        ArgumentNullException.ThrowIfNull(grains);
        var messages = await holdings.Messages(shop, traces, cancellationToken);
        var orders = traces.Orders.Concat(messages.Select(message => message.Order)).Where(order => order > 0).Distinct().ToList();
        // The messages tell what the person is called, so they go last.
        var words = messages.SelectMany(WordsOf).Concat(PersonalWords.Of(traces)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var sentences = 0;
        foreach (var (table, column) in Sentences) sentences += await Rewrite(shop, table, column, words, orders, cancellationToken);
        foreach (var grain in grains) await ForgetGrain(grain.ToString(), cancellationToken);
        foreach (var some in messages.Chunk(500))
            await database.Execute($"update inbox set body = null where id {database.Dialect.OneOf("Ids")}", new { Ids = some.Select(message => message.Id).ToArray() }, cancellationToken);
        return new ErasedOfCustomer(messages.Count, sentences, [.. orders.Select(order => new OrderId(order))]);
    }

    public async Task Shop(ShopDomain shop, CancellationToken cancellationToken)
    {
        const string last = "privacy_request";
        var key = new { Shop = shop.Value, Within = $"{shop}/%", Behind = $"%/{shop}", Amid = $"%/{shop}/%", Said = $"% {shop}" };
        var tables = await database.Query<string>(database.Dialect.TablesOfShops, null, cancellationToken);
        // What belongs to others goes with them, in whatever order: a foreign key cascades.
        foreach (var table in tables.Where(table => table != last)) await database.Execute($"delete from {table} where shop = @Shop", key, cancellationToken);
        await database.Execute("delete from OrleansStorage where GrainIdExtensionString like @Within or GrainIdExtensionString like @Amid", key, cancellationToken);
        await database.Execute("delete from lease where name like @Within or name like @Behind or name like @Amid or name like @Said", key, cancellationToken);
        await database.Execute("delete from shop where domain = @Shop", key, cancellationToken);
        await database.Execute($"delete from {last} where shop = @Shop", key, cancellationToken);
    }

    private async Task<int> Rewrite(ShopDomain shop, string table, string column, HashSet<string> words, List<long> orders, CancellationToken cancellationToken)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            const string escape = @"\";
            var pattern = $"%{word.ToLowerInvariant().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
            texts.UnionWith(await database.Query<string>($"select distinct {column} from {table} where shop = @Shop and lower({column}) like @Pattern escape '{escape}'", new { Shop = shop.Value, Pattern = pattern }, cancellationToken));
        }

        var rewritten = 0;
        foreach (var text in texts) rewritten += await Put(shop, table, column, "", text, PersonalWords.Without(text, words), [], cancellationToken);
        if (!OfOrders.Contains(table)) return rewritten;
        foreach (var some in orders.Chunk(500).Select(chunk => chunk.Select(order => order.ToString(CultureInfo.InvariantCulture)).ToArray()))
        {
            var mine = $"and kind = 'order' and record {database.Dialect.OneOf("Records")}";
            var quoting = await database.Query<string>(
                $"select distinct {column} from {table} where shop = @Shop {mine} and {column} like '%said “%'", new { Shop = shop.Value, Records = some }, cancellationToken);
            foreach (var text in quoting.Where(text => PersonalWords.WithoutQuotes(text) != text))
                rewritten += await Put(shop, table, column, mine, text, PersonalWords.WithoutQuotes(text), some, cancellationToken);
        }

        return rewritten;
    }

    private Task<int> Put(ShopDomain shop, string table, string column, string which, string from, string to, string[] records, CancellationToken cancellationToken) =>
        database.Execute($"update {table} set {column} = @To where shop = @Shop {which} and {column} = @From", new { Shop = shop.Value, From = from, To = to, Records = records }, cancellationToken);

    private Task<int> ForgetGrain(string key, CancellationToken cancellationToken) => database.Execute(
        "delete from OrleansStorage where GrainIdExtensionString = @Key or GrainIdExtensionString like @Amid", new { Key = key, Amid = $"%/{key}" }, cancellationToken);

    private static IReadOnlySet<string> WordsOf(HeldMessage message)
    {
        try
        {
            using var json = JsonDocument.Parse(message.Body);
            return PersonalWords.In(json.RootElement);
        }
        catch (JsonException)
        {
            return new HashSet<string>();
        }
    }
}
