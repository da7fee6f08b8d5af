using System.Globalization;
using System.Text;
using System.Text.Json;
using Tandem.Sync;
using Tandem.Sync.Privacy;

namespace Tandem.Grains.Ledger;

/// <inheritdoc cref="IHoldings"/>
internal sealed class Holdings(LedgerDatabase database) : IHoldings
{
    private const long AtOnce = 200;

    public async Task<IReadOnlyList<HeldMessage>> Messages(ShopDomain shop, CustomerTraces traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        const string next = """
            select id as Id, record as Record, topic as Topic, received_at as ReceivedAt, body as Body from inbox
            where shop = @Shop and kind = 'order' and body is not null and id > @After order by id limit @AtOnce
            """;
        var orders = traces.Orders.ToHashSet();
        var found = new List<HeldMessage>();
        // Bodies are kept for days only; who else's they are is read from themselves.
        for (var after = 0L; ;)
        {
            var rows = await database.Query<Row>(next, new { Shop = shop.Value, After = after, AtOnce }, cancellationToken);
            foreach (var row in rows)
            {
                var order = long.TryParse(row.Record, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
                if (orders.Contains(order) || Names(row.Body, traces)) found.Add(new HeldMessage(row.Id, order, row.Topic, UnixTime.Read(row.ReceivedAt), row.Body));
            }

            if (rows.Count < AtOnce) return found;
            after = rows[^1].Id;
        }
    }

    private static bool Names(byte[] body, CustomerTraces traces)
    {
        var text = Encoding.UTF8.GetString(body);
        return PersonalWords.Of(traces).Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) || (traces.Customer is { } customer && CustomerOf(body) == customer);
    }

    private static long? CustomerOf(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("customer", out var customer) && customer.ValueKind == JsonValueKind.Object
                && customer.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public required string Record { get; init; }

        public required string Topic { get; init; }

        public long ReceivedAt { get; init; }

        public byte[] Body { get; init; } = [];
    }
}
