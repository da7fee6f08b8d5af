using System.Globalization;
using Tandem.Sync;
using Tandem.Sync.Reconciliation;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class Compared(LedgerDatabase database) : ICompared
{
    public async Task<IReadOnlyDictionary<OrderId, ComparedOrder>> Of(ShopDomain shop, IReadOnlyCollection<OrderId> orders, DateTimeOffset from, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var rows = await database.Query<Row>(
            $"select record as Record, mark as Mark, excluded as Excluded, payments as Payments from compared where shop = @Shop and record {database.Dialect.OneOf("Records")} and at >= @From",
            new { Shop = shop.Value, From = UnixTime.Of(from), Records = orders.Select(order => order.Value.ToString(CultureInfo.InvariantCulture)).ToArray() }, cancellationToken);
        return rows.Select(row => new ComparedOrder(new OrderId(long.Parse(row.Record, CultureInfo.InvariantCulture)), row.Mark, row.Excluded) { Payments = row.Payments is { } paid ? ReportJson.Read<IReadOnlyList<JournalSum>>(paid) ?? [] : [] }).ToDictionary(order => order.Order);
    }

    public Task Keep(ShopDomain shop, DateTimeOffset at, IReadOnlyList<ComparedOrder> orders, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(orders);
        if (orders.Count == 0) return Task.CompletedTask;
        return database.Write(async transaction =>
        {
            foreach (var order in orders)
                await transaction.Execute(
                    """
                    insert into compared (shop, record, mark, excluded, payments, at) values (@Shop, @Record, @Mark, @Excluded, @Payments, @At)
                    on conflict (shop, record) do update set mark = excluded.mark, excluded = excluded.excluded, payments = excluded.payments, at = excluded.at
                    """,
                    new { Shop = shop.Value, Record = order.Order.Value.ToString(CultureInfo.InvariantCulture), order.Mark, order.Excluded, Payments = order.Payments.Count == 0 ? null : ReportJson.Write(order.Payments, indented: false), At = UnixTime.Of(at) }, cancellationToken);
            return true;
        }, cancellationToken);
    }

    public Task Forget(ShopDomain shop, DateTimeOffset before, CancellationToken cancellationToken) => database.Execute(
        "delete from compared where shop = @Shop and at < @Before", new { Shop = shop.Value, Before = UnixTime.Of(before) }, cancellationToken);

    private sealed record Row
    {
        public required string Record { get; init; }
        public required string Mark { get; init; }
        public string? Excluded { get; init; }
        public string? Payments { get; init; }
    }
}
