using System.Globalization;

namespace Tandem.Sync.Decisions;

/// <summary>Reads the tax map; refuses entries that say two things about one tax.</summary>
internal static class TaxSections
{
    public static IReadOnlyList<TaxDecision> Read(IReadOnlyList<Section> sections)
    {
        var read = sections.Select(section => (Section: section, Tax: One(section))).Where(entry => entry.Tax is not null).ToList();
        foreach (var (index, (section, tax)) in read.Index())
        {
            var earlier = read.Take(index).ToList();
            if (earlier.FirstOrDefault(other => Same(other.Tax!, tax!)) is { Section: { } twin })
                section.Wrong("title", $"This tax is mapped twice: the entry on line {twin.Line} has the same title, rate, country, region and included.", "Keep one of them.");
            else if (earlier.FirstOrDefault(other => Collide(other.Tax!, tax!) && !read.Any(third => Decides(third.Tax!, other.Tax!, tax!))) is { Section: { } rival })
                section.Wrong("title", $"This entry and the one on line {rival.Line} both fit the same tax, one by its country and the other by included, and name different Odoo taxes.", "Add an entry that states both country and included.");
        }

        return [.. read.Select(entry => entry.Tax!)];
    }

    private static TaxDecision? One(Section section)
    {
        var title = section.Text("title", required: true);
        var rate = Rate(section);
        var country = Country(section);
        var region = Region(section);
        var included = section.Flag("included");
        var odooTax = section.Reference("odooTax", required: !section.States("odooTax"));
        var byChannel = section.Flag("byChannel") ?? false;
        return title is null || rate is null ? null : new TaxDecision(title, rate.Value, country, region, included, odooTax, byChannel);
    }

    private static decimal? Rate(Section section)
    {
        if (section.Number("rate", required: true) is not { } rate) return null;
        if (rate is >= 0m and < 1m) return rate;
        if (rate is >= 1m and <= 100m)
            section.Wrong("rate", string.Create(CultureInfo.InvariantCulture, $"A rate of {rate} would be {rate * 100m:0.####} %."), string.Create(CultureInfo.InvariantCulture, $"Write it as a fraction: {rate / 100m:0.######} for {rate:0.####} %."));
        else section.Wrong("rate", "A rate lies between 0 and 1.", "Write it as a fraction: 0.2 for 20 %.");
        return null;
    }

    private static string? Country(Section section)
    {
        if (section.Text("country") is not { } code) return null;
        if (IsoCodes.Countries.Contains(code)) return code;
        var remedy = code == "UK" ? "The United Kingdom's code is GB."
            : IsoCodes.Countries.Contains(code.ToUpperInvariant()) ? $"Write it in capital letters: {code.ToUpperInvariant()}."
            : "Write its two-letter code (ISO 3166), such as GB.";
        section.Wrong("country", $"“{Hints.Short(code)}” is no country code.", remedy);
        return null;
    }

    private static string? Region(Section section)
    {
        if (section.Text("region") is not { } code) return null;
        if (!section.States("country"))
            section.Wrong("region", "A region is stated without its country; CA is California in US and something else elsewhere.", "Add \"country\".");
        else if (code.Length > 3 && code[2] == '-')
            section.Wrong("region", $"“{Hints.Short(code)}” contains the country.", $"Write the region as Shopify does: {Hints.Short(code[3..])}.");
        else return code;
        return null;
    }

    private static bool Same(TaxDecision one, TaxDecision other) =>
        SameTax(one, other) && Equal(one.Country, other.Country) && Equal(one.Region, other.Region) && one.Included == other.Included;

    /// <summary>Both fit some order equally well, so that the file's order would decide.</summary>
    private static bool Collide(TaxDecision one, TaxDecision other) =>
        SameTax(one, other) && one.OdooTax != other.OdooTax && (ByCountry(one) && ByIncluded(other) || ByIncluded(one) && ByCountry(other));

    private static bool Decides(TaxDecision third, TaxDecision one, TaxDecision other) =>
        SameTax(third, one) && third.Region is null && Equal(third.Country, one.Country ?? other.Country) && third.Included == (one.Included ?? other.Included);

    private static bool ByCountry(TaxDecision tax) => tax is { Country: not null, Region: null, Included: null };

    private static bool ByIncluded(TaxDecision tax) => tax is { Country: null, Included: not null };

    private static bool SameTax(TaxDecision one, TaxDecision other) => Equal(one.Title, other.Title) && one.Rate == other.Rate && one.ByChannel == other.ByChannel;

    private static bool Equal(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
