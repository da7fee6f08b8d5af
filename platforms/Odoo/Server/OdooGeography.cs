using Tandem.Odoo.Records;
using Tandem.Sync;

namespace Tandem.Odoo.Server;

/// <summary>Countries and states by their codes, as Odoo knows them.</summary>
public sealed class OdooGeography
{
    private readonly Dictionary<string, OdooId<Country>> countries;
    private readonly Dictionary<(int Country, string Code), OdooId<CountryState>> states;

    private OdooGeography(IEnumerable<OdooRecord> countries, IEnumerable<OdooRecord> states)
    {
        this.countries = countries.Where(country => country.Text("code") is not null)
            .ToDictionary(country => country.Text("code")!, country => country.IdOf<Country>(), StringComparer.OrdinalIgnoreCase);
        this.states = states.Where(state => state.Text("code") is not null)
            .GroupBy(state => (state.Link("country_id")!.Value.Id, state.Text("code")!.ToUpperInvariant()))
            .ToDictionary(state => state.Key, state => state.First().IdOf<CountryState>());
    }

    public static async Task<OdooGeography> Read(IOdoo odoo, CancellationToken cancellation) => new(
        await odoo.SearchRead("res.country", Domain.All, ["code"], OdooContext.Plain, cancellation),
        await odoo.SearchRead("res.country.state", Domain.All, ["code", "country_id"], OdooContext.Plain, cancellation));

    /// <param name="code">ISO 3166-1 alpha-2.</param>
    public OdooId<Country>? Country(string? code) => code is not null && countries.TryGetValue(code, out var country) ? country : null;

    /// <summary>State codes are unique inside a country only.</summary>
    public OdooId<CountryState>? State(string? country, string? code) =>
        Country(country) is { } inside && code is not null && states.TryGetValue((inside.Value, code.ToUpperInvariant()), out var state) ? state : null;
}
