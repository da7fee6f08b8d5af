using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Reconciliation;

/// <summary>What a decision may have mended at once, and what never is.</summary>
public sealed class HealingTests
{
    [Theory]
    [InlineData(RecordKind.Order, FindingKind.Missing, "order", HealedField.Missing)]
    [InlineData(RecordKind.Order, FindingKind.Differs, "line “Mug”", HealedField.Lines)]
    [InlineData(RecordKind.Order, FindingKind.Differs, "tax “VAT 20%”", HealedField.Lines)]
    [InlineData(RecordKind.Order, FindingKind.Differs, "total", HealedField.Lines)]
    [InlineData(RecordKind.Order, FindingKind.Differs, "order date", HealedField.Order)]
    [InlineData(RecordKind.Order, FindingKind.Behind, "payments: Register", HealedField.Payments)]
    [InlineData(RecordKind.Order, FindingKind.Behind, "refunds: Credit", HealedField.Refunds)]
    [InlineData(RecordKind.Order, FindingKind.Behind, "fulfillments: Ship", HealedField.Fulfillments)]
    [InlineData(RecordKind.Order, FindingKind.Behind, "orders: Cancel", HealedField.Changes)]
    [InlineData(RecordKind.Product, FindingKind.Differs, "price of MUG", HealedField.Products)]
    [InlineData(RecordKind.Location, FindingKind.Differs, "stock of MUG", HealedField.Stock)]
    [InlineData(RecordKind.Location, FindingKind.Behind, "stock of MUG", HealedField.Stock)]
    [InlineData(RecordKind.Product, FindingKind.Differs, "variant 7", null)]
    [InlineData(RecordKind.Order, FindingKind.Twice, "sale.order 7", null)]
    [InlineData(RecordKind.Order, FindingKind.Extra, "sale.order 7", null)]
    [InlineData(RecordKind.Order, FindingKind.Waits, "TaxUnmapped", null)]
    [InlineData(RecordKind.Order, FindingKind.Unread, "reading", null)]
    public void A_finding_is_of_the_field_that_a_decision_names_or_a_person_s(RecordKind record, FindingKind kind, string field, HealedField? healed) => Assert.Equal(
        healed, Healing.Of(new Finding(new RecordKey(ShopDomain.Parse("alpha.myshopify.com"), record, "1"), "#1", kind, field, "1", "2", "?", Role.Finance, "Look.")));
}
