using Orleans;
using Tandem.Grains.Failures;

namespace Tandem.Grains.Customers;

/// <summary>Whose order it is: a CustomerPlan with the order's name, for sentences.</summary>
/// <param name="Plan">The plan as JSON: it is the pure middle's own type and travels as it is.</param>
/// <param name="Recheck">Odoo refused a partner that was known: look at all of them again.</param>
[GenerateSerializer, Immutable, Alias("tandem.customer-request")]
public sealed record CustomerRequest([property: Id(0)] string OrderName, [property: Id(1)] string Plan, [property: Id(2)] bool Recheck);

/// <summary>The partners, or why there are none.</summary>
/// <param name="Verdict">Why not; null when the partners are known.</param>
[GenerateSerializer, Immutable, Alias("tandem.customer-answer")]
public sealed record CustomerAnswer(
    [property: Id(0)] int Customer, [property: Id(1)] int Invoice, [property: Id(2)] int Delivery,
    [property: Id(3)] IReadOnlyList<string> Notes, [property: Id(4)] Verdict? Verdict);

/// <summary>The partners that one customer's contacts became in Odoo: the customer grain's durable state.</summary>
[GenerateSerializer, Alias("tandem.customer-links")]
public sealed class CustomerLinks
{
    /// <summary>Partner ids by the contacts' external ids.</summary>
    [Id(0)] public Dictionary<string, int> Partners { get; set; } = [];

    /// <summary>What both sides last said alike about each custom field, as short marks, by the metafield's name.</summary>
    [Id(1)] public Dictionary<string, string> Fields { get; set; } = [];

    /// <summary>A short mark of what Shopify's custom fields of the customer said when they were last looked at.</summary>
    [Id(2)] public string SeenAs { get; set; } = "";
}
