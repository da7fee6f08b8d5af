using Tandem.Grains.Orders;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Failures;

namespace Tandem.Grains.Customers;

/// <summary>Turns a customer plan into partners of Odoo: those already known, those found by e-mail, and new ones under their own identity.</summary>
internal sealed class PartnerSearch(IOrderBook book, CustomerLinks links, string orderName)
{
    private readonly List<string> notes = [];

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Found(OrderPartners Partners, IReadOnlyList<string> Notes) : Outcome;

        public sealed record Ambiguous(Blocker Blocker) : Outcome;
    }

    public async Task<Outcome> Partners(CustomerPlan plan, CancellationToken stop)
    {
        OdooId<Partner> root;
        switch (plan.Root)
        {
            case CustomerRoot.HouseAccount house:
                root = house.Partner;
                break;
            case CustomerRoot.Organisation organisation:
                root = await Enter(organisation.Draft, null, "company", stop);
                break;
            case CustomerRoot.Person person:
                if (await Person(person, stop) is not { } found) return new Outcome.Ambiguous(await AmbiguousBlocker(person, stop));
                root = found;
                break;
            default:
                throw new InvalidOperationException($"No rule for {plan.Root.GetType().Name}.");
        }

        await EnterMissing([.. new[] { plan.Contact, plan.Invoice, plan.Delivery }.OfType<ContactDraft>()], root, stop);
        OdooId<Partner> Of(ContactDraft? contact, OdooId<Partner> otherwise) => contact is null ? otherwise : new OdooId<Partner>(links.Partners[contact.ExternalId]);
        return new Outcome.Found(new OrderPartners(Of(plan.Contact, root), Of(plan.Invoice, root), Of(plan.Delivery, root)), notes);
    }

    /// <summary>Drops links to partners that a person deleted or merged, so that they are looked for again.</summary>
    public async Task ForgetGone(CancellationToken stop)
    {
        if (links.Partners.Count == 0) return;
        var existing = await book.Existing([.. links.Partners.Values.Select(id => new OdooId<Partner>(id))], stop);
        foreach (var (name, id) in links.Partners.ToList())
            if (!existing.Contains(new OdooId<Partner>(id))) links.Partners.Remove(name);
    }

    private async Task<OdooId<Partner>?> Person(CustomerRoot.Person person, CancellationToken stop)
    {
        if (links.Partners.TryGetValue(person.Draft.ExternalId, out var known)) return new OdooId<Partner>(known);
        if (person.Email is not null)
        {
            var found = await book.PartnersByEmail(person.Email, stop);
            if (found.Count > 1) return null;
            if (found.Count == 1)
            {
                links.Partners[person.Draft.ExternalId] = found[0].Id.Value;
                notes.Add($"Customer found by e-mail: Odoo partner {found[0].Id}.");
                return found[0].Id;
            }
        }

        return await Enter(person.Draft, null, "customer", stop);
    }

    private async Task<Blocker> AmbiguousBlocker(CustomerRoot.Person person, CancellationToken stop)
    {
        var found = await book.PartnersByEmail(person.Email!, stop);
        return new Blocker(
            BlockerCode.CustomerAmbiguous, person.Draft.ExternalId,
            $"Order {orderName} was not written to Odoo: {found.Count} Odoo contacts have its customer's e-mail address (ids {string.Join(", ", found.Select(partner => partner.Id))}). Merge them in Odoo, or clear the address on all but one; the order then goes on by itself.",
            Role.Operations, HealsWithTime: true);
    }

    private async Task<OdooId<Partner>> Enter(ContactDraft draft, OdooId<Partner>? parent, string word, CancellationToken stop)
    {
        if (links.Partners.TryGetValue(draft.ExternalId, out var known)) return new OdooId<Partner>(known);
        await EnterMissing([draft], parent, stop);
        var id = new OdooId<Partner>(links.Partners[draft.ExternalId]);
        notes.Add($"New {word} entered: Odoo partner {id}.");
        return id;
    }

    private async Task EnterMissing(List<ContactDraft> contacts, OdooId<Partner>? parent, CancellationToken stop)
    {
        var missing = contacts.Where(contact => !links.Partners.ContainsKey(contact.ExternalId)).DistinctBy(contact => contact.ExternalId).ToList();
        if (missing.Count == 0) return;
        switch (await book.EnterContacts(missing, parent, stop))
        {
            case BookEntry<IReadOnlyList<OdooId<Partner>>>.Entered entered:
                foreach (var (contact, id) in missing.Zip(entered.Id)) links.Partners[contact.ExternalId] = id.Value;
                break;
            case BookEntry<IReadOnlyList<OdooId<Partner>>>.Refused refused:
                throw new RefusedByOdooException(refused.Reasons);
            default:
                throw new InvalidOperationException("An entry is either entered or refused.");
        }
    }
}
