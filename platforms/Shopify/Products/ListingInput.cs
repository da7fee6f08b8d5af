using System.Text.Json.Nodes;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Products;

/// <summary>Fields of products and variants in the form in which Shopify takes them.</summary>
internal static class ListingInput
{
    /// <summary>Comes back unlisted when Odoo has it again: publishing it is a person's word.</summary>
    private const string Back = "DRAFT";

    public static JsonObject Product(IReadOnlyDictionary<string, string?> values)
    {
        var input = new JsonObject();
        foreach (var (word, value) in values)
        {
            switch (Field(word))
            {
                case ListingField.Title: input["title"] = value; break;
                case ListingField.Description: input["descriptionHtml"] = FieldText.Html(value); break;
                case ListingField.Vendor: input["vendor"] = value ?? ""; break;
                case ListingField.Type: input["productType"] = value ?? ""; break;
                case ListingField.Tags: input["tags"] = new JsonArray([.. FieldText.Tags(value).Select(tag => JsonValue.Create(tag))]); break;
                case ListingField.Status: input["status"] = value == FieldWords.Archived ? "ARCHIVED" : Back; break;
                case ListingField.Image: break;
                default: throw new InvalidOperationException($"{word} is no field of a product.");
            }
        }

        return input;
    }

    public static JsonObject Variant(IReadOnlyDictionary<string, string?> values)
    {
        var (input, item) = (new JsonObject(), new JsonObject());
        foreach (var (word, value) in values)
        {
            switch (Field(word))
            {
                case ListingField.Price: input["price"] = value ?? "0"; break;
                case ListingField.CompareAtPrice: input["compareAtPrice"] = value; break;
                case ListingField.Barcode: input["barcode"] = value; break;
                case ListingField.Sku: item["sku"] = value ?? ""; break;
                case ListingField.Cost: item["cost"] = value; break;
                case ListingField.HsCode: item["harmonizedSystemCode"] = value; break;
                case ListingField.CountryOfOrigin: item["countryCodeOfOrigin"] = value; break;
                case ListingField.Weight:
                    item["measurement"] = new JsonObject { ["weight"] = new JsonObject { ["value"] = FieldText.Number(value) ?? 0m, ["unit"] = "KILOGRAMS" } };
                    break;
                default: throw new InvalidOperationException($"{word} is no field of a variant.");
            }
        }

        if (item.Count > 0) input["inventoryItem"] = item;
        return input;
    }

    /// <summary>With no key Shopify would answer every metafield, so one that nobody has is asked for where none is decided.</summary>
    public static JsonArray Keys(IReadOnlyList<CustomFieldDecision> fields, CustomFieldOf of) =>
        fields.Where(field => field.Of == of).Select(field => field.Name).ToList() is { Count: > 0 } keys
            ? new JsonArray([.. keys.Select(key => JsonValue.Create(key))])
            : new JsonArray(JsonValue.Create("tandem.nothing"));

    private static ListingField Field(string word) => Enum.GetValues<ListingField>().First(field => FieldWords.Of(field) == word);
}
