using System.Globalization;
using System.Net;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Invoices;

namespace Tandem.Odoo.Invoices;

/// <summary>An invoice or credit note as the rows of Odoo's import: the header on the first row only, one row for each line.</summary>
internal static class MoveRows
{
    private static readonly string[] LineColumns = ["product_id/.id", "name", "quantity", "price_unit", "discount", "tax_ids/.id", "sale_line_ids/.id"];

    public static LoadTable Of(IReadOnlyList<(string Column, string Value)> header, IReadOnlyList<CreditLineDraft> lines)
    {
        var blank = header.Select(_ => "").ToList();
        return new LoadTable(
            [.. header.Select(cell => cell.Column), .. LineColumns.Select(column => $"invoice_line_ids/{column}")],
            [.. lines.Select((line, index) => (IReadOnlyList<string>)[.. index == 0 ? header.Select(cell => cell.Value) : blank, .. Cells(line)])]);
    }

    /// <summary>Lines as commands that leave these and no others, however often they are written.</summary>
    private static object[] Commands(IEnumerable<CreditLineDraft> lines) =>
    [
        new object[] { 5, 0, 0 },
        .. lines.Select(line => new object[]
        {
            0, 0, new Dictionary<string, object?>
            {
                ["product_id"] = line.Product.Value,
                ["name"] = line.Name,
                ["quantity"] = line.Quantity,
                ["price_unit"] = line.PriceUnit,
                ["discount"] = line.Discount,
                // Stated even when empty: Odoo would add the product's own.
                ["tax_ids"] = Set(line.Taxes.Select(tax => tax.Value)),
                ["sale_line_ids"] = Set(line.SaleLine is { } sold ? [sold.Value] : []),
            },
        }),
    ];

    /// <summary>What makes a copy of an invoice the refund's credit note; writing it twice is the same as once.</summary>
    public static Dictionary<string, object?> Completing(CreditNoteDraft draft)
    {
        var values = Posting.Values(draft.Terms);
        values["invoice_line_ids"] = Commands(draft.Lines);
        if (draft.Reason is { } reason) values["narration"] = WebUtility.HtmlEncode(reason);
        return values;
    }

    private static object[] Set(IEnumerable<int> ids) => [new object[] { 6, 0, ids.ToArray() }];

    private static string[] Cells(CreditLineDraft line) =>
    [
        line.Product.ToString(), line.Name, Text(line.Quantity), Text(line.PriceUnit), Text(line.Discount),
        string.Join(",", line.Taxes.Select(tax => tax.ToString())), line.SaleLine?.ToString() ?? "",
    ];

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
