using Tandem.App.Setup;
using Tandem.Odoo.Setup;
using Tandem.Shopify.Products;
using Tandem.Sync.Decisions;
using Tandem.Sync.Sales;
using Tandem.Sync.Stock;

namespace Tandem.App.Admin;

/// <summary>What a step's form is built from: what is decided, what was typed, and what both systems hold.</summary>
internal sealed class StepView(SetupDocument setup, SeenOrders seen, OdooChoices? odoo, IReadOnlyList<ShopLocation> locations, Func<CustomFieldOf, CancellationToken, Task<IReadOnlyList<DefinedField>>> defined)
{
    private readonly Dictionary<ReferenceKind, IReadOnlyList<OdooCandidate>> known = [];
    private readonly Dictionary<CustomFieldOf, IReadOnlyList<DefinedField>> metafields = [];

    public SetupDocument Setup { get; } = setup;

    public DraftDocument Document => Setup.Document;

    public SeenOrders Seen { get; } = seen;

    /// <summary>Shopify's own locations that are active.</summary>
    public IReadOnlyList<ShopLocation> Locations { get; } = locations;

    /// <summary>What was typed and refused; null where the form shows what is decided.</summary>
    public IFormCollection? Typed { get; init; }

    /// <summary>Why it was refused.</summary>
    public IReadOnlyList<SetupFinding> Refused { get; init; } = [];

    /// <summary>Narrows what there is too much of.</summary>
    public string? Find { get; init; }

    /// <summary>A tax that an order waits for, as its cause names it.</summary>
    public string? Wanted { get; init; }

    /// <summary>What was typed, else what is decided.</summary>
    public string Value(string name, string? decided) => Typed is null ? decided ?? "" : Typed[name].ToString();

    public string? Error(string path) => Refused.FirstOrDefault(finding => finding.Setting == path) is { } finding
        ? SetupWords.Of(finding)
        : null;

    /// <summary>Why an entry of a list was refused.</summary>
    public string? ErrorWithin(string path) => Refused.FirstOrDefault(finding => finding.Setting?.StartsWith(path + "[", StringComparison.Ordinal) == true) is { } finding
        ? SetupWords.Of(finding)
        : null;

    /// <summary>What helps to fill a field in, with what the shop's orders hold of it.</summary>
    public string? Hint(string? details, Func<SeenOrders, IReadOnlyList<string>>? seen) =>
        seen?.Invoke(Seen) is { Count: > 0 } names ? $"{details} {Say($"Seen in your orders: {string.Join(", ", names)}.")}".TrimStart() : details;

    public async Task<IReadOnlyList<OdooCandidate>> Records(ReferenceKind kind, CancellationToken stop)
    {
        if (odoo is null) return [];
        if (!known.TryGetValue(kind, out var records)) known[kind] = records = await odoo.Of(kind, kind is ReferenceKind.Product or ReferenceKind.Contact or ReferenceKind.Account or ReferenceKind.StockPlace ? Find : null, stop);
        return records;
    }

    public Task<IReadOnlyList<OdooFieldChoice>> OdooFields(CustomFieldOf of, CancellationToken stop) => odoo is null ? Task.FromResult<IReadOnlyList<OdooFieldChoice>>([]) : odoo.Fields(of, stop);

    /// <summary>The metafields that the shop has defined for a kind of records.</summary>
    public async Task<IReadOnlyList<DefinedField>> Metafields(CustomFieldOf of, CancellationToken stop) =>
        metafields.TryGetValue(of, out var read) ? read : metafields[of] = await defined(of, stop);

    public Task<IReadOnlyList<OdooTax>> Taxes(CancellationToken stop) => odoo is null ? Task.FromResult<IReadOnlyList<OdooTax>>([]) : odoo.Taxes(stop);
}
