using System.Globalization;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>When invoices are due: <c>account.payment.term</c>.</summary>
internal static class PaymentTerms
{
    private const string Line = "account.payment.term.line";

    /// <summary>The last of a term's days, counted from the document's date.</summary>
    public static string Due(Env env, int term, string date)
    {
        var days = env.Database[Line].Rows.Where(line => line.Link("payment_id") == term).Select(line => (int)line.Number("nb_days")).DefaultIfEmpty(0).Max();
        return DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
