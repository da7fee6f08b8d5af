using System.Globalization;
using Tandem.App.Setup;
using Tandem.Sync;

namespace Tandem.App.Operate;

/// <summary><c>products &lt;shop&gt; match|link|unlink|approve</c> for the command line.</summary>
internal static class ProductsCommands
{
    public static Command Products { get; } = new(
        [
            "products <shop> match [--csv <file.csv>] [--dry-run] [--json]   compare the catalogues, link what the rule matches exactly; - writes the report to the output",
            "products <shop> link <file.csv> [--dry-run]    link variants by hand: columns variant, odoo_product or odoo_reference, units",
            "products <shop> unlink <variant>               remove a link; the rule looks for the product again",
            "products <shop> fields [--json]                fields of products that the two sides do not agree on",
            "products <shop> take <product>|all             the owner's value of these fields counts: write it on the other side",
            "products <shop> approve <variant>              a code was renamed and it is still the same product",
        ],
        call => call.Arguments.Count >= 2 ? Run(call.Arguments[0], call.Arguments[1], [.. call.Arguments.Skip(2)], call) : Task.FromResult<int?>(null));

    private static async Task<int?> Run(string name, string verb, string[] rest, CommandCall call)
    {
        var command = call.Services.GetService<ProductsCommand>();
        Func<ShopDomain, Task<int>>? run = (verb, rest) switch
        {
            ("match", []) when call.Only("--csv", "--dry-run", "--json") => shop => command!.Match(shop, null, call),
            ("match", [var file]) when call.Only("--csv", "--dry-run", "--json") => shop => command!.Match(shop, file, call),
            ("link", [var file]) when call.Only("--dry-run") => shop => command!.Link(shop, file, call),
            ("fields", []) when call.Only("--json") => shop => call.Services.GetService<FieldsCommand>()!.Show(shop, call),
            ("take", ["all"]) when call.Only() => shop => call.Services.GetService<FieldsCommand>()!.Take(shop, null, call),
            ("take", [var product]) when call.Only() && Variant(product) is { } id => shop => call.Services.GetService<FieldsCommand>()!.Take(shop, new ProductId(id.Value), call),
            ("unlink", [var variant]) when call.Only() && Variant(variant) is { } id => shop => command!.Unlink(shop, id, call),
            ("approve", [var variant]) when call.Only() && Variant(variant) is { } id => shop => command!.Approve(shop, id, call),
            _ => null,
        };
        if (run is null) return null;
        if (ShopDomain.TryParse(name, out var shop)) return await run(shop);
        await call.Error.WriteLineAsync($"“{name}” is no shop: write its permanent domain, such as alpha.myshopify.com.");
        return Commands.NotUnderstood;
    }

    private static VariantId? Variant(string text) =>
        long.TryParse(text[(text.LastIndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new VariantId(number) : null;
}
