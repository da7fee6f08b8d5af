using System.Text;

namespace Tandem.Sync.Products;

/// <summary>Comma-separated text as spreadsheets write and read it (RFC 4180; semicolons and a leading byte-order mark are understood).</summary>
public static class Csv
{
    /// <summary>A row with the line it starts on, counted from 1.</summary>
    public readonly record struct Row(int Line, IReadOnlyList<string> Cells);

    /// <summary>One line, without its end; a text that a spreadsheet would take for a formula is kept from it by an apostrophe.</summary>
    public static string Line(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    /// <exception cref="FormatException">A quotation is not closed; the message names its line.</exception>
    public static IReadOnlyList<Row> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rows = new List<Row>();
        var (at, line) = (text.StartsWith('\uFEFF') ? 1 : 0, 1);
        var separator = Separator(text);
        while (at < text.Length)
        {
            var start = line;
            var cells = new List<string>();
            var ended = false;
            while (!ended) cells.Add(Next(text, separator, ref at, ref line, ref ended));
            if (cells.Exists(cell => cell.Length > 0)) rows.Add(new Row(start, cells));
        }

        return rows;
    }

    /// <summary>A cell without the apostrophe that kept it from being taken for a formula.</summary>
    public static string Plain(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.Length > 1 && cell[0] == '\'' && IsFormula(cell[1..]) ? cell[1..] : cell;
    }

    private static string Next(string text, char separator, ref int at, ref int line, ref bool ended)
    {
        var cell = new StringBuilder();
        var (quoted, opened) = (false, line);
        for (; ; at++)
        {
            if (at >= text.Length)
            {
                ended = true;
                return quoted ? throw new FormatException($"Line {opened}: a quotation mark is opened and never closed.") : cell.ToString();
            }

            var letter = text[at];
            if (letter == '\n') line++;
            if (quoted && letter == '"' && at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[++at]);
            else if (letter == '"' && (quoted || cell.Length == 0)) (quoted, opened) = (!quoted, line);
            else if (!quoted && letter == separator || !quoted && letter == '\n')
            {
                ended = letter == '\n';
                at++;
                return cell.ToString();
            }
            else if (quoted || letter != '\r') cell.Append(letter);
        }
    }

    /// <summary>The first line says how cells are parted.</summary>
    private static char Separator(string text)
    {
        var head = text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : text.Length)];
        return head.Count(';') > head.Count(',') ? ';' : ',';
    }

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var safe = IsFormula(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",;\r\n") >= 0 || safe != safe.Trim() ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static bool IsFormula(string text) => text[0] is '=' or '+' or '-' or '@' or '\t';
}
