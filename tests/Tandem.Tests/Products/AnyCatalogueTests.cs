using Tandem.Sync;
using Tandem.Sync.Products;
using Xunit;
using static Tandem.Tests.Products.Goods;

namespace Tandem.Tests.Products;

/// <summary>Random catalogues that are renamed, duplicated, archived and deleted again and again: whatever happens, the report adds up and no link moves by itself.</summary>
public sealed class AnyCatalogueTests
{
    private const int Catalogues = 150;
    private const int Steps = 12;

    [Fact]
    public void The_counts_add_up_and_no_variant_is_ever_linked_to_two_products()
    {
        for (var seed = 0; seed < Catalogues; seed++) Play(new Random(seed), seed);
    }

    private static void Play(Random random, int seed)
    {
        List<CatalogueVariant> variants = [.. Enumerable.Range(1, random.Next(1, 12)).Select(id => Variant(id, Code(random)))];
        List<CatalogueProduct> products = [.. Enumerable.Range(1, random.Next(1, 12)).Select(id => Product(id, Code(random)))];
        var links = new Dictionary<VariantId, ProductLink>();
        for (var step = 0; step < Steps; step++)
        {
            var report = new ProductMatching(BySku, Ours, products).Report(variants, links);
            AddsUp(report, variants, links, $"seed {seed}, step {step}");
            foreach (var made in report.NewLinks("the rule", Noon))
            {
                Assert.False(links.ContainsKey(made.Variant), $"seed {seed}, step {step}: variant {made.Variant} was linked already");
                Fits(made, variants, products, $"seed {seed}, step {step}");
                links.Add(made.Variant, made);
            }

            var before = links.ToDictionary();
            Disturb(random, variants, products);
            var after = new ProductMatching(BySku, Ours, products).Report(variants, links);
            foreach (var match in after.Variants.Where(match => before.ContainsKey(match.Variant.Id)))
            {
                Assert.Equal(before[match.Variant.Id], match.Link);
                Assert.True(match.Product is null || match.Product.Id == match.Link!.OdooProduct, $"seed {seed}, step {step}: variant {match.Variant.Id} was moved");
            }
        }
    }

    private static void AddsUp(MatchReport report, List<CatalogueVariant> variants, Dictionary<VariantId, ProductLink> links, string where)
    {
        Assert.Equal(variants.Select(variant => variant.Id), report.Variants.Select(match => match.Variant.Id));
        Assert.Equal(variants.Count, report.Counts.Where(count => count.Key is not (MatchState.Gone or MatchState.OdooOnly)).Sum(count => count.Value));
        Assert.True(links.Count == report.Gone.Count + report.Variants.Count(match => match.Link is not null), $"{where}: a link is missing from the report");
        Assert.Equal(report.Variants.Count + report.Gone.Count + report.OdooOnly.Count, MatchRows.Of(report, BySku).Count());
        Assert.All(MatchRows.Of(report, BySku), row => Assert.EndsWith(".", row.Sentence, StringComparison.Ordinal));
    }

    /// <summary>What the rule links is certain: one active product of the company has the code, and no other listed variant.</summary>
    private static void Fits(ProductLink made, List<CatalogueVariant> variants, List<CatalogueProduct> products, string where)
    {
        var code = variants.Single(variant => variant.Id == made.Variant).Sku!.Trim();
        var carriers = products.Where(product => product.Reference == code && product.Active && product.Company?.Value is null or 1).Where(product => product.Reference == code && product.Active).ToList();
        Assert.True(carriers.Count == 1 && carriers[0].Id == made.OdooProduct && carriers[0].Plain, $"{where}: {code} is not certain in Odoo");
        Assert.False(variants.Exists(other => other.Id != made.Variant && other.Status != ListingStatus.Archived && other.Sku?.Trim() == code), $"{where}: {code} is not certain in Shopify");
    }

    private static void Disturb(Random random, List<CatalogueVariant> variants, List<CatalogueProduct> products)
    {
        var (variant, product) = (random.Next(variants.Count), random.Next(products.Count));
        switch (random.Next(9))
        {
            case 0: variants[variant] = variants[variant] with { Sku = Code(random) }; break;
            case 1: products[product] = products[product] with { Reference = Code(random) }; break;
            case 2: variants[variant] = variants[variant] with { Status = (ListingStatus)random.Next(4) }; break;
            case 3: products[product] = products[product] with { Active = !products[product].Active }; break;
            case 4: products[product] = products[product] with { Company = random.Next(3) is var company and > 0 ? new OdooId<Company>(company) : null }; break;
            case 5 when variants.Count > 1: variants.RemoveAt(variant); break;
            case 6 when products.Count > 1: products.RemoveAt(product); break;
            case 7: variants.Add(Variant(variants.Max(one => one.Id.Value) + 1, variants[variant].Sku)); break;
            default: products.Add(Product(products.Max(one => one.Id.Value) + 1, products[product].Reference, unit: random.Next(4) == 0 ? "kg" : null)); break;
        }
    }

    private static string? Code(Random random) => random.Next(8) switch
    {
        0 => null,
        1 => " ",
        2 => $"c{random.Next(6)}",
        3 => $"C {random.Next(6)}",
        _ => $"C{random.Next(6)}",
    };
}
