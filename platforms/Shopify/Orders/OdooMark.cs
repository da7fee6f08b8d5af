namespace Tandem.Shopify.Orders;

/// <summary>What Tandem writes on an order in Shopify: which Odoo document it became.</summary>
/// <param name="Name">The document's name, such as <c>S00042</c>.</param>
/// <param name="Id">Its database id in Odoo.</param>
/// <param name="Link">Where a person opens it; null when Odoo's address is not for browsers.</param>
public sealed record OdooMark(string Name, int Id, Uri? Link);
