using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class ProductFields(LedgerDatabase database, TimeProvider clock) : IProductFields
{
    /// <summary>Texts are shown, not kept.</summary>
    private const int Shown = 200;

    public async Task<IReadOnlyDictionary<FieldPlace, SettledField>> Of(ShopDomain shop, ProductId product, CancellationToken cancellationToken) =>
        (await database.Query<FieldRow>($"select {FieldRow.Columns} from product_field where shop = @Shop and product = @Product", Key(shop, product), cancellationToken))
            .Select(row => new SettledField(row.Place, row.Settled, row.Taken == 1)).ToDictionary(field => field.Place);

    public Task Replace(ShopDomain shop, ProductId product, IReadOnlyCollection<FieldStanding> fields, CancellationToken cancellationToken) => database.Write(async transaction =>
    {
        var before = (await transaction.Query<FieldRow>($"select {FieldRow.Columns} from product_field where shop = @Shop and product = @Product", Key(shop, product), cancellationToken))
            .ToDictionary(row => row.Place);
        var now = UnixTime.Of(clock.GetUtcNow());
        List<FieldRow> rows = [.. fields.Select(field => Row(shop, product, field, now))];
        var changed = rows.Select(row => before.GetValueOrDefault(row.Place) is { } old && old.State == row.State ? row with { Since = old.Since } : row)
            .Where(row => before.GetValueOrDefault(row.Place) != row).ToArray();
        var gone = before.Keys.Except(rows.Select(row => row.Place)).Select(place => before[place]).ToArray();
        if (gone.Length > 0)
            await transaction.Execute("delete from product_field where shop = @Shop and product = @Product and variant = @Variant and field = @Field", gone, cancellationToken);
        if (changed.Length > 0)
            await transaction.Execute(
                """
                insert into product_field (shop, product, variant, field, settled, state, owner, name, shopify, odoo, sentence, taken, since)
                values (@Shop, @Product, @Variant, @Field, @Settled, @State, @Owner, @Name, @Shopify, @Odoo, @Sentence, 0, @Since)
                on conflict (shop, product, variant, field) do update set
                    settled = excluded.settled, state = excluded.state, owner = excluded.owner, name = excluded.name, shopify = excluded.shopify, odoo = excluded.odoo,
                    sentence = excluded.sentence, taken = 0, since = excluded.since
                """,
                changed, cancellationToken);
        return changed.Length;
    }, cancellationToken);

    public Task<int> Take(ShopDomain shop, ProductId? product, CancellationToken cancellationToken) => database.Execute(
        "update product_field set taken = 1 where shop = @Shop and state <> 'in_step' and (@Product = 0 or product = @Product)",
        new { Shop = shop.Value, Product = product?.Value ?? 0 }, cancellationToken);

    public async Task<IReadOnlyList<OpenField>> Open(ShopDomain shop, Page page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var rows = await database.Query<FieldRow>(
            $"select {FieldRow.Columns} from product_field where shop = @Shop and state <> 'in_step' order by product, variant, field limit @Size offset @Skip",
            new { Shop = shop.Value, Size = (long)page.Size, Skip = (long)page.Skip }, cancellationToken);
        return [.. rows.Select(row => row.Open())];
    }

    public async Task<IReadOnlyList<OpenField>> OpenOf(ShopDomain shop, ProductId product, CancellationToken cancellationToken) =>
        [.. (await database.Query<FieldRow>($"select {FieldRow.Columns} from product_field where shop = @Shop and product = @Product and state <> 'in_step' order by variant, field", Key(shop, product), cancellationToken))
            .Select(row => row.Open())];

    public async Task<IReadOnlyDictionary<FieldState, int>> Counts(ShopDomain shop, CancellationToken cancellationToken) =>
        (await database.Query<CountRow>("select state as State, count(*) as Fields from product_field where shop = @Shop group by state", new { Shop = shop.Value }, cancellationToken))
            .ToDictionary(row => Words.Read<FieldState>(row.State), row => (int)row.Fields);

    public async Task<IReadOnlyList<ProductId>> OpenProducts(ShopDomain shop, CancellationToken cancellationToken) =>
        [.. (await database.Query<long>("select distinct product from product_field where shop = @Shop and state <> 'in_step' order by product", new { Shop = shop.Value }, cancellationToken))
            .Select(product => new ProductId(product))];

    private static object Key(ShopDomain shop, ProductId product) => new { Shop = shop.Value, Product = product.Value };

    private static FieldRow Row(ShopDomain shop, ProductId product, FieldStanding field, long now)
    {
        var open = field.State != FieldState.InStep;
        return new FieldRow
        {
            Shop = shop.Value,
            Product = product.Value,
            Variant = field.Pair.Place.Variant?.Value ?? 0,
            Field = field.Pair.Place.Field,
            Settled = field.Digest,
            State = Words.Of(field.State),
            Owner = Words.Of(field.Pair.Owner),
            Name = field.Pair.Name,
            Shopify = open ? Cut(field.Pair.Shopify) : null,
            Odoo = open ? Cut(field.Pair.Odoo) : null,
            Sentence = field.Sentence,
            Since = now,
        };
    }

    private static string? Cut(string? value) => value is { Length: > Shown } ? $"{value[..(Shown - 1)]}…" : value;

    private sealed record CountRow
    {
        public string State { get; init; } = "";

        public long Fields { get; init; }
    }

    private sealed record FieldRow
    {
        public const string Columns = """
            shop as Shop, product as Product, variant as Variant, field as Field, settled as Settled, state as State, owner as Owner, name as Name,
            shopify as Shopify, odoo as Odoo, sentence as Sentence, taken as Taken, since as Since
            """;

        public string Shop { get; init; } = "";

        public long Product { get; init; }

        public long Variant { get; init; }

        public string Field { get; init; } = "";

        public string? Settled { get; init; }

        public string State { get; init; } = "";

        public string Owner { get; init; } = "";

        public string Name { get; init; } = "";

        public string? Shopify { get; init; }

        public string? Odoo { get; init; }

        public string? Sentence { get; init; }

        public long Taken { get; init; }

        public long Since { get; init; }

        public FieldPlace Place => new(Variant == 0 ? null : new VariantId(Variant), Field);

        public OpenField Open() => new(
            new ProductId(Product), Place, Name, Words.Read<FieldOwner>(Owner), Words.Read<FieldState>(State), Shopify, Odoo, Sentence ?? "", Taken == 1, UnixTime.Read(Since));
    }
}
