using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.Grains.Listings;

/// <summary>One pass over one Shopify product: both sides are read, what an owner changed is written, and both are read again.</summary>
internal sealed class ListingPass(ShopBook book, IShopListings shop, IShopListingImages images, IProductLinks links, IProductFields fields, TemplateMaking making, VariantMaking variants, Trail trail, TimeProvider time)
{
    /// <summary>What changes while it is written is written once more, and then left for the next signal.</summary>
    private const int Rounds = 2;

    private readonly ListingDecision decision = book.Rules.Decisions.Products.Listings;
    private readonly ListingReading reading = new(book, shop, images);
    private readonly Dictionary<FieldPlace, string> refused = [];
    private readonly Dictionary<FieldPlace, string?> written = [];
    private LateOutcome late = LateOutcome.Nothing;
    private int writes;

    public async Task<ListingOutcome> Run(ProductId product, CancellationToken stop)
    {
        if (book.Paused.Contains(Flow.Products)) return new ListingOutcome(new Standing.HeldByPausedFlow(Flow.Products), null);
        if (await reading.Read(product, stop) is not { } listing)
        {
            await fields.Replace(book.Shop, product, [], stop);
            return new ListingOutcome(new Standing.ExcludedByRule($"Product {product} was deleted in Shopify. In Odoo it stays as it is: archive it there if it is not sold any more."), null);
        }

        var known = await links.Of(book.Shop, [.. listing.Variants.Select(variant => variant.Id)], stop);
        if (known.Count == 0 && decision.InOdoo.Create)
        {
            if (await making.Make(book, listing, trail, stop) is { } open) return open;
            writes++;
            known = await links.Of(book.Shop, [.. listing.Variants.Select(variant => variant.Id)], stop);
        }

        if (known.Count == 0) return new ListingOutcome(new Standing.ExcludedByRule($"No variant of “{listing.Title}” is linked to a product of Odoo, so nothing of it is carried."), listing.Title);
        return await Carry(listing, known, stop);
    }

    private async Task<ListingOutcome> Carry(ShopListing listing, IReadOnlyDictionary<VariantId, ProductLink> known, CancellationToken stop)
    {
        foreach (var (place, cut) in listing.Variants.Select(variant => (new ImagePlace(listing.Id, variant.Id), variant.Images)).Prepend((new ImagePlace(listing.Id), listing.Images)))
            if (cut is { Unfinished: true }) await images.Finish(book.Shop, place, cut, stop);
        var before = await fields.Of(book.Shop, listing.Id, stop);
        var linked = await reading.Linked(known, stop);
        late = await variants.Make(book, listing, known, linked, trail, stop);
        if (late.Linked > 0 && await reading.Read(listing.Id, stop) is { } grown)
        {
            writes += late.Linked;
            listing = grown;
            known = await links.Of(book.Shop, [.. listing.Variants.Select(variant => variant.Id)], stop);
            linked = await reading.Linked(known, stop);
        }

        var pairs = reading.Pairs(listing, linked);
        for (var round = 0; round < Rounds; round++)
        {
            List<FieldPair> due = [.. pairs.Where(pair => FieldStep.Of(pair, before.GetValueOrDefault(pair.Place)) is FieldStep.Write && IsNew(pair))];
            if (due.Count == 0) break;
            foreach (var pair in due) written[pair.Place] = pair.Wanted;
            var writing = new ListingWriting(book, shop, images, trail);
            foreach (var (place, why) in await writing.Write(listing, linked, due, stop)) refused[place] = why;
            writes += due.Count(pair => !refused.ContainsKey(pair.Place));
            if (await reading.Read(listing.Id, stop) is not { } again) break;
            listing = again;
            linked = await reading.Linked(known, stop);
            pairs = reading.Pairs(listing, linked);
        }

        List<FieldStanding> standings = [.. pairs.Select(pair => Stand(pair, before.GetValueOrDefault(pair.Place)))];
        await fields.Replace(book.Shop, listing.Id, standings, CancellationToken.None);
        await KeepCodes(listing, known, linked, stop);
        return Conclude(listing, known, linked, standings);
    }

    private bool IsNew(FieldPair pair) => !refused.ContainsKey(pair.Place) && !(written.TryGetValue(pair.Place, out var value) && value == pair.Wanted);

