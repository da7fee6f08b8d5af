using Tandem.App.Admin;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Sync.Records;
using Tandem.Tests.Products;

namespace Tandem.Tests.Admin;

/// <summary>A desk over the sample products: it finds a mug, links it to whatever may be linked, and refuses product 13.</summary>
internal sealed class SampleDesk(IProductMatches matches, IProductLinks links, TimeProvider clock) : IProductDesk
{
    public List<string> Done { get; } = [];

    public async Task<LinkingReading> Read(ShopDomain shop, VariantId variant, string? text, CancellationToken cancellationToken)
    {
        var row = await matches.Find(shop, variant, cancellationToken);
        var found = text == "mug" ? new[] { Goods.Product(7, "MUG"), Goods.Product(12, "MUG-BOX", unit: "Dozens") } : [];
        ActivityEntry[] told = [new(clock.GetUtcNow(), RecordKey.Product(shop, new ProductId(30)), "link", ActivityOutcome.Done, "Variant 3 (HAT) was linked to Product 8. Decided by staff member 42.", TimeSpan.Zero, "pass")];
        return new LinkingReading(
            row, (await links.Of(shop, [variant], cancellationToken)).GetValueOrDefault(variant), found, text == "away" ? "The Odoo at erp.example.com could not be reached." : null,
            row is null ? [] : told, new Uri("https://erp.example.com"));
    }

    public Task<string?> Link(ShopDomain shop, VariantId variant, OdooId<Product> product, decimal units, string user, CancellationToken cancellationToken)
    {
        if (product.Value == 13) return Task.FromResult<string?>("Product 13 is archived in Odoo. Unarchive it, or choose another product.");
        Done.Add($"link {variant} {product} {units} {user}");
        return Task.FromResult<string?>(null);
    }

    public Task<string?> Unlink(ShopDomain shop, VariantId variant, string user, CancellationToken cancellationToken)
    {
        Done.Add($"unlink {variant} {user}");
        return Task.FromResult<string?>(null);
    }
}
