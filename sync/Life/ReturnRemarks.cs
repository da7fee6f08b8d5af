using Tandem.Sync.Pickings;

namespace Tandem.Sync.Life;

/// <summary>What a person should know about an order's returns although nothing is wrong.</summary>
internal static class ReturnRemarks
{
    public static IReadOnlyList<string> Of(LifeView view, IReadOnlyList<ReturnShare> shares)
    {
        var remarks = new List<string>();
        foreach (var back in view.Order.Returns)
        {
            var open = ReturnFlow.Open(view, back).Select(picking => picking.Name).ToList();
            switch (back.Status)
            {
                case "REQUESTED":
                    remarks.Add($"Return {back.Name} of order {view.Order.Name} is asked for in Shopify; approve or decline it there.");
                    break;
                case "OPEN" when open.Count > 0:
                    remarks.Add($"Return {back.Name} of order {view.Order.Name} waits for its goods: {string.Join(", ", open)}.");
                    break;
                case "OPEN" when shares.Any(share => share.Claim.Trace == Traces.Of(back) && share.Missing.Count > 0):
                    remarks.Add($"Return {back.Name} of order {view.Order.Name} has no transfer in Odoo yet: nothing of it was delivered there.");
                    break;
                case "CLOSED" when open.Count > 0:
                    remarks.Add($"Return {back.Name} of order {view.Order.Name} was closed in Shopify, and {string.Join(", ", open)} still waits for its goods in Odoo: receive what came, or cancel it there.");
                    break;
                case "DECLINED" or "CANCELED" when view.Progress.Pickings.FirstOrDefault(picking => picking.State == PickingState.Done && Traces.Carries(picking.Origin, Traces.Of(back))) is { } received:
                    remarks.Add($"Return {back.Name} of order {view.Order.Name} was {(back.Status == "DECLINED" ? "declined" : "cancelled")} in Shopify, but its goods were received in Odoo with {received.Name}: refund them in Shopify, or send them out again.");
                    break;
            }
        }

        return remarks;
    }
}
