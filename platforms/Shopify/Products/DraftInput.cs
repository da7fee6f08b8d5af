using System.Text.Json.Nodes;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Products;

/// <summary>A new product in the form in which Shopify takes it.</summary>
internal static class DraftInput
{
    public static JsonObject Of(ListingDraft draft)
    {
        var input = ListingInput.Product(draft.Values);
        input["status"] = draft.Status == NewListingStatus.Active ? "ACTIVE" : "DRAFT";
        input["productOptions"] = new JsonArray([.. draft.Options.Select(Option)]);
        input["variants"] = new JsonArray([.. draft.Variants.Select(Variant)]);
        return input;
    }

    private static JsonObject Option(ListingOption option) => new()
    {
        ["name"] = option.Name,
        ["values"] = new JsonArray([.. option.Values.Select(value => new JsonObject { ["name"] = value })]),
    };

    public static JsonObject Variant(DraftVariant variant)
    {
        var input = ListingInput.Variant(variant.Values);
        input["optionValues"] = new JsonArray([.. variant.Options.Select(option => new JsonObject { ["optionName"] = option.Name, ["name"] = option.Value })]);
        var item = input["inventoryItem"] as JsonObject ?? [];
        item["tracked"] = variant.Tracked;
        input["inventoryItem"] = item;
        return input;
    }
}
