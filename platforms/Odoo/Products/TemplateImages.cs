using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Listings;

namespace Tandem.Odoo.Products;

/// <summary>The images of products: what they are, by the checksums that Odoo keeps, and their bytes only where they are wanted.</summary>
internal sealed class TemplateImages(IOdoo odoo, OdooProfile profile)
{
    private const string Field = "image_1920";
    private const string Attachment = "ir.attachment";

    /// <summary>Those of the templates that have one.</summary>
    public async Task<IReadOnlyDictionary<OdooId<Template>, OdooImage>> Of(IReadOnlyCollection<OdooId<Template>> templates, CancellationToken cancellation)
    {
        if (templates.Count == 0) return new Dictionary<OdooId<Template>, OdooImage>();
        // Only who names the field is answered attachments that are a field's.
        var domain = Domain.Where("res_model", "=", Template.Model).And("res_field", "=", Field).And("res_id", "in", templates.Select(template => template.Value).ToArray());
        return (await odoo.SearchRead(Attachment, domain, ["res_id", "checksum", "mimetype", "file_size"], profile.Context, cancellation, bare: true))
            .ToDictionary(file => new OdooId<Template>(file.Whole("res_id")!.Value), file => new OdooImage(file.Text("checksum")!, file.Text("mimetype") ?? "", file.Whole("file_size") ?? 0));
    }

    /// <summary>Null when it has none any more.</summary>
    public async Task<byte[]?> Bytes(OdooId<Template> template, CancellationToken cancellation) =>
        await odoo.Read(Template.Model, [template.Value], [Field], profile.Context, cancellation) is [var read] && read.Text(Field) is { Length: > 0 } text ? Convert.FromBase64String(text) : null;
}
