using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Grains.Listings;

/// <summary>Writes fields of one product where they are due; what a side refuses never holds up the rest.</summary>
internal sealed class ListingWriting(ShopBook book, IShopListings shop, IShopListingImages images, Trail trail)
{
    private readonly IReadOnlyList<CustomFieldDecision> custom = book.Rules.Decisions.CustomFields;
    private readonly Dictionary<FieldPlace, string> refused = [];

    /// <returns>Why each field was refused that was.</returns>
    public async Task<IReadOnlyDictionary<FieldPlace, string>> Write(
        ShopListing listing, IReadOnlyDictionary<VariantId, LinkedVariant> linked, IReadOnlyList<FieldPair> due, CancellationToken stop)
    {
        var toShopify = due.Where(pair => pair.Owner == FieldOwner.Odoo).ToList();
        await Product(listing, [.. toShopify.Where(pair => pair.Place.Variant is null && Own(pair) is null && !IsImage(pair))], stop);
        foreach (var pair in toShopify.Where(IsImage)) await Image(listing, pair.Place.Variant is { } shown ? linked[shown] : linked.Values.First(), pair, stop);
        await Variants(listing, [.. toShopify.Where(pair => pair.Place.Variant is not null && Own(pair) is null && !IsImage(pair))], stop);
        await Metafields(listing, [.. toShopify.Where(pair => Own(pair) is not null)], stop);
        var toOdoo = due.Where(pair => pair.Owner == FieldOwner.Shopify).ToList();
        foreach (var prices in toOdoo.Where(IsPrice).GroupBy(pair => linked[pair.Place.Variant!.Value].Template.Id)) await Prices(listing, linked, prices.Key, [.. prices], stop);
        foreach (var record in toOdoo.Where(pair => !IsPrice(pair)).GroupBy(pair => pair.Place.Variant))
            await Odoo(record.Key is { } variant ? linked[variant] : linked.Values.First(), [.. record], stop);
        return refused;
    }

    private async Task Product(ShopListing listing, IReadOnlyList<FieldPair> pairs, CancellationToken stop)
    {
        if (pairs.Count == 0) return;
        try
        {
            await shop.Update(book.Shop, listing.Id, Values(pairs), stop);
            Note(listing.Title, pairs, "Shopify");
        }
        catch (ShopifyException failed) when (failed.Failure is ShopifyFailure.UserErrors { Errors: var errors })
        {
            Refuse(pairs, ListingText.Refused("Shopify", string.Join(" ", errors.Select(error => error.Message))));
        }
    }

    private async Task Image(ShopListing listing, LinkedVariant where, FieldPair pair, CancellationToken stop)
    {
        var (place, variant) = (new ImagePlace(listing.Id, pair.Place.Variant), listing.Variants.FirstOrDefault(one => one.Id == pair.Place.Variant));
        var (now, image) = variant is null ? (listing.Images!, where.Template.Image) : (variant.Images!, where.Variant.Image);
        try
        {
            if (pair.Wanted is null) await images.Remove(book.Shop, place, now, stop);
            else if (image is not null && await (variant is null ? book.Templates.ImageOf(where.Template.Id, stop) : book.Templates.ImageOf(where.Variant.Id, stop)) is { } bytes)
                await images.Put(book.Shop, place, now, new NewImage(image, bytes, variant is null ? listing.Title : $"{listing.Title} – {variant.Title}"), stop);
            else return;
            Note(pair.Name, [pair], "Shopify");
        }
        catch (ShopifyException failed) when (failed.Failure is ShopifyFailure.UserErrors { Errors: var errors })
        {
            Refuse([pair], ListingText.Refused("Shopify", string.Join(" ", errors.Select(error => error.Message))));
        }
        catch (ShopifyException failed) when (failed.Failure is ShopifyFailure.ScopeMissing)
        {
            Refuse([pair], failed.Failure.Sentence);
        }
    }

    private static bool IsImage(FieldPair pair) => pair.Place.Field == FieldWords.Of(ListingField.Image);