    private FieldStanding Stand(FieldPair pair, SettledField? before)
    {
        if (pair.Agree) return new FieldStanding(pair, FieldState.InStep, SettledField.DigestOf(pair.Wanted), null);
        if (refused.TryGetValue(pair.Place, out var why)) return new FieldStanding(pair, FieldState.Refused, before?.Digest, why);
        if (written.TryGetValue(pair.Place, out var value)) return new FieldStanding(pair, FieldState.Refused, before?.Digest, ListingText.Kept(pair, value));
        return new FieldStanding(pair, FieldState.Differs, before?.Digest, FieldStep.Of(pair, before) is FieldStep.Tell tell ? tell.Why : ListingText.Kept(pair, null));
    }

    /// <summary>A code that its owner changed on both sides is no renaming that a person would have to approve.</summary>
    private async Task KeepCodes(ShopListing listing, IReadOnlyDictionary<VariantId, ProductLink> known, IReadOnlyDictionary<VariantId, LinkedVariant> linked, CancellationToken stop)
    {
        string[] codes = [FieldWords.Of(ListingField.Sku), FieldWords.Of(ListingField.Barcode)];
        var changed = written.Keys.Where(place => place.Variant is not null && codes.Contains(place.Field) && !refused.ContainsKey(place)).Select(place => place.Variant!.Value).Distinct();
        var renewed = changed.Where(linked.ContainsKey).Select(variant => known[variant] with
        {
            Seen = new LinkedCodes(
                Codes.Bare(listing.Variants.First(one => one.Id == variant).Sku), Codes.Bare(listing.Variants.First(one => one.Id == variant).Barcode),
                Codes.Bare(linked[variant].Variant.Reference), Codes.Bare(linked[variant].Variant.Barcode)),
            By = "the code's owner",
            At = time.GetUtcNow(),
        }).ToList();
        if (renewed.Count > 0) await links.Put(book.Shop, renewed, stop);
    }

    private ListingOutcome Conclude(ShopListing listing, IReadOnlyDictionary<VariantId, ProductLink> known, IReadOnlyDictionary<VariantId, LinkedVariant> linked, List<FieldStanding> standings)
    {
        var blockers = new List<Blocker>();
        void Add(BlockerCode code, FieldState state)
        {
            List<(FieldPair, string)> open = [.. standings.Where(field => field.State == state).Select(field => (field.Pair, field.Sentence ?? ""))];
            if (open.Count > 0) blockers.Add(new Blocker(code, $"product {listing.Id}", ListingText.Open(listing.Title, open), Role.Ecommerce, "products.owners", HealsWithTime: true) { Flow = Flow.Products });
        }

        Add(BlockerCode.FieldsDiffer, FieldState.Differs);
        Add(BlockerCode.ListingNotWritten, FieldState.Refused);
        if (late.Open.Count > 0) blockers.Add(new Blocker(BlockerCode.ListingNotMade, $"product {listing.Id}", ListingText.Several(late.Open), Role.Ecommerce, "products.inShopify", HealsWithTime: true) { Flow = Flow.Products });
        foreach (var link in known.Values.Where(link => !linked.ContainsKey(link.Variant)))
            blockers.Add(new Blocker(
                BlockerCode.ProductLinkBroken, $"variant {link.Variant}",
                $"Variant {link.Seen.Sku ?? link.Variant.ToString()} of “{listing.Title}” is linked to the Odoo product {link.OdooProduct}, which was deleted or belongs to another company. Link it to another product, or remove the link.",
                Role.Ecommerce, HealsWithTime: true) { Flow = Flow.Products });
        var standing = blockers.Count > 0 ? (Standing)new Standing.BlockedBy(blockers) : new Standing.InStep(null, string.Join(" ", [ListingText.InStep(standings.Count, writes), .. late.Left]));
        var template = linked.Values.Select(one => one.Template).FirstOrDefault();
        return new ListingOutcome(standing, listing.Title, writes, template is null ? null : new OdooDocument(Template.Model, template.Id.Value, template.Name));
    }
}

/// <summary>What a pass over a product came to.</summary>
/// <param name="Name">The product's title; null where it was not learned.</param>
/// <param name="Written">Fields that were written, and products that were made.</param>
internal sealed record ListingOutcome(Standing Standing, string? Name, int Written = 0, OdooDocument? Odoo = null);
