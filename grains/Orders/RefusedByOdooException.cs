namespace Tandem.Grains.Orders;

/// <summary>Odoo refused to create a record for a reason that a person must look at.</summary>
public sealed class RefusedByOdooException(IReadOnlyList<string> reasons) : Exception(string.Join(" ", reasons))
{
    public IReadOnlyList<string> Reasons { get; } = reasons;
}
