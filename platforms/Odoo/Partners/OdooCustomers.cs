using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Customers;

namespace Tandem.Odoo.Partners;

/// <summary>A partner found by its e-mail.</summary>
/// <param name="Parent">The company it is a contact of; null when it stands by itself.</param>
public sealed record PartnerFound(OdooId<Partner> Id, string Name, bool IsCompany, OdooId<Partner>? Parent, OdooId<Company>? Company, string? Reference);

/// <summary>The customers of one shop in one Odoo company (res.partner).</summary>
/// <param name="module">The shop's module for external ids.</param>
public sealed class OdooCustomers(IOdoo odoo, OdooProfile profile, OdooGeography geography, string module)
{
    private const int EnoughToSeeAmbiguity = 10;

    /// <summary>Active partners of the company, or shared by all, that have this e-mail, addresses of other partners left out.</summary>
    public async Task<IReadOnlyList<PartnerFound>> FindByEmail(string email, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(email);
        return [.. (await Find(Domain.Where("email_normalized", "=", Normal(email)), EnoughToSeeAmbiguity, cancellation)).Select(Found)];
    }

    /// <summary>As <see cref="FindByEmail"/>, for many addresses in one call; those of an address are found under it as it was given.</summary>
    public async Task<ILookup<string, PartnerFound>> FindByEmails(IReadOnlyCollection<string> emails, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(emails);
        var found = (await Find(Domain.Where("email_normalized", "in", emails.Select(Normal).Distinct().ToArray()), null, cancellation)).ToLookup(partner => partner.Text("email_normalized"));
        return emails.Distinct().SelectMany(email => found[Normal(email)].Select(partner => (email, partner))).ToLookup(one => one.email, one => Found(one.partner));
    }

    /// <summary>Creates a partner with its contacts and addresses in one call, or finds those that these identities already have.</summary>
    /// <returns>Ids in the order given, the root first.</returns>
    public Task<LoadOutcome> LoadFamily(ContactDraft root, IReadOnlyList<ContactDraft> children, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(root);
        return Load([root, .. children], "parent_id/id", contact => contact == root ? "" : root.ExternalId, cancellation);
    }

    /// <summary>As <see cref="LoadFamily"/>, for many families in one call.</summary>
    public Task<LoadOutcome> LoadFamilies(IReadOnlyList<IReadOnlyList<ContactDraft>> families, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(families);
        var roots = families.SelectMany(family => family.Select(contact => (contact, Root: family[0]))).ToDictionary(one => one.contact.ExternalId, one => one.contact == one.Root ? "" : one.Root.ExternalId);
        return Load([.. families.SelectMany(family => family)], "parent_id/id", contact => roots[contact.ExternalId], cancellation);
    }

    /// <summary>Creates contacts and addresses of many partners in one call, or finds those that these identities already have.</summary>
    public Task<LoadOutcome> LoadChildren(IReadOnlyList<(OdooId<Partner> Parent, ContactDraft Contact)> children, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(children);
        var parents = children.ToDictionary(child => child.Contact.ExternalId, child => child.Parent.ToString());
        return Load([.. children.Select(child => child.Contact)], "parent_id/.id", contact => parents[contact.ExternalId], cancellation);
    }

    /// <summary>Creates contacts and addresses of a partner that Odoo has, or finds those that these identities already have.</summary>
    public Task<LoadOutcome> LoadChildren(OdooId<Partner> parent, IReadOnlyList<ContactDraft> children, CancellationToken cancellation) =>
        Load(children, "parent_id/.id", _ => parent.ToString(), cancellation);

    public Task<OdooId<Partner>?> ByExternalId(string name, CancellationToken cancellation) =>
        ExternalIds.Find<Partner>(odoo, module, name, cancellation);

    private Task<IReadOnlyList<OdooRecord>> Find(Domain emails, int? limit, CancellationToken cancellation) => odoo.SearchRead(
        Partner.Model, emails.And("company_id", "in", new object[] { false, profile.Company.Id.Value }).And("type", "=", "contact"),
        ["name", "is_company", "parent_id", "company_id", "ref", "email_normalized"], profile.Context, cancellation, limit, "id");

    private static PartnerFound Found(OdooRecord partner) => new(
        partner.IdOf<Partner>(), partner.Text("name") ?? "", partner.Flag("is_company"), partner.Link<Partner>("parent_id"), partner.Link<Company>("company_id"), partner.Text("ref"));

    /// <summary>As Odoo's own lower-case form of the address, <c>email_normalized</c>.</summary>
    private static string Normal(string email) => email.Trim().ToLowerInvariant();

    private Task<LoadOutcome> Load(IReadOnlyList<ContactDraft> contacts, string parentColumn, Func<ContactDraft, string> parent, CancellationToken cancellation)
    {
        string[] columns = ["id", parentColumn, "type", "is_company", "name", "email", "phone", "street", "street2", "city", "zip", "country_id/.id", "state_id/.id", "ref"];
        var rows = contacts.Select(contact => (IReadOnlyList<string>)
        [
            contact.ExternalId, parent(contact), Type(contact.Kind), contact.Kind == ContactKind.Company ? "True" : "False",
            contact.Name, contact.Email ?? "", contact.Phone ?? "", contact.Street ?? "", contact.Street2 ?? "", contact.City ?? "", contact.Zip ?? "",
            geography.Country(contact.CountryCode)?.ToString() ?? "", geography.State(contact.CountryCode, contact.StateCode)?.ToString() ?? "",
            contact.Reference ?? "",
        ]);
        return odoo.Load(Partner.Model, new LoadTable(columns, [.. rows]), profile.Context.Identity(module), cancellation);
    }

    private static string Type(ContactKind kind) => kind switch
    {
        ContactKind.InvoiceAddress => "invoice",
        ContactKind.DeliveryAddress => "delivery",
        _ => "contact",
    };
}
