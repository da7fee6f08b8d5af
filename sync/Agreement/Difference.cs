namespace Tandem.Sync.Agreement;

/// <summary>A field on which the two sides disagree.</summary>
/// <param name="Field">Such as <c>line “Blue shirt”: quantity</c>.</param>
/// <param name="Expected">What it should be, from Shopify and the shop's decisions.</param>
/// <param name="Found">What Odoo holds.</param>
public sealed record Difference(string Field, string Expected, string Found)
{
    public override string ToString() => $"{Field}: {Expected} expected, {Found} in Odoo";
}
