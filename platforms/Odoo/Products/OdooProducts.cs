using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Planning;

namespace Tandem.Odoo.Products;

/// <summary>A product that carries a looked-up code.</summary>
/// <param name="Type">Odoo's <c>type</c>: consu, service or combo.</param>
/// <param name="Unit">The unit it is sold in.</param>
public sealed record ProductFound(ProductCandidate Candidate, string Type, OdooLink? Unit);

/// <summary>The products of one Odoo company (product.product), found by their codes.</summary>
public sealed class OdooProducts(IOdoo odoo, OdooProfile profile)
{
    private const int BatchSize = 1000;

    private OdooUnits? units;

    /// <summary>All products, archived ones too, of the company or shared by all, that carry one of the codes exactly.</summary>
    public async Task<IReadOnlyList<ProductFound>> Find(ProductIdentity by, IReadOnlyCollection<string> codes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var field = by == ProductIdentity.Barcode ? "barcode" : "default_code";
        var found = new List<ProductFound>();
        units ??= await OdooUnits.Read(odoo, cancellation);
        foreach (var batch in codes.Distinct(StringComparer.Ordinal).Chunk(BatchSize))
        {
            var domain = Domain.Where(field, "in", batch).And("company_id", "in", new object[] { false, profile.Company.Id.Value });
            var answer = await odoo.SearchRead(
                Product.Model, domain, [field, "name", "active", "company_id", "type", "uom_id"], profile.Context.WithArchived(), cancellation, order: "id");
            found.AddRange(answer.Select(product => new ProductFound(
                new ProductCandidate(product.IdOf<Product>(), product.Text(field)!, product.Text("name") ?? "", product.Flag("active"), product.Link<Company>("company_id"), OtherUnit(product.Link<UnitOfMeasure>("uom_id"))),
                product.Text("type") ?? "",
                product.Link("uom_id"))));
        }

        return found;
    }

    private string? OtherUnit(OdooId<UnitOfMeasure>? unit) => units!.IsPlain(unit) ? null : units.Name(unit);
}
