using System.Text.Json;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Odoo;

public sealed class RecordTests
{
    [Fact]
    public void False_for_an_empty_value_is_null()
    {
        var record = Record("""{"id":1,"ref":false,"partner_id":false,"date_order":false,"amount":false,"locked":false}""");

        Assert.Null(record.Text("ref"));
        Assert.Null(record.Link("partner_id"));
        Assert.Null(record.Time("date_order"));
        Assert.Null(record.Number("amount"));
        Assert.False(record.Flag("locked"));
        Assert.Null(record.Text("not there"));
    }

    [Theory]
    [InlineData("""[8,"Ada"]""", "Ada")]
    [InlineData("8", null)]
    [InlineData("""{"id":8,"display_name":"Ada"}""", "Ada")]
    public void A_many2one_is_a_pair_however_it_is_answered(string answer, string? name)
    {
        var record = Record($$"""{"id":1,"partner_id":{{answer}}}""");

        Assert.Equal(new OdooLink(8, name), record.Link("partner_id"));
        Assert.Equal(new OdooId<Partner>(8), record.Link<Partner>("partner_id"));
    }

    [Fact]
    public void A_datetime_is_UTC() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 20, 30, TimeSpan.Zero), Record("""{"d":"2026-11-20 10:20:30"}""").Time("d"));

    [Theory]
    [InlineData("19.99", "19.99")]
    [InlineData("48.529999999999994", "48.53")]
    [InlineData("9.666666", "9.666666")]
    [InlineData("1e-05", "0.00001")]
    [InlineData("-0.0", "0")]
    public void A_number_is_read_digit_by_digit(string answer, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Record($$"""{"n":{{answer}}}""").Number("n"));

    [Fact]
    public void Ids_are_read_from_numbers_and_from_nested_records()
    {
        Assert.Equal([3, 4], Record("""{"tax_ids":[3,4]}""").Ids("tax_ids"));
        Assert.Equal([3, 4], Record("""{"tax_ids":[{"id":3},{"id":4}]}""").Ids("tax_ids"));
    }

    [Fact]
    public void A_load_that_met_another_transaction_is_no_outcome()
    {
        using var answer = JsonDocument.Parse("""{"ids":false,"messages":[{"type":"error","record":0,"message":"could not serialize access due to concurrent update\n"}],"nextrow":0}""");

        Assert.Null(LoadOutcome.Read(answer.RootElement));
    }

    [Fact]
    public void A_load_with_an_error_message_is_refused()
    {
        using var answer = JsonDocument.Parse("""{"ids":false,"messages":[{"type":"error","record":1,"message":"Contacts require a name"}],"nextrow":0}""");

        var refused = Assert.IsType<LoadOutcome.Refused>(LoadOutcome.Read(answer.RootElement));
        Assert.Equal(["Contacts require a name"], refused.Messages);
    }

    private static OdooRecord Record(string json) => new(JsonDocument.Parse(json).RootElement);
}
