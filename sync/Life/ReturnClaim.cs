using Tandem.Sync.Orders;

namespace Tandem.Sync.Life;

/// <summary>Goods that come back by one return, or that one refund took back without any.</summary>
/// <param name="Trace">What its transfers in Odoo carry.</param>
/// <param name="Called">What a person calls it.</param>
/// <param name="Expected">Units that may come, or came, by line: an open return's, and whatever was restocked.</param>
/// <param name="Restocked">Units that Shopify took back into stock, by line; part of <paramref name="Expected"/>.</param>
/// <param name="Location">Where they were restocked; null while they were not, or where Shopify does not say.</param>
public sealed record ReturnClaim(
    string Trace, string Called, IReadOnlyDictionary<LineId, int> Expected, IReadOnlyDictionary<LineId, int> Restocked, LocationId? Location)
{
    /// <summary>Never the same units twice: what a return's refunds restock is of that return.</summary>
    public static IReadOnlyList<ReturnClaim> Of(ShopOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var known = order.Returns.Select(back => back.Id).ToHashSet();
        var claims = order.Returns.Select(back => Of(order, back))
            .Concat(order.Refunds.Where(refund => refund.Return is not { } of || !known.Contains(of)).SelectMany(refund => Of(order, refund)));
        return [.. claims.Where(claim => claim.Expected.Count > 0)];
    }

    private static ReturnClaim Of(ShopOrder order, ShopReturn back)
    {
        var lines = order.Refunds.Where(refund => refund.Return == back.Id).SelectMany(refund => refund.Lines).Where(IsBack).ToList();
        var restocked = Units(lines);
        var expected = back.Status != "OPEN" ? restocked : back.Lines.GroupBy(line => line.Line).ToDictionary(line => line.Key, line => line.Sum(one => one.Quantity));
        foreach (var (line, units) in restocked) expected[line] = Math.Max(units, expected.GetValueOrDefault(line));
        return new ReturnClaim(Traces.Of(back), $"return {back.Name}", expected, restocked, lines.Select(line => line.Location).FirstOrDefault(place => place is not null));
    }

    /// <summary>A refund may restock at several locations: a transfer for each.</summary>
    private static IEnumerable<ReturnClaim> Of(ShopOrder order, ShopRefund refund)
    {
        var places = refund.Lines.Where(IsBack).GroupBy(line => line.Location).ToList();
        return places.Select(place => new ReturnClaim(
            $"{Traces.Of(order, refund)}{(places.Count == 1 ? "" : $" at {place.Key}")}", "a refund", Units([.. place]), Units([.. place]), place.Key));
    }

    private static bool IsBack(ShopRefundLine line) => line is { Restock: Restock.Return, Restocked: true, Quantity: > 0 };

    private static Dictionary<LineId, int> Units(List<ShopRefundLine> lines) =>
        lines.GroupBy(line => line.Line).ToDictionary(line => line.Key, line => line.Sum(one => one.Quantity));
}
