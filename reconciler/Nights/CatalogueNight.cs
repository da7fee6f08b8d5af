using Tandem.Grains.Locations;
using Tandem.Grains.Products;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Products;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;
using Tandem.Sync.Stock;

namespace Tandem.Reconciler;

/// <summary>What comparing products and stock came to.</summary>
/// <param name="Products">Variants compared.</param>
/// <param name="Levels">Stock levels compared.</param>
/// <param name="Unseen">What could not be compared, in sentences.</param>
internal sealed record CatalogueOutcome(IReadOnlyList<Finding> Findings, IReadOnlyCollection<RecordKey> Compared, int Products, int Levels, IReadOnlyList<string> Unseen);

/// <summary>Compares the identity of all products, and the stock of each mapped location, as their own flows do; writes nothing.</summary>
internal sealed class CatalogueNight(CatalogueMatch match, StockDryRun stock)
{
    public async Task<CatalogueOutcome> Compare(ShopBook book, CancellationToken stop)
    {
        var (found, compared, unseen, products, levels) = (new List<Finding>(), new HashSet<RecordKey>(), new List<string>(), 0, 0);
        switch (await match.Run(book.Shop, dryRun: true, stop))
        {
            case MatchOutcome.Matched matched:
                products = matched.Report.Variants.Count;
                foreach (var row in MatchRows.Of(matched.Report, matched.Rule).Where(row => row.Product is not null))
                {
                    compared.Add(RecordKey.Product(book.Shop, row.Product!.Value));
                    if (MatchWords.NeedsPerson(row.State) || row.State == MatchState.Changed) found.Add(Of(book.Shop, row));
                }

                break;
            case MatchOutcome.Failed failed:
                unseen.Add($"Products were not compared: {failed.Verdict.Sentence}");
                break;
        }

        foreach (var location in book.Stocked)
        {
            switch (await stock.Run(book.Shop, location.Location, stop))
            {
                case StockDryRunResult.Planned planned:
                    levels += planned.Levels.Count;
                    compared.Add(RecordKey.Location(book.Shop, location.Location));
                    found.AddRange(planned.Levels.Select(level => Of(book.Shop, location.Location, planned.Location, level.Variant, level.Step)).OfType<Finding>());
                    break;
                case StockDryRunResult.Failed failed:
                    unseen.Add($"The stock of location {location.Location} was not compared: {failed.Sentence}");
                    break;
            }
        }

        return new CatalogueOutcome(found, compared, products, levels, unseen);
    }

    private static Finding Of(ShopDomain shop, MatchRow row) => new(
        RecordKey.Product(shop, row.Product!.Value), row.Sku ?? row.Title, row.State == MatchState.Changed ? FindingKind.Differs : FindingKind.Waits, $"variant {row.Variant}",
        row.Code ?? "no code", row.Reference ?? MatchWords.Label(row.State), row.Sentence, Role.Ecommerce, row.State == MatchState.Changed ? "Approve the new code on the page Products, or put it right." : "Link the variant on the page Products.");

    private static Finding? Of(ShopDomain shop, LocationId location, string place, string variant, LevelStep step) => step switch
    {
        LevelStep.Set set => new Finding(
            RecordKey.Location(shop, location), place, FindingKind.Differs, $"stock of {variant}", set.From.ToString(System.Globalization.CultureInfo.InvariantCulture), set.To.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "The stock changed on one side while its news did not arrive.", Role.Operations, $"Compare {place} now; Odoo's quantity is then told to Shopify."),
        LevelStep.Activate activate => new Finding(
            RecordKey.Location(shop, location), place, FindingKind.Behind, $"stock of {variant}", "not stocked", activate.To.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "The variant is not stocked at the location in Shopify yet.", Role.Operations, $"Compare {place} now; it is then stocked there."),
        LevelStep.Wait wait => new Finding(
            RecordKey.Location(shop, location), place, FindingKind.Waits, $"stock of {variant}", "to be in step", "waits", wait.Why, Role.Operations, "Do what the cause says; the level follows by itself then."),
        _ => null,
    };
}
