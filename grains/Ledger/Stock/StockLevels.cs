using System.Globalization;
using Tandem.Sync;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class StockLevels(LedgerDatabase database, TimeProvider clock) : IStockLevels
{
    /// <summary>SQLite takes only so many parameters in a statement; a transaction of so many rows holds up no other writer for long.</summary>
    private const int AtOnce = 500;

    private const string Name = "coalesce(p.sku, 'variant ' || cast(l.variant as text)) as Name";

    public async Task<int> Mark(ShopDomain shop, LocationId location, IReadOnlyCollection<OdooId<Product>> products, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(products);
        var marked = 0;
        foreach (var some in products.Distinct().Chunk(AtOnce))
            marked += await Mark(shop, location, $"odoo_product {database.Dialect.OneOf("Ids")}", [.. some.Select(product => (long)product.Value)], 0, false, cancellationToken);
        return marked;
    }

    public async Task<int> MarkLinkedSince(ShopDomain shop, LocationId location, DateTimeOffset since, CancellationToken cancellationToken)
    {
        // Asked at every look, and nearly always for nothing: a reading holds up nobody, and nothing is flushed to disk.
        var any = await database.Query<long>(
            "select linked_at from product_link where shop = @Shop and linked_at >= @Since limit 1", new { Shop = shop.Value, Since = UnixTime.Of(since) }, cancellationToken);
        return any.Count == 0 ? 0 : await Mark(shop, location, "linked_at >= @Since", [], UnixTime.Of(since), false, cancellationToken);
    }

    public async Task<int> MarkAll(ShopDomain shop, LocationId location, CancellationToken cancellationToken)
    {
        await database.Execute(
            """
            delete from stock_level where shop = @Shop and location = @Location
            and not exists (select 1 from product_link p where p.shop = stock_level.shop and p.variant = stock_level.variant)
            """,
            new { Shop = shop.Value, Location = location.Value },
            cancellationToken);
        return await Mark(shop, location, "1 = 1", [], 0, true, cancellationToken);
    }

    public async Task<IReadOnlyList<DueLevel>> Due(ShopDomain shop, LocationId location, VariantId? after, int max, CancellationToken cancellationToken)
    {
        var rows = await database.Query<DueRow>(
            $"""
            select l.variant as Variant, l.inventory_item as Item, l.odoo_product as Product, l.seen as Seen, l.due as Due, p.units as Units, {Name}
            from stock_level l left join product_link p on p.shop = l.shop and p.variant = l.variant
            where l.shop = @Shop and l.location = @Location and l.due > 0 and l.variant > @After order by l.variant limit @Max
            """,
            new { Shop = shop.Value, Location = location.Value, After = after?.Value ?? 0, Max = (long)max },
            cancellationToken);
        return [.. rows.Select(row => row.Read())];
    }

    public async Task Settle(ShopDomain shop, LocationId location, IReadOnlyCollection<SettledLevel> settled, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settled);
        var now = UnixTime.Of(clock.GetUtcNow());
        foreach (var some in settled.Chunk(AtOnce))
            await database.Execute(
                """
                update stock_level set seen = @Seen, state = @State, sentence = @Sentence, looked_at = @Now, due = case when due = @Due then 0 else due end
                where shop = @Shop and location = @Location and variant = @Variant
                """,
                some.Select(level => new SettledRow(shop.Value, location.Value, level.Variant.Value, level.Seen, Words.Of(level.State), level.Sentence, level.Due, now)).ToArray(),
                cancellationToken);
    }

    public async Task Drop(ShopDomain shop, LocationId location, IReadOnlyCollection<VariantId> variants, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(variants);
        foreach (var some in variants.Chunk(AtOnce))
            await database.Execute(
                $"delete from stock_level where shop = @Shop and location = @Location and variant {database.Dialect.OneOf("Ids")}",
                new { Shop = shop.Value, Location = location.Value, Ids = some.Select(variant => variant.Value).ToArray() },
                cancellationToken);
    }

    public async Task<IReadOnlyList<LevelCount>> Counts(ShopDomain shop, CancellationToken cancellationToken)
    {
        var rows = await database.Query<CountRow>(
            """
            select location as Location, state as State, count(*) as Levels, sum(case when due > 0 then 1 else 0 end) as Due, coalesce(max(looked_at), 0) as LookedAt
            from stock_level where shop = @Shop group by location, state order by location, state
            """,
            new { Shop = shop.Value },
            cancellationToken);
        return [.. rows.Select(row => new LevelCount(new LocationId(row.Location), Words.Read<LevelState>(row.State), (int)row.Levels, (int)row.Due, row.LookedAt == 0 ? null : UnixTime.Read(row.LookedAt)))];
    }

    public async Task<IReadOnlyList<StockLevel>> List(ShopDomain shop, LocationId location, LevelState state, Page page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var rows = await database.Query<LevelRow>(
            $"""
            select l.variant as Variant, {Name}, l.seen as Seen, l.state as State, l.sentence as Sentence, l.looked_at as LookedAt
            from stock_level l left join product_link p on p.shop = l.shop and p.variant = l.variant
            where l.shop = @Shop and l.location = @Location and l.state = @State order by l.variant limit @Size offset @Skip
            """,
            new { Shop = shop.Value, Location = location.Value, State = Words.Of(state), Size = (long)page.Size, Skip = (long)page.Skip },
            cancellationToken);
        return [.. rows.Select(row => row.Read())];
    }

    public async Task<IReadOnlyList<FoundLevel>> Find(ShopDomain shop, LevelFilter filter, Page page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(page);
        var where = "l.shop = @Shop";
        if (filter.Location is not null) where += " and l.location = @Location";
        if (filter.State is not null) where += " and l.state = @State";
        if (filter.Text is { Length: > 0 })
            where += """
                 and (l.variant = @Number or p.product = @Number or l.odoo_product = @Number
                or lower(coalesce(p.sku, '') || ' ' || coalesce(p.barcode, '') || ' ' || coalesce(p.reference, '') || ' ' || coalesce(m.title, '')) like @Text escape '\')
                """;
        var rows = await database.Query<FoundRow>(
            $"""
            select l.location as Location, l.variant as Variant, {Name}, l.seen as Seen, l.state as State, l.sentence as Sentence, l.looked_at as LookedAt,
                p.product as Product, l.odoo_product as OdooProduct, m.title as Title, l.due as Due
            from stock_level l left join product_link p on p.shop = l.shop and p.variant = l.variant left join product_match m on m.shop = l.shop and m.side = 'variant' and m.id = l.variant
            where {where} order by l.location, l.variant limit @Size offset @Skip
            """,
            new
            {
                Shop = shop.Value, Location = filter.Location?.Value ?? 0, State = filter.State is { } state ? Words.Of(state) : "",
                Text = $"%{LikeText.Literal(filter.Text?.ToLowerInvariant() ?? "")}%", Number = long.TryParse(filter.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1, Size = (long)page.Size, Skip = (long)page.Skip,
            },
            cancellationToken);
        return [.. rows.Select(row => row.Found())];
    }

    /// <summary>One statement, whatever the number of rows: a catalogue is marked in moments.</summary>
    private Task<int> Mark(ShopDomain shop, LocationId location, string which, long[] ids, long since, bool anew, CancellationToken stop) => database.Execute(
        $"""
        insert into stock_level (shop, location, variant, inventory_item, odoo_product, seen, state, due)
        select shop, cast(@Location as bigint), variant, inventory_item, odoo_product, null, 'new', 1 from product_link where shop = @Shop and {which}
        on conflict (shop, location, variant) do update set
            inventory_item = excluded.inventory_item, odoo_product = excluded.odoo_product, due = stock_level.due + 1,
            seen = case when @Anew = 1 or stock_level.inventory_item <> excluded.inventory_item then null else stock_level.seen end
        """,
        new { Shop = shop.Value, Location = location.Value, Ids = ids, Since = since, Anew = anew ? 1L : 0L },
        stop);

    private sealed record SettledRow(string Shop, long Location, long Variant, long? Seen, string State, string? Sentence, long Due, long Now);

    private sealed record DueRow
    {
        public long Variant { get; init; }

        public long Item { get; init; }

        public long Product { get; init; }

        public long? Seen { get; init; }

        public long Due { get; init; }

        public string? Units { get; init; }

        public string Name { get; init; } = "";

        public DueLevel Read() => new(
            new VariantId(Variant), new InventoryItemId(Item), new OdooId<Product>((int)Product), (int?)Seen, Due, Units is null ? null : decimal.Parse(Units, CultureInfo.InvariantCulture), Name);
    }

    private sealed record CountRow
    {
        public long Location { get; init; }

        public string State { get; init; } = "";

        public long Levels { get; init; }

        public long Due { get; init; }

        public long LookedAt { get; init; }
    }

    private record LevelRow
    {
        public long Variant { get; init; }

        public string Name { get; init; } = "";

        public long? Seen { get; init; }

        public string State { get; init; } = "";

        public string? Sentence { get; init; }

        public long? LookedAt { get; init; }

        public StockLevel Read() => new(new VariantId(Variant), Name, (int?)Seen, Words.Read<LevelState>(State), Sentence, LookedAt is { } at ? UnixTime.Read(at) : null);
    }

    private sealed record FoundRow : LevelRow
    {
        public long Location { get; init; }

        public long? Product { get; init; }

        public long OdooProduct { get; init; }

        public string? Title { get; init; }

        public long Due { get; init; }

        public FoundLevel Found() => new(new LocationId(Location), Product is { } product ? new ProductId(product) : null, new OdooId<Product>((int)OdooProduct), Title, Due > 0, Read());
    }
}
