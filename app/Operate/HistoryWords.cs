using System.Globalization;
using Humanizer;
using Tandem.Grains.History;
using Tandem.Grains.Ledger;

namespace Tandem.App.Operate;

/// <summary>What is said of imports, on the command line and on the page.</summary>
public static class HistoryWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>What an import would find.</summary>
    public static string Of(HistorySight sight, PlacedBetween time)
    {
        ArgumentNullException.ThrowIfNull(sight);
        var found = $"Shopify counts {Orders(sight.Total)} placed {Days(time)}.";
        if (sight.Total == 0) return $"{found} There is nothing to import. Orders older than 60 days are shown to apps with the scope read_all_orders only.";
        var looked = sight.Seen >= sight.Total ? "" : $" Of the first {Number(sight.Seen)} that were looked up,";
        var met = sight.InOdoo + sight.Waiting;
        return $"{found}{(looked.Length == 0 ? " Of these," : looked)} {Number(sight.InOdoo)} are in Odoo already, {Number(sight.Waiting)} are known and wait or were left out, and {Number(sight.Seen - met)} are new. Known ones are not imported again.";
    }

    /// <summary>How far an import is.</summary>
    /// <param name="waiting">Orders of it that wait in the inbox.</param>
    public static string Of(HistoryImport import, int waiting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(import);
        var counts = $"{Number(import.Listed)} of {Orders(import.Total)} looked at, {Number(import.Known)} known before, {Number(Math.Max(0, import.Listed - import.Known - waiting))} brought in, {Number(waiting)} waiting for their turn";
        return import.State switch
        {
            HistoryState.Running or HistoryState.Listed when IsUnderWay(import, waiting) => $"Importing the orders placed {Days(import.Time)}: {counts}.{Left(import, waiting, now)}",
            HistoryState.Stopped => $"The import of the orders placed {Days(import.Time)} is stopped: {counts}. Resume it, or end it; what it brought in stays.",
            HistoryState.Dropped => $"The import of the orders placed {Days(import.Time)} was ended before its end: {counts}. What it brought in stays.",
            _ => $"The orders placed {Days(import.Time)} were imported: {Number(import.Listed)} looked at, {Number(import.Known)} known before, {Number(import.Listed - import.Known)} brought in or waiting under Exceptions.",
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
        return string.Create(English, $"from {time.From:d MMMM yyyy} to {time.To:d MMMM yyyy}");
    }

    /// <summary>From the pace since the import last began to run; nothing before that says anything.</summary>
    private static string Left(HistoryImport import, int waiting, DateTimeOffset now)
    {
        var (done, ran) = (Done(import, waiting) - import.ListedBefore, now - import.RunsSince);
        if (done < 20 || ran < TimeSpan.FromSeconds(20)) return "";
        var rest = Math.Max(0, import.Total - Done(import, waiting));
        return rest == 0 ? "" : $" About {(ran / done * rest).Humanize(culture: English, maxUnit: TimeUnit.Day)} left at this pace.";
    }

    private static string Orders(int count) => "order".ToQuantity(count, "N0", English);

    private static string Number(int count) => count.ToString("N0", English);
}
