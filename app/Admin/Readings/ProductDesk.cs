using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <inheritdoc />
internal sealed class ProductDesk(IShopBooks books, HandLinks hand, IProductLinks links, IProductMatches matches, IActivity activity, IStaff staff) : IProductDesk
{
    private const int ActivityShown = 50;

    public async Task<LinkingReading> Read(ShopDomain shop, VariantId variant, string? text, CancellationToken cancellationToken)
    {
        var row = await matches.Find(shop, variant, cancellationToken);
        var link = (await links.Of(shop, [variant], cancellationToken)).GetValueOrDefault(variant);
        var (found, problem, odoo) = await Search(shop, text, cancellationToken);
        var told = (row?.Product ?? link?.Product) is { } product ? await activity.Of(RecordKey.Product(shop, product), new Page(ActivityShown), cancellationToken) : [];
        return new LinkingReading(row, link, found, problem, told, odoo);
    }

    public async Task<string?> Link(ShopDomain shop, VariantId variant, OdooId<Product> product, decimal units, string user, CancellationToken cancellationToken) =>
        await hand.Link(shop, [new HandMatch(1, variant, product, null, units)], (await staff.Meet(shop, user, cancellationToken)).Known, dryRun: false, cancellationToken) switch
        {
            HandOutcome.Judged { Outcome.Problems: [var problem, ..] } => problem.Sentence,
            HandOutcome.Refused refused => refused.Sentence,
            _ => null,
        };

    public async Task<string?> Unlink(ShopDomain shop, VariantId variant, string user, CancellationToken cancellationToken) =>
        await hand.Unlink(shop, variant, (await staff.Meet(shop, user, cancellationToken)).Known, cancellationToken) is HandOutcome.Refused refused ? refused.Sentence : null;

    private async Task<(IReadOnlyList<CatalogueProduct> Found, string? Problem, Uri? Odoo)> Search(ShopDomain shop, string? text, CancellationToken stop)
    {
        try
        {
            return await books.Open(shop, stop) switch
            {
                ShopBookOpening.Open { Book: var book } => (text is null ? [] : await book.Catalogue.Search(text, stop), null, book.OdooUrl),
                ShopBookOpening.Closed closed => ([], closed.Verdict.Sentence, null),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }
        catch (OdooException failure)
        {
            return ([], Verdicts.Of(failure, "The products").Sentence, null);
        }
    }
}
