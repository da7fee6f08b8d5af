using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>One order while it is being made: its description, its amounts and the ids of its parts.</summary>
internal sealed record OrderMaking(OrderDescription Order, OrderStamp Stamp, OrderShop Shop, OrderAmounts Amounts, OrderLedger Ledger)
{
    public MoneySet Set(Bag amount) => new(amount, Amounts.Currencies.Shop.Code, Amounts.Currencies.Presentment.Code);

    /// <summary>A number of a part that stays the same when the order is made again; beyond 2^53, as real ones can be.</summary>
    public long Numbered(int part) => checked((Stamp.Id * 10_000) + part);

    public string PartId(string type, int part) => Gid.Of(type, Numbered(part));

    /// <summary>What is to be sent, and from where.</summary>
    public IReadOnlyList<Assignment> Assigned { get; } =
        Assignments.Of(Order, [.. Order.Lines.Select((_, i) => Ledger.CurrentUnits(i))], Gid.Number(Shop.Location.Id));

    /// <summary>Units of a line that are still to be sent.</summary>
    public int Left(int line) => Assigned.Where(one => !one.Order.Closed).SelectMany(one => one.Lines).Where(units => units.Line == line).Sum(units => units.Remaining);

    public DiscountDescription Discount(DiscountShare share) => Order.Discounts[share.Discount];

    public Bag CartDiscount(Func<DiscountShare, Bag> of) =>
        Bag.Sum(Amounts.Lines.SelectMany(l => l.Discounts).Where(s => Discount(s).Target == DiscountTarget.Order).Select(of));

    public IEnumerable<TaxAmount> AllTaxes =>
        Amounts.Lines.SelectMany(l => l.Taxes.Concat(l.Duties.SelectMany(d => d.Taxes)))
            .Concat(Amounts.Shipping.SelectMany(s => s.Taxes)).Concat(Amounts.Fees.SelectMany(f => f.Taxes));

    public IEnumerable<TaxAmount> CurrentTaxes =>
        Amounts.Lines.SelectMany((l, i) => l.Taxes.Concat(l.Duties.SelectMany(d => d.Taxes)).Select(t => t with { Amount = Ledger.Current(i, t.Amount) }))
            .Concat(Order.CancelledAt is null ? Amounts.Shipping.Where(s => !s.Removed).SelectMany(s => s.Taxes).Concat(Amounts.Fees.SelectMany(f => f.Taxes)) : [])
            .Where(t => t.Amount != Bag.Zero);
}
