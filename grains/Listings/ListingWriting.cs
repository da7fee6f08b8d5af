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
        foreach (var pair in toShopify.Where(IsImage)) await Image(listing, linked.Values.First().Template, pair, stop);
        await Variants(listing, [.. toShopify.Where(pair => pair.Place.Variant is not null && Own(pair) is null)], stop);
        await Metafields(listing, [.. toShopify.Where(pair => Own(pair) is not null)], stop);
        foreach (var record in due.Where(pair => pair.Owner == FieldOwner.Shopify).GroupBy(pair => pair.Place.Variant))
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

    private async Task Image(ShopListing listing, OdooTemplate template, FieldPair pair, CancellationToken stop)
    {
        try
        {
            if (pair.Wanted is null) await images.Remove(book.Shop, listing.Id, listing.Images!, stop);
            else if (template.Image is { } image && await book.Templates.ImageOf(template.Id, stop) is { } bytes) await images.Put(book.Shop, listing.Id, new NewImage(image, bytes, listing.Title), stop);
            else return;
            Note(listing.Title, [pair], "Shopify");
        }
        catch (ShopifyException failed) when (failed.Failure is ShopifyFailure.UserErrors { Errors: var errors })
        {
            Refuse([pair], ListingText.Refused("Shopify", string.Join(" ", errors.Select(error => error.Message))));
        }
    }

    private static bool IsImage(FieldPair pair) => pair.Place == new FieldPlace(null, FieldWords.Of(ListingField.Image));

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

    private async Task Odoo(LinkedVariant where, IReadOnlyList<FieldPair> pairs, CancellationToken stop)
    {
        try
        {
            await book.Templates.Write(where, Values(pairs), ofProduct: pairs[0].Place.Variant is null, stop);
            Note(pairs[0].Name, pairs, "Odoo", pairs[0].Place.Variant is null ? (Template.Model, where.Template.Id.Value) : (Sync.Product.Model, where.Variant.Id.Value));
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
