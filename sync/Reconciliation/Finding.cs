using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Sync.Reconciliation;

/// <summary>What kind of disagreement a finding is.</summary>
public enum FindingKind
{
    /// <summary>Shopify has the order, Odoo has none that stands for it.</summary>
    Missing,

    /// <summary>Odoo has more than one order for it.</summary>
    Twice,

    /// <summary>Odoo has an order under this shop's identity, Shopify has none.</summary>
    Extra,

    /// <summary>A field has another value on each side.</summary>
    Differs,

    /// <summary>Something that happened on one side has not reached the other.</summary>
    Behind,

    /// <summary>It waits for a person's decision.</summary>
    Waits,

    /// <summary>It could not be compared, which is never taken for agreement.</summary>
    Unread,
}

/// <summary>One thing on which the two systems disagree.</summary>
/// <param name="Name">What people call the record, such as <c>#1001</c>.</param>
/// <param name="Field">What it is about; with record and kind the same from night to night.</param>
/// <param name="Shopify">What Shopify and the shop's decisions say.</param>
/// <param name="Odoo">What Odoo says.</param>
/// <param name="Cause">What most likely led to it.</param>
/// <param name="Owner">Whose job it is.</param>
/// <param name="Action">What to do.</param>
public sealed record Finding(RecordKey Record, string Name, FindingKind Kind, string Field, string Shopify, string Odoo, string Cause, Role Owner, string Action)
{
    /// <summary>Equal for the same disagreement, whenever it is found.</summary>
    public string Identity => $"{Record}|{Kind}|{Field}";
}
