namespace Tandem.Sync.Products;

/// <summary>A product as Odoo's catalogue states it (product.product).</summary>
/// <param name="Template">Database id of its product.template.</param>
/// <param name="Reference">Internal reference (<c>default_code</c>).</param>
/// <param name="Company">Null when all companies share it.</param>
/// <param name="Unit">The unit it is kept in.</param>
/// <param name="Plain">That unit is Odoo's own “Units”, so that one is one.</param>
/// <param name="Kit">It is sold as a kit (phantom bill of materials): its parts leave the warehouse.</param>
public sealed record CatalogueProduct(
    OdooId<Product> Id, int Template, string? Reference, string? Barcode, string Name, bool Active, bool Sellable, bool Storable,
    OdooId<Company>? Company, string Unit, bool Plain, bool Kit = false);
