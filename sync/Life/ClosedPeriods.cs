using System.Globalization;
using Tandem.Sync.Invoices;

namespace Tandem.Sync.Life;

/// <summary>Tells which documents and payments Odoo booked on another day than theirs, which it does without a word where theirs lies in a closed period.</summary>
public static class ClosedPeriods
{
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var posted = view.Progress.Invoices.Where(document => document.State == InvoiceState.Posted).ToList();
        return FlowPlan.Say([.. posted.Select(document => Moved(document.Name, document.Date, document.BookedOn))
            .Concat(posted.SelectMany(document => document.Payments).DistinctBy(payment => payment.Id).Select(payment => Moved(payment.Name ?? $"The payment {payment.Id}", payment.Date, payment.BookedOn)))
            .OfType<string>()]);
    }

    private static string? Moved(string name, DateOnly? date, DateOnly? booked) => date is { } own && booked is { } other && other > own
        ? $"{name} is of {Day(own)} and is booked on {Day(other)}, since Odoo's books are closed until then."
        : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
