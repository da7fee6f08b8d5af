using System.Globalization;

namespace Tandem.Sync.Products;

/// <summary>The match report as a file that a spreadsheet opens and that can be given back with matches made by hand.</summary>
public static class MatchCsv
{
    /// <summary>Names of the columns that are read back.</summary>
    public const string Variant = "variant", OdooProduct = "odoo_product", OdooReference = "odoo_reference", Units = "units";

    public static string Header { get; } = Csv.Line(
        "state", "reason", Variant, "product", "title", "sku", "barcode", "status", OdooProduct, "odoo_name", OdooReference, "odoo_barcode", "unit", Units, "proposals", "what");

    public static string Line(MatchRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Csv.Line(
            Word(row.State.ToString()), row.Reason == MatchReason.None ? "" : Word(row.Reason.ToString()), row.Variant?.ToString(), row.Product?.ToString(), row.Title, row.Sku, row.Barcode,
            row.Status is { } status ? Word(status.ToString()) : "", row.OdooProduct?.ToString(), row.OdooName, row.Reference, row.OdooBarcode, row.Unit,
            row.Units.ToString("0.####", CultureInfo.InvariantCulture), string.Join(' ', row.Proposals), row.Sentence);
    }

    /// <summary>As the command line and the pages' addresses write it: <c>OtherUnit</c> is <c>other_unit</c>.</summary>
    private static string Word(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? (index == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString()));
}
