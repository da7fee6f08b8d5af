using Tandem.Odoo.Failures;
using Tandem.Odoo.Payments;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Odoo.Setup;

/// <summary>Looks up in Odoo everything that a shop's decisions name, usable or not; what it means is <see cref="Resolution"/>'s to say.</summary>
public static class OdooHoldingsReading
{
    private static readonly IReadOnlySet<string> AllReadable = new HashSet<string>();

    /// <exception cref="OdooException">Odoo cannot be reached or refused the login; what the user may not read is noted instead.</exception>
    public static async Task<OdooHoldings> Read(IOdoo odoo, ShopDecisions decisions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        ArgumentNullException.ThrowIfNull(decisions);
        var needed = Resolution.Needed(decisions);
        var session = await odoo.Session(cancellation);
        var user = (await odoo.Read("res.users", [session.User], ["lang", "company_ids"], OdooContext.Plain, cancellation))[0];
        var company = await Company(odoo, needed[0], user, cancellation);
        var chosen = ReferenceChoice.Of(company, null, AllReadable).Chosen;
        var holdings = chosen is null ? null : await Holdings(odoo, new OdooId<Company>(chosen.Id), cancellation);

        var search = new ReferenceSearch(odoo, user.Text("lang"), holdings?.Id);
        var found = new List<FoundReference> { company };
        foreach (var kind in needed.Skip(1).GroupBy(one => one.Kind)) found.AddRange(await search.Find(kind.Key, [.. kind], cancellation));
        var near = new NearNames(search, decisions, holdings);
        for (var index = 1; index < found.Count; index++)
            if (found[index].Candidates.Count == 0) found[index] = found[index] with { Near = await near.Of(found[index].Needed, cancellation) };
        var unreadable = new HashSet<string>(search.Unreadable);
        var journals = new OdooJournals(odoo);
        return new OdooHoldings
        {
            Company = holdings,
            Found = found,
            Journals = holdings is null ? [] : await Unless(unreadable, Journal.Model, () => journals.Journals(holdings.Id, cancellation)),
            PaymentTerms = holdings is null ? [] : await Unless(unreadable, PaymentTerm.Model, () => journals.Terms(holdings.Id, cancellation, days: decisions.Payments.Terms.Count > 0)),
            Unreadable = unreadable,
        };
    }

    private static async Task<IReadOnlyList<T>> Unless<T>(HashSet<string> unreadable, string model, Func<Task<IReadOnlyList<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.AccessDenied or OdooFailure.ModelMissing)
        {
            unreadable.Add(model);
            return [];
        }
    }

    /// <summary>Among the user's own companies: it can work in no other.</summary>
    private static async Task<FoundReference> Company(IOdoo odoo, NeededReference needed, OdooRecord user, CancellationToken cancellation)
    {
        var all = await odoo.Read("res.company", user.Ids("company_ids"), ["name"], OdooContext.Plain, cancellation);
        var candidates = all.Where(one => needed.Reference.Id is { } id ? one.Id == id : one.Text("name") == needed.Reference.Name)
            .Select(one => new OdooCandidate { Id = one.Id, Name = one.Text("name") ?? "" }).ToList();
        var names = all.Select(one => one.Text("name") ?? "").ToList();
        var near = candidates.Count > 0 ? [] : Nearest.All(needed.Reference.Name ?? "", names) is { Count: > 0 } alike ? alike : [.. names.Take(3)];
        return new FoundReference(needed, candidates, near);
    }

    private static async Task<OdooCompanyHoldings> Holdings(IOdoo odoo, OdooId<Company> company, CancellationToken cancellation)
    {
        var profile = await OdooProfiles.Read(odoo, company, cancellation);
        var branch = await odoo.Read("res.company", [company.Value], ["parent_ids"], profile.Context, cancellation);
        return new OdooCompanyHoldings(
            company, profile.Company.Name, profile.Company.Currency, profile.Book,
            [.. profile.Taxes.Select(tax => tax.Tax)],
            branch[0].Ids<Company>("parent_ids").Where(above => above != company).ToHashSet());
    }
}
