using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Listings;

namespace Tandem.Odoo.Products;

/// <summary>The images of products and of single variants: what they are, by the checksums that Odoo keeps, and their bytes only where they are wanted.</summary>
internal sealed class TemplateImages(IOdoo odoo, OdooProfile profile)
{
    private const string OfTemplate = "image_1920";

    /// <summary>The variant's own: what Odoo shows of it otherwise is its product's.</summary>
    private const string OfVariant = "image_variant_1920";
    private const string Attachment = "ir.attachment";

    /// <summary>The same with their images, where they have any.</summary>
    public async Task<IReadOnlyList<LinkedVariant>> With(IReadOnlyList<LinkedVariant> products, CancellationToken cancellation)
    {
        var templates = await Of(Template.Model, OfTemplate, [.. products.Select(one => one.Template.Id.Value).Distinct()], cancellation);
        // The image of an only variant is its product's.
        var variants = await Of(Product.Model, OfVariant, [.. products.Where(one => one.Template.Variants > 1).Select(one => one.Variant.Id.Value)], cancellation);
        return [.. products.Select(one => one with { Template = one.Template with { Image = templates.GetValueOrDefault(one.Template.Id.Value) }, Variant = one.Variant with { Image = variants.GetValueOrDefault(one.Variant.Id.Value) } })];
    }

    /// <summary>Null when it has none any more.</summary>
    public Task<byte[]?> Bytes(OdooId<Template> template, CancellationToken cancellation) => Bytes(Template.Model, template.Value, OfTemplate, cancellation);

    /// <inheritdoc cref="Bytes(OdooId{Template}, CancellationToken)"/>
    public Task<byte[]?> Bytes(OdooId<Product> product, CancellationToken cancellation) => Bytes(Product.Model, product.Value, OfVariant, cancellation);

    private async Task<IReadOnlyDictionary<int, OdooImage>> Of(string model, string field, int[] ids, CancellationToken cancellation)
    {
        if (ids.Length == 0) return new Dictionary<int, OdooImage>();
        // Only who names the field is answered attachments that are a field's.
        var domain = Domain.Where("res_model", "=", model).And("res_field", "=", field).And("res_id", "in", ids);
        return (await odoo.SearchRead(Attachment, domain, ["res_id", "checksum", "mimetype", "file_size"], profile.Context, cancellation, bare: true))
            .ToDictionary(file => file.Whole("res_id")!.Value, file => new OdooImage(file.Text("checksum")!, file.Text("mimetype") ?? "", file.Whole("file_size") ?? 0));
    }

    private async Task<byte[]?> Bytes(string model, int id, string field, CancellationToken cancellation) =>
        await odoo.Read(model, [id], [field], profile.Context, cancellation) is [var read] && read.Text(field) is { Length: > 0 } text ? Convert.FromBase64String(text) : null;
}
