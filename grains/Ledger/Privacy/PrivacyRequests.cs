using System.Globalization;
using System.Text.Json;
using Tandem.Sync;
using Tandem.Sync.Privacy;

namespace Tandem.Grains.Ledger;

/// <inheritdoc cref="IPrivacyRequests"/>
internal sealed class PrivacyRequests(LedgerDatabase database, ISecretBox box, TimeProvider clock) : IPrivacyRequests
{
    private const string Columns = """
        select id as Id, shop as Shop, topic as Topic, customer as Customer, orders as Orders, traces as Traces,
            received_at as ReceivedAt, done_at as DoneAt, done_by as DoneBy, outcome as Outcome
        from privacy_request
        """;

    public Task Keep(PrivacyAsk ask, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        const string keep = """
            insert into privacy_request (shop, topic, delivery, customer, orders, traces, received_at)
            values (@Shop, @Topic, @Delivery, @Customer, @Orders, @Traces, @Now) on conflict do nothing
            """;
        return database.Execute(
            keep,
            new
            {
                Shop = ask.Shop.Value, Topic = Words.Of(ask.Topic), ask.Delivery, ask.Customer.Customer,
                Orders = string.Join(',', ask.Customer.Orders), Traces = box.Seal(Purpose(ask.Shop), JsonSerializer.Serialize(ask.Customer)), Now = clock.NowMs(),
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<PrivacyRequest>> Of(ShopDomain shop, CancellationToken cancellationToken) =>
        Read("where shop = @Shop order by id desc limit 200", new { Shop = shop.Value }, cancellationToken);

    public Task<IReadOnlyList<PrivacyRequest>> Unanswered(ShopDomain shop, CancellationToken cancellationToken) =>
        Read("where shop = @Shop and topic = @Data and done_at is null order by received_at, id", new { Shop = shop.Value, Data = Words.Of(PrivacyTopic.CustomerData) }, cancellationToken);

    public async Task<PrivacyRequest?> Find(ShopDomain shop, long id, CancellationToken cancellationToken) =>
        (await Read("where shop = @Shop and id = @Id", new { Shop = shop.Value, Id = id }, cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<PrivacyRequest>> Erasures(CancellationToken cancellationToken) =>
        Read("where done_at is null and topic <> @Data order by received_at, id", new { Data = Words.Of(PrivacyTopic.CustomerData) }, cancellationToken);

    public Task Settle(PrivacyRequest request, string by, string outcome, bool forget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        const string settle = """
            update privacy_request set done_at = coalesce(done_at, @Now), done_by = coalesce(done_by, @By), outcome = coalesce(outcome, @Outcome)
            where shop = @Shop and id = @Id
            """;
        var row = new { Shop = request.Shop.Value, request.Id, request.Traces.Customer, By = by, Outcome = outcome, Now = clock.NowMs() };
        return database.Write(async transaction =>
        {
            await transaction.Execute(settle, row, cancellationToken);
            return forget ? await transaction.Execute("update privacy_request set traces = null where shop = @Shop and (id = @Id or customer = @Customer)", row, cancellationToken) : 0;
        }, cancellationToken);
    }

    public Task Forget(DateTimeOffset settledBefore, DateTimeOffset receivedBefore, CancellationToken cancellationToken) => database.Execute(
        "update privacy_request set traces = null where traces is not null and (done_at < @Settled or received_at < @Received)",
        new { Settled = UnixTime.Of(settledBefore), Received = UnixTime.Of(receivedBefore) }, cancellationToken);

    private async Task<IReadOnlyList<PrivacyRequest>> Read(string which, object parameters, CancellationToken cancellationToken) =>
        [.. (await database.Query<Row>($"{Columns} {which}", parameters, cancellationToken)).Select(Read)];

    private PrivacyRequest Read(Row row)
    {
        var shop = ShopDomain.Parse(row.Shop);
        var orders = row.Orders.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => long.Parse(one, CultureInfo.InvariantCulture)).ToList();
        var traces = row.Traces is null ? new CustomerTraces(row.Customer, null, null, orders) : JsonSerializer.Deserialize<CustomerTraces>(box.Open(Purpose(shop), row.Traces))!;
        return new PrivacyRequest(
            row.Id, shop, Words.Read<PrivacyTopic>(row.Topic), traces, row.Traces is null, UnixTime.Read(row.ReceivedAt), UnixTime.Read(row.DoneAt), row.DoneBy, row.Outcome);
    }

    private static string Purpose(ShopDomain shop) => $"{shop}/privacy";

    private sealed record Row
    {
        public long Id { get; init; }

        public required string Shop { get; init; }

        public required string Topic { get; init; }

        public long? Customer { get; init; }

        public required string Orders { get; init; }

        public string? Traces { get; init; }

        public long ReceivedAt { get; init; }

        public long? DoneAt { get; init; }

        public string? DoneBy { get; init; }

        public string? Outcome { get; init; }
    }
}
