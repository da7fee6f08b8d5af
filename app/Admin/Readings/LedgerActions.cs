using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>Asks through the ledger: a person's signal goes before sweeps, a released cause is due now; the dispatcher does the rest.</summary>
internal sealed class LedgerActions(IInbox inbox, IStandings standings, IProductLinks links, IProductMatches matches, IStockLevels levels, LinkDiary diary, IStaff staff) : IAdminActions
{
    public Task SyncNow(ShopDomain shop, OrderId order, string user, CancellationToken cancellationToken) =>
        Ask(RecordKey.Order(shop, order), "sync now", user, cancellationToken);

    public Task SyncNow(ShopDomain shop, ProductId product, string user, CancellationToken cancellationToken) =>
        Ask(RecordKey.Product(shop, product), "sync now", user, cancellationToken);

    public async Task SyncNow(ShopDomain shop, LocationId location, string user, CancellationToken cancellationToken)
    {
        await levels.MarkAll(shop, location, cancellationToken);
        await Ask(RecordKey.Location(shop, location), "sync now", user, cancellationToken);
    }

    public Task<int> TryCauseAgain(ShopDomain shop, BlockerCode code, string subject, string user, CancellationToken cancellationToken) =>
        standings.Release(shop, new ReleaseRule.WithCause(code, subject), cancellationToken);

    public Task CompareProducts(ShopDomain shop, string user, CancellationToken cancellationToken) => Ask(Catalogue.Of(shop), "compare now", user, cancellationToken);

    public async Task<bool> ApproveCodes(ShopDomain shop, VariantId variant, string user, CancellationToken cancellationToken)
    {
        if (await matches.Find(shop, variant, cancellationToken) is not { State: MatchState.Changed, Product: { } product } seen) return false;
        if ((await links.Of(shop, [variant], cancellationToken)).GetValueOrDefault(variant) is not { } link || link.OdooProduct != seen.OdooProduct) return false;
        // What the person saw is what is approved, not what may have changed since.
        var codes = new LinkedCodes(Codes.Bare(seen.Sku), Codes.Bare(seen.Barcode), Codes.Bare(seen.Reference), Codes.Bare(seen.OdooBarcode));
        var approved = link with { Seen = codes, By = (await staff.Meet(shop, user, cancellationToken)).Known, At = diary.Now };
        await diary.Put(shop, [(approved, "approve", $"Variant {variant} stays linked to the Odoo product {link.OdooProduct}; its codes as the page showed them are approved.")], cancellationToken);
        await Ask(RecordKey.Product(shop, product), "approved", user, cancellationToken);
        return true;
    }

    private Task<Appended> Ask(RecordKey record, string topic, string user, CancellationToken cancellationToken)
    {
        var now = diary.Now;
        // Two presses in one second are one wish.
        var delivery = string.Create(CultureInfo.InvariantCulture, $"person-{user}-{record.Id}-{now.ToUnixTimeSeconds()}");
        return inbox.Append(new Signal(record, SignalSource.Person, delivery, delivery, topic, now), null, cancellationToken);
    }
}
