using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>One shop's sales orders, partners and products in its Odoo, as the order and customer grains use them.</summary>
/// <remarks>Each method fails with <c>OdooException</c>; each create answers the existing record when repeated.</remarks>
public interface IOrderBook
{
    /// <summary>Creates the order with its lines, or answers the one that exists under its external id, untouched.</summary>
    Task<BookEntry<OdooId<SaleOrder>>> Enter(SaleOrderDraft draft, OrderPartners partners, bool confirmed, CancellationToken stop);

    /// <summary>The order as Odoo holds it; null when it is gone.</summary>
    Task<SaleOrderReading?> Read(OdooId<SaleOrder> order, CancellationToken stop);

    /// <summary>Confirms through Odoo's own method, once, also when an answer is lost.</summary>
    Task Confirm(OdooId<SaleOrder> order, SaleOrderDraft draft, CancellationToken stop);

    /// <summary>Writes the order's date again, which confirmation overwrote, and reads the order back in the same call.</summary>
    Task<SaleOrderReading?> RestoreDate(OdooId<SaleOrder> order, DateTimeOffset date, CancellationToken stop);

    /// <summary>Adds a line to an order, or answers the one that exists under its external id.</summary>
    Task<BookEntry<OdooId<SaleOrderLine>>> AddLine(OdooId<SaleOrder> order, SaleLineDraft line, CancellationToken stop);

    /// <summary>Partners with this e-mail that the company sees and that are no child addresses.</summary>
    Task<IReadOnlyList<(OdooId<Partner> Id, string Name)>> PartnersByEmail(string email, CancellationToken stop);

    /// <summary>Creates contacts in one call, or answers those that exist under their external ids; ids in the contacts' order.</summary>
    Task<BookEntry<IReadOnlyList<OdooId<Partner>>>> EnterContacts(IReadOnlyList<ContactDraft> contacts, OdooId<Partner>? parent, CancellationToken stop);

    /// <summary>Which of these partners still exist.</summary>
    Task<IReadOnlySet<OdooId<Partner>>> Existing(IReadOnlyCollection<OdooId<Partner>> partners, CancellationToken stop);

    /// <summary>In which city partners are; one that is gone or names none is missing.</summary>
    Task<IReadOnlyDictionary<OdooId<Partner>, string>> Cities(IReadOnlyCollection<OdooId<Partner>> partners, CancellationToken stop);

    /// <summary>What is known of the products of an order's lines: what they were booked as, what their variants are linked to, else products by the codes of the shop's rule.</summary>
    /// <param name="booked">What the order's lines are in Odoo already.</param>
    Task<KnownProducts> Products(ShopOrder order, IReadOnlyDictionary<LineId, BookedProduct> booked, CancellationToken stop);
}

/// <summary>What Odoo said to a create: the id, or its own reason why not.</summary>
public abstract record BookEntry<T>
{
    private BookEntry() { }

    public sealed record Entered(T Id) : BookEntry<T>;

    /// <param name="Reasons">Odoo's messages, as it wrote them.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : BookEntry<T>;
}

/// <summary>As <see cref="BookEntry{T}"/>, for one record of a model.</summary>
public static class BookEntries
{
    public static OdooId<T> IdOf<T>(this BookEntry<OdooId<T>> entry) where T : IOdooModel => entry switch
    {
        BookEntry<OdooId<T>>.Entered entered => entered.Id,
        BookEntry<OdooId<T>>.Refused refused => throw new RefusedByOdooException(refused.Reasons),
        var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
    };
}
