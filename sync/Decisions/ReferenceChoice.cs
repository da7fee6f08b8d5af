using Tandem.Sync.Sales;

namespace Tandem.Sync.Decisions;

/// <summary>The one record that a reference means, or why none is.</summary>
public sealed record ReferenceChoice(OdooCandidate? Chosen, DecisionsProblem? Problem)
{
    /// <param name="company">Null while the company itself is unknown; companies are then not compared.</param>
    public static ReferenceChoice Of(FoundReference found, OdooCompanyHoldings? company, IReadOnlySet<string> unreadable)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(unreadable);
        var needed = found.Needed;
        if (found.Candidates.Count == 0) return Wrong(needed, Absent(found, unreadable));

        // A code is the more precise of the two things that a text can be.
        var byCode = found.Candidates.Where(candidate => needed.Reference.Name is { } name && candidate.Code == name).ToList();
        var candidates = byCode.Count > 0 ? byCode : found.Candidates;
        var judged = candidates.Select(candidate => (Candidate: candidate, Objection: Objection(needed, candidate, company))).ToList();
        var usable = judged.Where(one => one.Objection is null).Select(one => one.Candidate).ToList();
        return usable switch
        {
            [var one] => new ReferenceChoice(one, null),
            [] => Wrong(needed, judged[0].Objection!.Value),
            _ => Wrong(needed, ($"{usable.Count} {Plural(needed)} in Odoo are called {needed.Reference}: {string.Join(", ", usable)}.", "Write the id of the right one, without quotation marks.")),
        };
    }

    private static (string What, string Remedy) Absent(FoundReference found, IReadOnlySet<string> unreadable)
    {
        var needed = found.Needed;
        if (unreadable.Contains(needed.Model))
            return ($"The {needed.Word} {needed.Reference} could not be looked for: Tandem's user may not read {needed.Model}, or the app that brings it is not installed.", "Give the user that right in Odoo, or install the app.");
        var remedy = found.Near.Count > 0
            ? $"Did you mean {string.Join(" or ", found.Near.Select(name => $"“{name}”"))}?"
            : needed.Kind == ReferenceKind.Company
                ? "Add the company to the user in Odoo (Settings, Users), or correct the name."
                : $"Create the {needed.Word} in Odoo, or write the {(needed.Kind == ReferenceKind.Product ? "internal reference, the exact name or the id" : "exact name or the id")} of one that exists.";
        var where = needed.Kind == ReferenceKind.Company ? "among the companies that Tandem's user works in" : "in Odoo";
        return ($"There is no {needed.Word} {needed.Reference} {where}.", remedy);
    }

    private static (string What, string Remedy)? Objection(NeededReference needed, OdooCandidate candidate, OdooCompanyHoldings? company)
    {
        var it = $"The {needed.Word} {candidate}";
        if (!candidate.Active) return ($"{it} is archived in Odoo.", "Unarchive it in Odoo, or name another.");
        if (needed.Kind == ReferenceKind.Tax && candidate.TaxUse != "sale")
            return ($"The tax {candidate} is not for sales in Odoo, but for {candidate.TaxUse switch { "purchase" => "purchases", _ => "no use of its own" }}.", "Name a sales tax.");
        if (company is not null && needed.Kind != ReferenceKind.Company && !company.Reaches(candidate.Company))
            return ($"{it} belongs to another company, and orders are booked in “{company.Name}”.", $"Name a {needed.Word} of that company, or correct odoo.company.");
        if (needed.Kind == ReferenceKind.Journal && candidate.JournalType is not ("bank" or "cash" or "credit"))
            return ($"{it} is a journal for {candidate.JournalType}, and payments need one for bank, cash or credit cards.", "Name a bank, cash or credit card journal.");
        if (needed.Kind == ReferenceKind.StockPlace && candidate.Usage != "internal")
            return ($"{it} is no internal location ({candidate.Usage}), so nothing in it is stock.", "Name an internal location, such as WH/Stock.");
        if (needed.Kind == ReferenceKind.Account && candidate.AccountType is "asset_receivable" or "liability_payable" or "asset_cash" or "liability_credit_card" or "off_balance")
            return ($"{it} is an account for what is owed, for money, or outside the balance, and a difference that is written off belongs on none of these.", "Name an account of income, expense or current assets.");
        if (needed.Currency is { } currency && candidate.Currency != currency)
            return ($"{it} keeps orders in {candidate.Currency}, not in {currency}.", $"Name a pricelist in {currency}; one can be created in Odoo under Sales, Products, Pricelists.");
        if (needed.Kind == ReferenceKind.Tax && company?.Taxes.FirstOrDefault(tax => tax.Id.Value == candidate.Id) is { IsPlainPercentage: false } tax)
            return ($"{it} is not a plain percentage ({Shape(tax)}), so Odoo would compute another amount than the buyer paid.", "Name a tax that is a percentage of the price, or a group of such taxes.");
        return null;
    }

    private static string Shape(OdooTax tax) => tax.AmountType switch
    {
        "percent" => "it changes the base of later taxes",
        "group" => tax.Children.Count == 0 ? "an empty group" : "a group of others",
        var kind => kind,
    };

    private static string Plural(NeededReference needed) => needed.Kind switch
    {
        ReferenceKind.Company => "companies",
        ReferenceKind.Tax => "sales taxes",
        ReferenceKind.Category => "product categories",
        _ => needed.Word + "s",
    };

    private static ReferenceChoice Wrong(NeededReference needed, (string What, string Remedy) why) =>
        new(null, new DecisionsProblem(needed.Path, why.What, why.Remedy));
}
