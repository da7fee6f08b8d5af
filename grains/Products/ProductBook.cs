using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Products;

namespace Tandem.Grains.Products;

/// <summary>What is known of one shop's products, as its orders ask for it: the links first, the rule for variants without one.</summary>
internal sealed class ProductBook(OrderRules rules, IProductLinks links, CodeCarriers carriers, ProductShelf shelf)
{
    public async Task<KnownProducts> Known(ShopOrder order, IReadOnlyDictionary<LineId, BookedProduct> booked, CancellationToken stop)
    {
        var (shop, rule) = (rules.Decisions.Shop, rules.Decisions.Products);
        List<VariantId> variants = [.. order.Lines.Where(line => !booked.ContainsKey(line.Id)).Select(line => line.Variant).OfType<VariantId>().Distinct()];
        var linked = await links.Of(shop, variants, stop);
        var codes = ProductMatch.CodesOf(order, rule, line => !booked.ContainsKey(line.Id) && !(line.Variant is { } variant && linked.ContainsKey(variant)));
        return new KnownProducts(await shelf.Take(rule.Odoo, codes, stop))
        {
            Booked = booked,
            Linked = await Linked(linked, stop),
            Carriers = await carriers.Of(shop, rule.Shopify, codes, stop),
        };
    }

    private async Task<IReadOnlyDictionary<VariantId, LinkedProduct>> Linked(IReadOnlyDictionary<VariantId, ProductLink> linked, CancellationToken stop)
    {
        if (linked.Count == 0) return new Dictionary<VariantId, LinkedProduct>();
        var products = await shelf.Linked([.. linked.Values.Select(link => link.OdooProduct).Distinct()], stop);
        return linked.ToDictionary(link => link.Key, link => Of(link.Value, products.GetValueOrDefault(link.Value.OdooProduct)));
    }

    private LinkedProduct Of(ProductLink link, ShelvedProduct? product) => new(link.OdooProduct, link.Units, product?.Name, product switch
    {
        null => LinkedProductState.Deleted,
        { Company: { } company } when company != rules.Company => LinkedProductState.OtherCompany,
        { Active: false } => LinkedProductState.Archived,
        _ => LinkedProductState.Sold,
    });
}
