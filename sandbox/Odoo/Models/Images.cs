using System.Security.Cryptography;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>What Odoo keeps of an image beside it: an attachment with its checksum, type and size.</summary>
internal static class Images
{
    public const string OfTemplate = "image_1920";
    public const string OfVariant = "image_variant_1920";
    private const string Attachment = "ir.attachment";

    public static void Keep(Env env, string model, string field, Row row)
    {
        var sudo = env.Sudo();
        foreach (var old in env.Database[Attachment].Rows.Where(one => one.Text("res_model") == model && one.Text("res_field") == field && (int)one.Number("res_id") == row.Id).Select(one => one.Id).ToList())
            Writing.Unlink(sudo, Attachment, [old]);
        if (row.Text(field) is not { Length: > 0 } text) return;
        var bytes = Convert.FromBase64String(text);
#pragma warning disable CA5350 // Odoo's own checksum; it protects nothing.
        var checksum = Convert.ToHexStringLower(SHA1.HashData(bytes));
#pragma warning restore CA5350
        Writing.Create(sudo, Attachment, new Dictionary<string, object?>
        {
            ["name"] = field, ["res_model"] = model, ["res_field"] = field, ["res_id"] = (long)row.Id,
            ["checksum"] = checksum, ["mimetype"] = Type(bytes), ["file_size"] = (long)bytes.Length,
        });
    }

    private static string Type(byte[] bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, ..] => "image/jpeg",
        [(byte)'<', ..] => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
