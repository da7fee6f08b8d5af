using System.Globalization;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Odoo.Fields;

/// <summary>Custom fields of orders and customers: read, written, looked at for changes.</summary>
public sealed class RecordFields(IOdoo odoo, OdooProfile profile, ShopDecisions decisions)
{
    private const int PageSize = 5000;
    private readonly Dictionary<CustomFieldOf, IReadOnlyDictionary<string, OdooRecord>> known = [];

    /// <summary>Their values by the names of Odoo's fields; null when the record is gone.</summary>
    /// <exception cref="Failures.OdooException">Odoo refused.</exception>
    public async Task<IReadOnlyDictionary<string, string?>?> Read(CustomFieldOf of, int id, CancellationToken cancellation)
    {
        var fields = await Described(of, cancellation);
        return await odoo.WebRead(Model(of), [id], Asked(fields), profile.Context, cancellation) is [var record] ? Values(of, record, fields) : null;
    }

    /// <param name="values">By the metafields' names.</param>
    /// <exception cref="Failures.OdooException">Odoo refused.</exception>
    public Task Write(CustomFieldOf of, int id, IReadOnlyDictionary<string, string?> values, CancellationToken cancellation) => odoo.Write(
        Model(of), [id], decisions.CustomFields.Where(field => field.Of == of && values.ContainsKey(field.Name)).ToDictionary(field => field.Field, field => CustomForm.Typed(field.Type, values[field.Name])),
        profile.Context.With("tracking_disable", true), cancellation);

    /// <summary>Records of Odoo's that were written since, at a glance.</summary>
    public Task<WrittenGlimpse> Glimpse(CustomFieldOf of, DateTimeOffset from, CancellationToken cancellation) =>
        WrittenGlimpse.Of(odoo.At(CallPriority.Stock), Model(of), Looked(of), from, [], profile.Context, cancellation);

    /// <summary>The same with their fields' values, in short.</summary>
    public async Task<IReadOnlyList<RecordSighting>> Since(CustomFieldOf of, DateTimeOffset from, CancellationToken cancellation)
    {
        string[] names = [.. (await Described(of, cancellation)).Keys.Where(name => decisions.CustomFields.Any(field => field.Of == of && field.Field == name && field.Owner == FieldOwner.Odoo))];
        var read = await WrittenSince.Read(odoo.At(CallPriority.Stock), Model(of), Looked(of), from, ["write_date", .. names], profile.Context, PageSize, cancellation);
        return [.. read.Select(record => new RecordSighting(record.Id, Said(record, names), record.Time("write_date")!.Value))];
    }

    /// <summary>The latest order of each of these customers.</summary>
    public async Task<IReadOnlyList<OdooId<SaleOrder>>> LatestOrders(IReadOnlyCollection<int> partners, CancellationToken cancellation) => partners.Count == 0 ? []
        : [.. (await odoo.SearchRead(SaleOrder.Model, Domain.Where("partner_id", "in", partners.ToArray()), ["partner_id"], profile.Context, cancellation, order: "id desc", bare: true))
            .DistinctBy(order => order.Link("partner_id")?.Id).Select(order => order.IdOf<SaleOrder>())];

    /// <summary>Why fields that the decisions name cannot be carried in this Odoo, by their settings.</summary>
    public static async Task<IReadOnlyList<(string Setting, string Sentence)>> Misfits(IOdoo odoo, ShopDecisions decisions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        if (decisions.CustomFields.All(field => field.OfCatalogue)) return [];
        var (partners, orders) = (await Describe(odoo, decisions, CustomFieldOf.Customer, cancellation), await Describe(odoo, decisions, CustomFieldOf.Order, cancellation));
        return [.. CustomForm.Misfits(decisions.CustomFields, field => !field.OfCatalogue, field => (Model(field.Of), field.Of == CustomFieldOf.Customer ? partners : orders))];
    }

    private async Task<IReadOnlyDictionary<string, OdooRecord>> Described(CustomFieldOf of, CancellationToken cancellation)
    {
        if (known.TryGetValue(of, out var fields)) return fields;
        return known[of] = await Describe(odoo, decisions, of, cancellation);
    }

    private static async Task<IReadOnlyDictionary<string, OdooRecord>> Describe(IOdoo odoo, ShopDecisions decisions, CustomFieldOf of, CancellationToken cancellation) =>
        decisions.CustomFields.Where(field => field.Of == of).Select(field => field.Field).ToArray() is { Length: > 0 } names ? await odoo.FieldsGet(Model(of), names, cancellation) : new Dictionary<string, OdooRecord>();

    private Dictionary<string, string?> Values(CustomFieldOf of, OdooRecord record, IReadOnlyDictionary<string, OdooRecord> fields) =>
        decisions.CustomFields.Where(field => field.Of == of && fields.ContainsKey(field.Field))
            .ToDictionary(field => field.Field, field => CustomForm.Text(record, field.Field, fields, field.Type == "boolean"));

    /// <summary>What is empty says nothing.</summary>
    private static string Said(OdooRecord record, string[] names) => string.Join('|', names
        .Select(name => (name, value: record.Text(name) ?? FieldText.Some(record.Number(name)) ?? record.Link(name)?.Id.ToString(CultureInfo.InvariantCulture) ?? (record.Flag(name) ? "true" : null)))
        .Where(one => one.value is not null).Select(one => $"{one.name}={one.value}"));

    private static Specification Asked(IReadOnlyDictionary<string, OdooRecord> fields) => fields.Keys.Aggregate(
        Specification.Of(), (all, field) => CustomForm.IsLink(field, fields) ? all.With(field, Specification.Of("display_name")) : all.And(field));

    /// <summary>Orders of other companies are none of this shop's; customers may be shared.</summary>
    private Domain Looked(CustomFieldOf of) => of == CustomFieldOf.Order
        ? Domain.Where("company_id", "=", profile.Company.Id)
        : Domain.Where("company_id", "in", new object[] { false, profile.Company.Id.Value });

    private static string Model(CustomFieldOf of) => of == CustomFieldOf.Order ? SaleOrder.Model : Partner.Model;
}

/// <summary>An order or customer as it was seen.</summary>
/// <param name="Said">The values of its fields that Odoo owns.</param>
public sealed record RecordSighting(int Id, string Said, DateTimeOffset WrittenAt) : IWrittenRow;
