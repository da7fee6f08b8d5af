using System.Globalization;
using System.Text.RegularExpressions;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Life;

/// <summary>The words by which documents in Odoo name what they stand for in Shopify, and are recognised again.</summary>
public static class Traces
{
    public static string Of(ShopOrder order, ShopTransaction transaction) => $"{Required(order).Name} transaction {Required(transaction).Id}";

    public static string Of(ShopOrder order, ShopRefund refund) => $"{Required(order).Name} refund {Required(refund).Id}";

    /// <summary>The refund that a text names; null when it names none.</summary>
    public static RefundId? RefundIn(string? text) =>
        text is not null && Regex.Match(text, @"\brefund (\d{1,18})(?!\d)", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } named
            ? new RefundId(long.Parse(named.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    /// <summary>The credit note for a part of a refund, where its units stand on several invoices.</summary>
    public static string Of(ShopOrder order, ShopRefund refund, int part, int of) => Part(Of(order, refund), part, of);

    /// <summary>A trace that several documents share says which of them each is.</summary>
    public static string Part(string trace, int part, int of) => of == 1 ? trace : $"{trace} ({part} of {of})";

    /// <summary>How many documents share the trace that a text carries.</summary>
    public static int PartsIn(string? text) =>
        text is not null && Regex.Match(text, @"\(\d+ of (\d+)\)", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } parts
            ? int.Parse(parts.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : 1;

    /// <summary>Shopify's own name of a return is one of the whole shop.</summary>
    public static string Of(ShopReturn back) => $"return {Required(back).Name}";

    /// <summary>The credit note for what a cancelled order still had on its invoice.</summary>
    public static string OfCancellation(ShopOrder order) => $"{Required(order).Name} cancellation {order.Id}";

    /// <summary>Whether a text carries a trace; other words around it, which Odoo adds, do not matter.</summary>
    public static bool Carries(string? text, string trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return text is not null && Regex.IsMatch(text, $@"{Regex.Escape(trace[(trace.IndexOf(' ', StringComparison.Ordinal) + 1)..])}(?!\d)", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    /// <summary>Odoo's wizard puts its own words and a comma before the trace; such a credit note is still the whole invoice's copy, whose lines were not made the refund's yet.</summary>
    public static bool IsCopy(string? reference, string trace) => reference?.EndsWith($", {trace}", StringComparison.Ordinal) == true;

    private static T Required<T>(T value) where T : class => value ?? throw new ArgumentNullException(nameof(value));
}
