using Tandem.Odoo.Records;
using Tandem.Sync;

namespace Tandem.Odoo.Products;

/// <summary>The units of measure of one Odoo (uom.uom), and which of them is its own “Units”.</summary>
public sealed class OdooUnits
{
    private readonly IReadOnlyDictionary<OdooId<UnitOfMeasure>, string> names;
    private readonly OdooId<UnitOfMeasure>? plain;

    private OdooUnits(IReadOnlyDictionary<OdooId<UnitOfMeasure>, string> names, OdooId<UnitOfMeasure>? plain) => (this.names, this.plain) = (names, plain);

    public static async Task<OdooUnits> Read(IOdoo odoo, CancellationToken cancellation)
    {
        var all = await odoo.SearchRead(UnitOfMeasure.Model, Domain.All, ["name"], OdooContext.Plain.WithArchived(), cancellation);
        return new OdooUnits(
            all.ToDictionary(unit => unit.IdOf<UnitOfMeasure>(), unit => unit.Text("name") ?? ""),
            await ExternalIds.Find<UnitOfMeasure>(odoo, "uom", "product_uom_unit", cancellation));
    }

    public string Name(OdooId<UnitOfMeasure>? unit) => unit is { } id ? names.GetValueOrDefault(id, $"unit {id}") : "no unit";

    /// <summary>One is one: it is the unit that Odoo comes with, whatever it is called.</summary>
    public bool IsPlain(OdooId<UnitOfMeasure>? unit) => unit is not null && (plain is null || unit == plain);
}
