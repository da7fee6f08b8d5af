using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.App.Admin;

/// <summary>Where a person links a variant by hand; unlike other wishes these are done when they are answered, since both catalogues judge them.</summary>
public interface IProductDesk
{
    /// <param name="text">A part of a reference or name, or a barcode, to look for in Odoo; null looks for nothing.</param>
    Task<LinkingReading> Read(ShopDomain shop, VariantId variant, string? text, CancellationToken cancellationToken);

    /// <param name="units">How much of the product one of the variant is.</param>
    /// <param name="user">Shopify's number of the staff member.</param>
    /// <returns>Why it was refused; null when it is linked.</returns>
    Task<string?> Link(ShopDomain shop, VariantId variant, OdooId<Product> product, decimal units, string user, CancellationToken cancellationToken);

    /// <returns>Why it was refused; null when it is linked no more.</returns>
    Task<string?> Unlink(ShopDomain shop, VariantId variant, string user, CancellationToken cancellationToken);
}

/// <summary>One variant, what it may be in Odoo, and who decided what about it.</summary>
/// <param name="Row">Null when the report knows no such variant.</param>
/// <param name="Problem">Why Odoo could not be asked; null when it was, or need not be.</param>
public sealed record LinkingReading(MatchRow? Row, ProductLink? Link, IReadOnlyList<CatalogueProduct> Found, string? Problem, IReadOnlyList<ActivityEntry> Activity, Uri? OdooUrl);
