using Tandem.Odoo.Records;
using Tandem.Sync.Decisions;

namespace Tandem.Odoo.Setup;

/// <summary>What a name that fits nothing was most likely meant to be.</summary>
internal sealed class NearNames(ReferenceSearch search, ShopDecisions decisions, OdooCompanyHoldings? company)
{
    private const int Proposals = 3;
    private readonly Dictionary<(ReferenceKind, string), IReadOnlyList<OdooCandidate>> known = [];

    public async Task<IReadOnlyList<string>> Of(NeededReference needed, CancellationToken cancellation)
    {
        if (needed.Reference.Name is not { } name || search.Unreadable.Contains(needed.Model)) return [];
        if (needed.Kind == ReferenceKind.Tax) return Taxes(needed, name);
        var candidates = await Candidates(needed.Kind, name, cancellation);
        var near = Nearest.All(name, candidates.SelectMany(one => new[] { one.Code, one.Name }).OfType<string>(), Proposals);
        if (near.Count > 0 || needed.Kind is ReferenceKind.Contact or ReferenceKind.Product) return near;
        // Where only a few would fit, naming them helps more than naming none.
        var fitting = candidates.Where(one => needed.Currency is null || one.Currency == needed.Currency).Select(one => one.Name).ToList();
        return fitting.Count > Proposals ? [] : fitting;
    }

    /// <summary>Written alike, else of the same rate.</summary>
    private IReadOnlyList<string> Taxes(NeededReference needed, string name)
    {
        var taxes = (company?.Taxes ?? []).Where(tax => tax is { Active: true, IsPlainPercentage: true }).ToList();
        var near = Nearest.All(name, taxes.Select(tax => tax.Name), Proposals);
        if (near.Count > 0) return near;
        var tax = decisions.Taxes.Where((_, index) => needed.Path == $"taxes[{index}].odooTax").FirstOrDefault();
        return [.. taxes.Where(one => tax is not null && one.TotalPercent == tax.Rate * 100m).Select(one => one.Name).Take(Proposals)];
    }

    private async Task<IReadOnlyList<OdooCandidate>> Candidates(ReferenceKind kind, string name, CancellationToken cancellation)
    {
        var beginning = kind == ReferenceKind.Contact ? name[..Math.Min(3, name.Length)] : "";
        if (known.TryGetValue((kind, beginning), out var kept)) return kept;
        var domain = kind switch
        {
            // There may be many thousands of these; line products are services, and a mistyped name often begins right.
            ReferenceKind.Product => Domain.Where("type", "=", "service"),
            ReferenceKind.Contact => Domain.Where("name", "=ilike", beginning + "%"),
            _ => Domain.All,
        };
        // Categories have no such field, and accounts of 18 another one; what is retired is left out here all the same.
        var found = await search.Candidates(kind, kind is ReferenceKind.Category or ReferenceKind.Account ? domain : domain.And("active", "=", true), OdooContext.Plain, cancellation);
        found = [.. found.Where(one => one.Active)];
        return known[(kind, beginning)] = found;
    }
}
