using System.Globalization;
using Dapper;
using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class ProductMatches(LedgerDatabase database) : IProductMatches
{
    private const int AtOnce = 500;

    public async Task Replace(ShopDomain shop, IEnumerable<MatchRow> rows, DateTimeOffset seenAt, CancellationToken cancellationToken)
    {
        // In parts, so that a large catalogue holds up no other writer; what this report does not name goes at the end.
        foreach (var some in rows.Chunk(AtOnce))
            await database.Execute(ProductMatchRow.Upsert, some.Select(row => ProductMatchRow.Of(shop, row, seenAt)).ToArray(), cancellationToken);
        await database.Execute("delete from product_match where shop = @Shop and seen_at < @SeenAt", new { Shop = shop.Value, SeenAt = UnixTime.Of(seenAt) }, cancellationToken);
    }

    public Task ReplaceProduct(ShopDomain shop, ProductId product, IReadOnlyCollection<MatchRow> rows, DateTimeOffset seenAt, CancellationToken cancellationToken) =>
        database.Write(async transaction =>
        {
            await transaction.Execute(ProductMatchRow.Upsert, rows.Select(row => ProductMatchRow.Of(shop, row, seenAt)).ToArray(), cancellationToken);
            var gone = new { Shop = shop.Value, Product = product.Value, SeenAt = UnixTime.Of(seenAt) };
            return await transaction.Execute("delete from product_match where shop = @Shop and product = @Product and seen_at < @SeenAt", gone, cancellationToken);
        }, cancellationToken);

    public Task<IReadOnlyList<MatchRow>> List(ShopDomain shop, MatchFilter filter, Page page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(page);
        var parameters = new DynamicParameters(new { Shop = shop.Value, Size = (long)page.Size, Skip = (long)page.Skip });
        var where = "shop = @Shop";
        if (filter.State is { } state)
        {
            where += " and state = @State";
            parameters.Add("State", Words.Of(state));
        }

        if (filter.Text is { Length: > 0 } text)
        {
            where += """ and (id = @Number or product = @Number or odoo_product = @Number or lower(coalesce(sku, '') || ' ' || coalesce(barcode, '') || ' ' || coalesce(reference, '') || ' ' || coalesce(odoo_barcode, '') || ' ' || title || ' ' || coalesce(odoo_name, '')) like @Text escape '\')""";
            parameters.Add("Text", $"%{LikeText.Literal(text.ToLowerInvariant())}%");
            parameters.Add("Number", long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1L);
        }

        return Read(where, parameters, $"order by {ProductMatchRow.Urgency}, title, side, id limit @Size offset @Skip", cancellationToken);
    }

    public async Task<MatchRow?> Find(ShopDomain shop, VariantId variant, CancellationToken cancellationToken) =>
        (await Read("shop = @Shop and side = 'variant' and id = @Id", new { Shop = shop.Value, Id = variant.Value }, "", cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<MatchRow>> Of(ShopDomain shop, ProductId product, CancellationToken cancellationToken) =>
        Read("shop = @Shop and product = @Product and side = 'variant'", new { Shop = shop.Value, Product = product.Value }, "order by id", cancellationToken);

    public async Task<IReadOnlyList<MatchRow>> WithCodes(ShopDomain shop, IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var found = new List<MatchRow>();
        foreach (var some in codes.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
            found.AddRange(await Read($"shop = @Shop and side = 'variant' and code {database.Dialect.OneOf("Codes")}", new { Shop = shop.Value, Codes = some }, "order by id", cancellationToken));
        return found;
    }

    public async Task<IReadOnlyDictionary<MatchState, int>> Counts(ShopDomain shop, CancellationToken cancellationToken) => (await database.Query<CountRow>(
        "select state as State, count(*) as Records from product_match where shop = @Shop group by state", new { Shop = shop.Value }, cancellationToken))
        .ToDictionary(row => Words.Read<MatchState>(row.State), row => (int)row.Records);

    public async Task<DateTimeOffset?> SeenAt(ShopDomain shop, CancellationToken cancellationToken)
    {
        var oldest = (await database.Query<CountRow>("select 'all' as State, coalesce(min(seen_at), 0) as Records from product_match where shop = @Shop", new { Shop = shop.Value }, cancellationToken)).Single();
        return oldest.Records == 0 ? null : UnixTime.Read(oldest.Records);
    }

    private async Task<IReadOnlyList<MatchRow>> Read(string where, object parameters, string order, CancellationToken cancellationToken) =>
        [.. (await database.Query<ProductMatchRow>($"select {ProductMatchRow.Columns} from product_match where {where} {order}", parameters, cancellationToken)).Select(row => row.Read())];

    private sealed record CountRow
    {
        public required string State { get; init; }

        public long Records { get; init; }
    }
}
