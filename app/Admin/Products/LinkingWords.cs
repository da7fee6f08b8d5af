using System.Globalization;
using Tandem.Sync.Products;

namespace Tandem.App.Admin;

/// <summary>The words of the page on which a variant is linked.</summary>
internal static class LinkingWords
{
    public static string Linked(ProductLink link) =>
        link.Units == 1m
            ? Say($"Linked to the Odoo product {link.OdooProduct}, by {Told(link.By)}. Orders and stock go by the link, whatever becomes of the codes.")
            : Say($"Linked to the Odoo product {link.OdooProduct}, {link.Units:0.####} of which one of it is, by {Told(link.By)}. Orders and stock go by the link, whatever becomes of the codes.");

    /// <summary>What became of a search; null when none was asked for.</summary>
    public static string? Outcome(LinkingReading reading, string? text) => (reading.Problem, text, reading.Found.Count) switch
    {
        ({ } problem, _, _) => Told(problem),
        (_, null, _) => null,
        (_, _, 0) => Say($"No product that Odoo sells in this company has “{text}” as its barcode, or in its internal reference or name. Look for another part of it, or unarchive the product in Odoo."),
        _ => Say("Say how much of the product one of the variant is (1 where one is one, 6 for a pack of six), and press “Link”."),
    };
}
