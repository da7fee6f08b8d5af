using Tandem.Odoo;
using Tandem.Odoo.Fields;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    [Fact]
    public async Task Custom_fields_of_orders_and_customers_are_read_written_and_seen_to_change()
    {
        CustomFieldDecision Field(CustomFieldOf of, string name, string key, FieldOwner owner, string type = "single_line_text_field") => new(of, name, "custom", key, type, owner);
        var decisions = Rules().Decisions with
        {
            CustomFields =
            [
                Field(CustomFieldOf.Order, "reference", "gift", FieldOwner.Shopify), Field(CustomFieldOf.Order, "validity_date", "until", FieldOwner.Odoo, "date"),
                Field(CustomFieldOf.Customer, "function", "job", FieldOwner.Shopify), Field(CustomFieldOf.Customer, "website", "web", FieldOwner.Odoo),
            ],
        };
        var fields = new RecordFields(World.Odoo, World.Profile, decisions);
        Assert.Empty(await RecordFields.Misfits(World.Odoo, decisions, Stop));
        var (order, partner) = (await ConfirmedOrder("fields", World.Line("fields_1", 1, 10m)), World.Partners.Customer);

        await fields.Write(CustomFieldOf.Order, order.Value, new Dictionary<string, string?> { ["custom.gift"] = $"Wrap {World.Tag}" }, Stop);
        await fields.Write(CustomFieldOf.Customer, partner.Value, new Dictionary<string, string?> { ["custom.job"] = $"Baker {World.Tag}" }, Stop);
        Assert.Equal($"Wrap {World.Tag}", (await OfOrder()).Gift);
        Assert.Equal($"Baker {World.Tag}", (await fields.Read(CustomFieldOf.Customer, partner.Value, Stop))!["function"]);

        await World.Odoo.Write("sale.order", [order.Value], new Dictionary<string, object?> { ["validity_date"] = "2027-01-31" }, World.Context, Stop);
        Assert.Equal("2027-01-31", (await OfOrder()).Until);
        var seen = await fields.Since(CustomFieldOf.Order, DateTimeOffset.UnixEpoch, Stop);
        Assert.Equal("validity_date=2027-01-31", seen.Single(row => row.Id == order.Value).Said);
        Assert.True((await fields.Glimpse(CustomFieldOf.Order, DateTimeOffset.UnixEpoch, Stop)).Rows >= seen.Count);
        Assert.Contains(await fields.Since(CustomFieldOf.Customer, DateTimeOffset.UnixEpoch, Stop), row => row.Id == partner.Value);
        Assert.Equal([order], await fields.LatestOrders([partner.Value], Stop));
        Assert.Null(await fields.Read(CustomFieldOf.Order, int.MaxValue, Stop));

        async Task<(string? Gift, string? Until)> OfOrder()
        {
            var read = (await fields.Read(CustomFieldOf.Order, order.Value, Stop))!;
            return (read["reference"], read["validity_date"]);
        }
    }
}
