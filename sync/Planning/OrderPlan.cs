using Tandem.Sync.Customers;
using Tandem.Sync.Failures;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Planning;

/// <summary>What would bring one order into step, computed without I/O.</summary>
public abstract record OrderPlan
{
    private OrderPlan() { }

    /// <summary>The order can be written.</summary>
    /// <param name="Confirm">The shop's policy wants it confirmed now.</param>
    /// <param name="Remark">What a person should know although all is well; null when nothing.</param>
    public sealed record Ready(SaleOrderDraft Draft, CustomerPlan Customer, bool Confirm, string? Remark) : OrderPlan;

    /// <summary>Decisions are missing; each blocker names one.</summary>
    public sealed record Blocked(IReadOnlyList<Blocker> Blockers) : OrderPlan;

    /// <summary>A rule of the shop leaves the order out.</summary>
    public sealed record Excluded(string Rule) : OrderPlan;
}
