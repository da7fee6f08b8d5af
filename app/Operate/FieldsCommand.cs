using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Grains.Listings;
using Tandem.Sync;

namespace Tandem.App.Operate;

/// <summary>Shows which fields of products the two sides do not agree on, and takes a person's word about them.</summary>
public sealed class FieldsCommand(IProductFields fields, ListingTaking taking)
{
    private const int Most = 1000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>0 only when every carried field agrees.</returns>
    public async Task<int> Show(ShopDomain shop, CommandCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var counts = await fields.Counts(shop, call.Stop);
        var open = await fields.Open(shop, new Page(Most), call.Stop);
        var (right, wrong) = (counts.GetValueOrDefault(FieldState.InStep), counts.Where(count => count.Key != FieldState.InStep).Sum(count => count.Value));
        if (call.Has("--json"))
        {
            var rows = open.Select(field => new { Product = field.Product.Value, Variant = field.Place.Variant?.Value, field.Place.Field, field.Name, Owner = field.Owner.ToString().ToLowerInvariant(), field.Shopify, field.Odoo, field.Sentence });
            await call.Output.WriteLineAsync(JsonSerializer.Serialize(new { Shop = shop.Value, Agree = right, Open = wrong, Fields = rows }, Json));
        }
        else
        {
            await call.Output.WriteLineAsync($"{shop}: {right} fields agree, {wrong} do not.");
            foreach (var field in open) await call.Output.WriteLineAsync($"  product {field.Product}, {field.Name}, {field.Place.Field}: {field.Sentence}{(field.Taken ? " (taken; it is written with the next look)" : "")}");
            if (wrong > open.Count) await call.Output.WriteLineAsync($"  and {wrong - open.Count} more");
        }

        return wrong == 0 ? 0 : 1;
    }

    public async Task<int> Take(ShopDomain shop, ProductId? product, CommandCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var taken = await taking.Take(shop, product, $"command line, {Environment.UserName}", call.Stop);
        await call.Output.WriteLineAsync(taken == 0
            ? $"Nothing is open {(product is { } one ? $"of product {one}" : $"in {shop}")}."
            : $"The owner's value of {taken} {(taken == 1 ? "field" : "fields")} counts now; a running server writes it.");
        return taken == 0 ? 1 : 0;
    }
}
