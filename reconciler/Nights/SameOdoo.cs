using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;

namespace Tandem.Reconciler;

/// <summary>Tells the Odoo of the last night from a copy, from another one, and from itself set back to a backup: compared with such, everything would look wrong.</summary>
internal sealed class SameOdoo(IOdooSights sights, TimeProvider time)
{
    private const int Remembered = 20;

    /// <summary>With fewer, somebody may just have deleted them.</summary>
    private const int Telling = 3;

    /// <param name="booked">The shop's orders in it.</param>
    /// <returns>Why it is not the Odoo of the last night; null when it is, or when there was none.</returns>
    public async Task<string?> Doubt(ShopBook book, Pairing booked, CancellationToken stop)
    {
        if (await sights.Find(book.Shop, stop) is not { } last) return null;
        var (url, database) = Where(book);
        if (last.Url != url || last.Database != database)
            return $"Odoo is at {url} (database {database}) now, and was at {last.Url} (database {last.Database}) on {Day(last.At)}. {Way(book)}";
        if (last.Newest.Count < Telling) return null;
        foreach (var (odoo, shopify) in last.Newest)
            if (booked.Has(odoo, shopify) || await book.Booked.MadeFor(shopify, stop) == odoo) return null;
        return $"The {last.Newest.Count} newest orders that were in Odoo on {Day(last.At)} are all gone or are others now: its database was set back to a backup, or is an older copy. {Way(book)}";
    }

    /// <summary>Remembers the Odoo that was compared with.</summary>
    public Task Remember(ShopBook book, Pairing booked, CancellationToken stop)
    {
        var (url, database) = Where(book);
        var newest = booked.All.OrderByDescending(order => order.Id.Value).Take(Remembered).ToList();
        return sights.Keep(book.Shop, new OdooSight(url, database, newest, time.GetUtcNow()), stop);
    }

    private static (Uri Url, string Database) Where(ShopBook book) => (book.Rules.Decisions.Odoo.Url, book.Rules.Decisions.Odoo.Database);

    private static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Way(ShopBook book) =>
        $"Nothing was compared. If this is the right Odoo from now on, say so with 'reconciler run {book.Shop} --this-odoo'; what is missing in it is then listed, and each order can be brought in step.";
}
