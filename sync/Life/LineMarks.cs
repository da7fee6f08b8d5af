using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>How each line of an order was last written to Odoo, line by line in short texts: tells whose hand a difference is from.</summary>
/// <param name="ByLine">By the line's external id; while a change is under way, what stood there before and what is being written, with a blank between.</param>
public sealed record LineMarks(IReadOnlyDictionary<string, string> ByLine)
{
    /// <summary>A line without units, or none at all.</summary>
    private const string None = "none";

    public static LineMarks Nothing { get; } = new(new Dictionary<string, string>());

    /// <summary>A line that is to be written as the shop has it now.</summary>
    public static string Of(SaleLineDraft line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Of(line.Product, line.Quantity, line.PriceUnit, line.Discount, line.Taxes);
    }

    /// <summary>Whether a line stands in Odoo as Tandem left it; also where nobody wrote down how that was.</summary>
    /// <param name="held">Null where Odoo has no such line.</param>
    public bool Left(string name, SaleLineReading? held) =>
        !ByLine.TryGetValue(name, out var marks)
        || marks.Split(' ').Contains(held is null ? None : Of(held.Product, held.Quantity, held.PriceUnit, held.Discount, held.Taxes));

    /// <summary>Whether the shop has a line as it was when it was last written.</summary>
    /// <param name="target">Null where the shop no longer has such a line.</param>
    public bool Wrote(string name, SaleLineDraft? target) =>
        ByLine.TryGetValue(name, out var marks) && marks.Split(' ').Contains(target is null ? None : Of(target));

    /// <summary>Before lines are written: whichever stands in Odoo after a lost answer is ours.</summary>
    public LineMarks Before(IEnumerable<LineWriting> lines) => With(lines, (name, mark) => string.Join(' ', ByLine.GetValueOrDefault(name, None).Split(' ').Append(mark).Distinct()));

    /// <summary>After lines were written.</summary>
    public LineMarks After(IEnumerable<LineWriting> lines) => With(lines, (_, mark) => mark);

    /// <summary>Both sides agree: these lines stand in Odoo, and no others of the order's.</summary>
    public LineMarks Agreed(IReadOnlyList<SaleLineDraft> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var marks = ByLine.Keys.ToDictionary(name => name, _ => None);
        foreach (var line in lines) marks[line.ExternalId] = Of(line);
        return new LineMarks(marks);
    }

    public bool Same(LineMarks other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ByLine.Count == other.ByLine.Count && ByLine.All(line => other.ByLine.GetValueOrDefault(line.Key) == line.Value);
    }

    private LineMarks With(IEnumerable<LineWriting> lines, Func<string, string, string> mark)
    {
        var marks = new Dictionary<string, string>(ByLine);
        foreach (var line in lines) marks[line.Name] = mark(line.Name, line.Target is { } target ? Of(target) : None);
        return new LineMarks(marks);
    }

    private static string Of(OdooId<Product>? product, decimal quantity, decimal price, decimal discount, IReadOnlyList<OdooId<Tax>> taxes)
    {
        if (quantity == 0m) return None;
        // G29 leaves trailing zeros out, which Odoo and Shopify state or not as they please.
        var text = string.Create(CultureInfo.InvariantCulture, $"{product}|{quantity:G29}|{price:G29}|{discount:G29}|{string.Join(',', taxes.Select(tax => tax.Value).Distinct().Order())}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}

/// <param name="Name">External id of the line.</param>
/// <param name="Target">Null where it is to have no units any more.</param>
public sealed record LineWriting(string Name, SaleLineDraft? Target);
