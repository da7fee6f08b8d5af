using Tandem.App.Admin;
using Tandem.Grains.History;
using Tandem.Grains.Ledger;

namespace Tandem.App.Operate;

/// <summary>What is said of imports, on the command line and on the page.</summary>
public static class HistoryWords
{
    /// <summary>What an import would find.</summary>
    public static string Of(HistorySight sight, PlacedBetween time)
    {
        ArgumentNullException.ThrowIfNull(sight);
        var found = Say($"Shopify counts {Orders(sight.Total)} placed {Days(time)}.");
        if (sight.Total == 0) return Say($"{found} There is nothing to import. Orders older than 60 days are shown to apps with the scope read_all_orders only.");
        var met = sight.InOdoo + sight.Waiting;
        return sight.Seen >= sight.Total
            ? Say($"{found} Of these, {sight.InOdoo:N0} are in Odoo already, {sight.Waiting:N0} are known and wait or were left out, and {sight.Seen - met:N0} are new. Known ones are not imported again.")
            : Say($"{found} Of the first {sight.Seen:N0} that were looked up, {sight.InOdoo:N0} are in Odoo already, {sight.Waiting:N0} are known and wait or were left out, and {sight.Seen - met:N0} are new. Known ones are not imported again.");
    }

    /// <summary>How far an import is.</summary>
    /// <param name="waiting">Orders of it that wait in the inbox.</param>
    public static string Of(HistoryImport import, int waiting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(import);
        var counts = Say($"{import.Listed:N0} of {Orders(import.Total)} looked at, {import.Known:N0} known before, {Math.Max(0, import.Listed - import.Known - waiting):N0} brought in, {waiting:N0} waiting for their turn");
        return import.State switch
        {
            HistoryState.Running or HistoryState.Listed when IsUnderWay(import, waiting) => Say($"Importing the orders placed {Days(import.Time)}: {counts}.") + Left(import, waiting, now),
            HistoryState.Stopped => Say($"The import of the orders placed {Days(import.Time)} is stopped: {counts}. Resume it, or end it; what it brought in stays."),
            HistoryState.Dropped => Say($"The import of the orders placed {Days(import.Time)} was ended before its end: {counts}. What it brought in stays."),
            _ => Say($"The orders placed {Days(import.Time)} were imported: {import.Listed:N0} looked at, {import.Known:N0} known before, {import.Listed - import.Known:N0} brought in or waiting under Exceptions."),
        };
    }

    public static bool IsUnderWay(HistoryImport import, int waiting)
    {
        ArgumentNullException.ThrowIfNull(import);
        return import.State == HistoryState.Running || (import.State == HistoryState.Listed && waiting > 0);
    }

    /// <summary>Of all orders of the import, those that nothing is left to do for.</summary>
    public static int Done(HistoryImport import, int waiting)
    {
        ArgumentNullException.ThrowIfNull(import);
        return Math.Max(0, import.Listed - waiting);
    }

    public static string Days(PlacedBetween time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return Say($"from {Spans.LongDay(time.From)} to {Spans.LongDay(time.To)}");
    }

    /// <summary>From the pace since the import last began to run; nothing before that says anything.</summary>
    private static string Left(HistoryImport import, int waiting, DateTimeOffset now)
    {
        var (done, ran) = (Done(import, waiting) - import.ListedBefore, now - import.RunsSince);
        if (done < 20 || ran < TimeSpan.FromSeconds(20)) return "";
        var rest = Math.Max(0, import.Total - Done(import, waiting));
        return rest == 0 ? "" : " " + Say($"About {Spans.For(ran / done * rest)} left at this pace.");
    }

    private static string Orders(int count) => "order".Of(count);
}
