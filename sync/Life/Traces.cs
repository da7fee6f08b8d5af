using System.Text.RegularExpressions;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Life;

/// <summary>The words by which documents in Odoo name what they stand for in Shopify, and are recognised again.</summary>
public static class Traces
{
    public static string Of(ShopOrder order, ShopTransaction transaction) => $"{Required(order).Name} transaction {Required(transaction).Id}";

    public static string Of(ShopOrder order, ShopRefund refund) => $"{Required(order).Name} refund {Required(refund).Id}";

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
