using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class ProductFieldsOnSqlite(SqliteLedger ledger) : ProductFieldsContract(ledger), IClassFixture<SqliteLedger>;

public sealed class ProductFieldsOnPostgres(PostgresLedger ledger) : ProductFieldsContract(ledger), IClassFixture<PostgresLedger>;

public abstract class ProductFieldsContract(LedgerUnderTest ledger) : LedgerContract(ledger)
{
    private static readonly ProductId Mug = new(50);

    private IProductFields Fields => Ledger.Get<IProductFields>();

    [Fact]
    public async Task What_both_sides_agreed_on_is_kept_and_what_is_open_is_listed()
    {
        await Fields.Replace(Alpha, Mug, [Agreed("title", "Mug"), Open(7, "price", "8", "10")], Stop);

        var known = await Fields.Of(Alpha, Mug, Stop);
        Assert.Equal(SettledField.DigestOf("Mug"), known[new FieldPlace(null, "title")].Digest);
        Assert.Null(known[new FieldPlace(new VariantId(7), "price")].Digest);
        var open = Assert.Single(await Fields.Open(Alpha, new Page(10), Stop));
        Assert.Equal((Mug, "8", "10", FieldOwner.Odoo, "Why.", Now), (open.Product, open.Shopify, open.Odoo, open.Owner, open.Sentence, open.Since));
        Assert.Equal((1, 1), ((await Fields.Counts(Alpha, Stop))[FieldState.InStep], (await Fields.Counts(Alpha, Stop))[FieldState.Differs]));
        Assert.Equal([Mug], await Fields.OpenProducts(Alpha, Stop));
        Assert.Empty(await Fields.Open(Beta, new Page(10), Stop));
    }

    [Fact]
    public async Task A_taken_field_stays_taken_until_it_is_looked_at_again_and_fields_that_are_carried_no_more_go()
    {
        await Fields.Replace(Alpha, Mug, [Agreed("title", "Mug"), Open(7, "price", "8", "10")], Stop);
        Assert.Equal(0, await Fields.Take(Alpha, new ProductId(51), Stop));
        Assert.Equal(1, await Fields.Take(Alpha, null, Stop));
        Assert.True((await Fields.Of(Alpha, Mug, Stop))[new FieldPlace(new VariantId(7), "price")].Taken);

        await Fields.Replace(Alpha, Mug, [Open(7, "price", "8", "10")], Stop);
        Assert.False(Assert.Single(await Fields.Of(Alpha, Mug, Stop)).Value.Taken);
    }

    private static FieldStanding Agreed(string field, string value) =>
        new(new FieldPair(new FieldPlace(null, field), "Mug", FieldOwner.Odoo, value, value), FieldState.InStep, SettledField.DigestOf(value), null);

    private static FieldStanding Open(long variant, string field, string shopify, string odoo) =>
        new(new FieldPair(new FieldPlace(new VariantId(variant), field), "MUG", FieldOwner.Odoo, shopify, odoo), FieldState.Differs, null, "Why.");
}
