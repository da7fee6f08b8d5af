using System.Globalization;

namespace Tandem.App.Admin;

/// <summary>Addresses of Odoo's own pages.</summary>
internal static class OdooLinks
{
    /// <summary>A record's form; Odoo 17, 18 and 19 all read this form of address. Null when nothing can be linked.</summary>
    public static string? To(Uri? odoo, string? model, long? id) =>
        odoo is { Scheme: "http" or "https" } && model is not null && id is { } number
            ? $"{odoo.AbsoluteUri.TrimEnd('/')}/web#id={number.ToString(CultureInfo.InvariantCulture)}&model={Uri.EscapeDataString(model)}&view_type=form"
            : null;
}