    private async Task Variants(ShopListing listing, IReadOnlyList<FieldPair> pairs, CancellationToken stop)
    {
        if (pairs.Count == 0) return;
        var rows = pairs.GroupBy(pair => pair.Place.Variant!.Value).ToList();
        var answers = await shop.UpdateVariants(book.Shop, listing.Id, [.. rows.Select(row => new VariantChange(row.Key, Values([.. row])))], stop);
        foreach (var row in rows)
        {
            if (answers.TryGetValue(row.Key, out var message)) Refuse([.. row], ListingText.Refused("Shopify", message));
            else Note(row.First().Name, [.. row], "Shopify");
        }
    }

    private async Task Metafields(ShopListing listing, IReadOnlyList<FieldPair> pairs, CancellationToken stop)
    {
        if (pairs.Count == 0) return;
        var answers = await shop.SetFields(
            book.Shop, [.. pairs.Select(pair => new MetafieldChange(pair.Place.Variant is { } variant ? variant.Gid : listing.Id.Gid, Own(pair)!, pair.Wanted))], stop);
        foreach (var (index, pair) in pairs.Index())
        {
            if (answers.TryGetValue(index, out var message)) Refuse([pair], ListingText.Refused("Shopify", message));
            else Note(pair.Name, [pair], "Shopify");
        }
    }

    /// <summary>A price and what each value adds say all of them at once, so none is written while a person has to decide on another.</summary>
    private async Task Prices(ShopListing listing, IReadOnlyDictionary<VariantId, LinkedVariant> linked, OdooId<Template> template, IReadOnlyList<FieldPair> pairs, CancellationToken stop)
    {
        if (PriceParts.Of(listing, linked, template) is not { } parts) return;
        var due = pairs.Select(pair => pair.Place.Variant).ToHashSet();
        if (listing.Variants.Any(variant => !due.Contains(variant.Id) && linked.TryGetValue(variant.Id, out var one) && one.Template.Id == template && one.Units == 1m && one.Variant.Price.Amount != variant.Price))
        {
            Refuse(pairs, ListingText.PricesWait);
            return;
        }

        await Write(pairs, () => book.Templates.WritePrices(template, parts, stop), (Template.Model, template.Value));
    }

    private static bool IsPrice(FieldPair pair) => pair.Place.Field == FieldWords.Of(ListingField.Price);

    private Task Odoo(LinkedVariant where, IReadOnlyList<FieldPair> pairs, CancellationToken stop) => Write(
        pairs, () => book.Templates.Write(where, Values(pairs), ofProduct: pairs[0].Place.Variant is null, stop),
        pairs[0].Place.Variant is null ? (Template.Model, where.Template.Id.Value) : (Sync.Product.Model, where.Variant.Id.Value));

    private async Task Write(IReadOnlyList<FieldPair> pairs, Func<Task> write, (string Model, int Id) record)
    {
        try
        {
            await write();
            Note(pairs[0].Name, pairs, "Odoo", record);
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected or OdooFailure.AccessDenied or OdooFailure.RecordMissing or OdooFailure.WrongType)
        {
            // One product that may not be written is its own affair; the others go on.
            Refuse(pairs, failed.Failure.Sentence);
        }
    }

    private CustomFieldDecision? Own(FieldPair pair) =>
        custom.FirstOrDefault(field => field.Name == pair.Place.Field && field.Of == (pair.Place.Variant is null ? CustomFieldOf.Product : CustomFieldOf.Variant));

    private static Dictionary<string, string?> Values(IReadOnlyList<FieldPair> pairs) => pairs.ToDictionary(pair => pair.Place.Field, pair => pair.Wanted);

    private void Refuse(IReadOnlyList<FieldPair> pairs, string why)
    {
        foreach (var pair in pairs) refused[pair.Place] = why;
    }

    private void Note(string name, IReadOnlyList<FieldPair> pairs, string side, (string Model, int Id)? record = null) => trail.Note(
        "write", $"{name} in {side}: {string.Join(", ", pairs.Select(ListingText.Written))}.", model: record?.Model, odooId: record?.Id);
}
