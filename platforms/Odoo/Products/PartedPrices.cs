using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Listings;

namespace Tandem.Odoo.Products;

/// <summary>Writes what a product costs and what each value of its attributes adds; repeated, it changes nothing.</summary>
internal sealed class PartedPrices(IOdoo odoo, OdooContext context)
{
    private const string ValueModel = "product.template.attribute.value";

    public async Task Write(OdooId<Template> template, PriceParts parts, CancellationToken cancellation)
    {
        await Write(template, parts.Extra, cancellation);
        await odoo.Write(Template.Model, [template.Value], new Dictionary<string, object?> { ["list_price"] = parts.Base }, context, cancellation);
    }

    public async Task Write(OdooId<Template> template, IReadOnlyDictionary<(string Name, string Value), decimal> extras, CancellationToken cancellation)
    {
        if (extras.Count == 0) return;
        var values = await odoo.SearchRead(ValueModel, Domain.Where("product_tmpl_id", "=", template.Value), ["attribute_id", "name", "price_extra"], context, cancellation);
        var due = values.Where(value => extras.TryGetValue(Of(value), out var extra) && value.Amount("price_extra") != extra).GroupBy(value => extras[Of(value)]);
        foreach (var same in due) await odoo.Write(ValueModel, [.. same.Select(value => value.Id)], new Dictionary<string, object?> { ["price_extra"] = same.Key }, context, cancellation);
    }

    private static (string Name, string Value) Of(OdooRecord value) => (value.Link("attribute_id")?.Name ?? "", value.Text("name") ?? "");
}
