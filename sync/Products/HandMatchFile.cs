using System.Globalization;

namespace Tandem.Sync.Products;

/// <summary>One line of a file of matches made by hand.</summary>
/// <param name="Product">Null where the line names the product by its internal reference.</param>
public sealed record HandMatch(int Line, VariantId Variant, OdooId<Product>? Product, string? Reference, decimal Units);

/// <summary>What is wrong with one line.</summary>
public sealed record LineProblem(int Line, string Sentence);

/// <summary>A file of matches made by hand, read.</summary>
/// <param name="Undecided">Lines that name no Odoo product, as an exported report has many.</param>
public sealed record HandMatchFile(IReadOnlyList<HandMatch> Matches, IReadOnlyList<LineProblem> Problems, int Undecided)
{
    private const decimal MostUnits = 100_000m;

    public static HandMatchFile Read(string text)
    {
        IReadOnlyList<Csv.Row> rows;
        try
        {
            rows = Csv.Read(text);
        }
        catch (FormatException wrong)
        {
            return new HandMatchFile([], [new LineProblem(1, wrong.Message)], 0);
        }

        if (rows.Count == 0) return new HandMatchFile([], [new LineProblem(1, $"The file is empty: its first line names the columns, {MatchCsv.Variant}, {MatchCsv.OdooProduct} and {MatchCsv.Units}.")], 0);
        var columns = rows[0].Cells.Select((name, index) => (Name: name.Trim().ToLowerInvariant(), index)).DistinctBy(column => column.Name).ToDictionary(column => column.Name, column => column.index);
        if (!columns.ContainsKey(MatchCsv.Variant) || !(columns.ContainsKey(MatchCsv.OdooProduct) || columns.ContainsKey(MatchCsv.OdooReference)))
            return new HandMatchFile([], [new LineProblem(rows[0].Line, $"The first line has to name the columns: {MatchCsv.Variant}, and {MatchCsv.OdooProduct} or {MatchCsv.OdooReference}; {MatchCsv.Units} may follow.")], 0);
        return Read(rows.Skip(1), columns);
    }

    private static HandMatchFile Read(IEnumerable<Csv.Row> rows, Dictionary<string, int> columns)
    {
        var (matches, problems, undecided) = (new Dictionary<VariantId, HandMatch>(), new List<LineProblem>(), 0);
        foreach (var row in rows)
        {
            string Cell(string name) => columns.TryGetValue(name, out var index) && index < row.Cells.Count ? row.Cells[index].Trim() : "";
            var (variant, product, reference, units) = (Cell(MatchCsv.Variant), Cell(MatchCsv.OdooProduct), Csv.Plain(Cell(MatchCsv.OdooReference)), Cell(MatchCsv.Units));
            if (variant.Length == 0 || (product.Length == 0 && reference.Length == 0)) undecided++;
            else if (VariantOf(variant) is not { } id) problems.Add(new(row.Line, $"“{variant}” is no variant: write its number in Shopify, such as 43729076, or gid://shopify/ProductVariant/ and its number."));
            else if (product.Length > 0 && !IsId(product)) problems.Add(new(row.Line, $"“{product}” is no Odoo product: write its database id, or leave {MatchCsv.OdooProduct} empty and write its internal reference under {MatchCsv.OdooReference}."));
            else if (UnitsOf(units) is not { } each) problems.Add(new(row.Line, $"“{units}” is no number of units: write how much of the Odoo product one of the variant is, above 0 and up to {MostUnits:0}, with at most 4 decimals, such as 6 or 0.5."));
            else
            {
                var match = new HandMatch(row.Line, id, product.Length > 0 ? new OdooId<Product>(int.Parse(product, CultureInfo.InvariantCulture)) : null, product.Length > 0 ? null : reference, each);
                if (matches.TryGetValue(id, out var other) && other with { Line = row.Line } != match)
                    problems.Add(new(row.Line, $"Variant {id} was matched otherwise on line {other.Line}. Leave one of the two."));
                matches.TryAdd(id, match);
            }
        }

        return new HandMatchFile([.. matches.Values], problems, undecided);
    }

    private static VariantId? VariantOf(string text)
    {
        const string prefix = "gid://shopify/ProductVariant/";
        var digits = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new VariantId(number) : null;
    }

    private static bool IsId(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0;

    private static decimal? UnitsOf(string text)
    {
        if (text.Length == 0) return 1m;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units)
            && units is > 0m and <= MostUnits && Math.Round(units, 4) == units ? units : null;
    }
}
