using Tandem.Sync.Planning;

namespace Tandem.Sync.Decisions;

/// <summary>Whether every record of Odoo that the decisions name was found there, once, usable, and in the right company.</summary>
public abstract record Resolution
{
    private Resolution(IReadOnlyList<DecisionsProblem> warnings) => Warnings = warnings;

    /// <summary>What does not stop orders by itself but a person should know.</summary>
    public IReadOnlyList<DecisionsProblem> Warnings { get; }

    public sealed record Resolved(OrderRules Rules, IReadOnlyList<DecisionsProblem> Remarks) : Resolution(Remarks);

    public sealed record Unresolved(IReadOnlyList<DecisionsProblem> Problems, IReadOnlyList<DecisionsProblem> Remarks) : Resolution(Remarks);

    /// <summary>Every record that has to be looked up, in the file's order.</summary>
    public static IReadOnlyList<NeededReference> Needed(ShopDecisions decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var needed = new List<NeededReference>();
        void Add(string path, ReferenceKind kind, OdooReference? reference, Currency? currency = null)
        {
            if (reference is { } stated) needed.Add(new NeededReference(path, kind, stated, currency));
        }

        Add("odoo.company", ReferenceKind.Company, decisions.Odoo.Company);
        Add("customers.houseAccount", ReferenceKind.Contact, decisions.Customers.HouseAccount);
        Add("products.pricelist", ReferenceKind.Pricelist, decisions.Products.Listings.Pricelist);
        Add("products.compareAtPricelist", ReferenceKind.Pricelist, decisions.Products.Listings.CompareAtPricelist);
        Add("products.inOdoo.category", ReferenceKind.Category, decisions.Products.Listings.InOdoo.Category);
        foreach (var (index, tax) in decisions.Products.Listings.InOdoo.Taxes.Index()) Add(NewTaxPath(index), ReferenceKind.Tax, tax);
        foreach (var (currency, pricelist) in decisions.Orders.Pricelists.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            Add($"orders.pricelists.{currency}", ReferenceKind.Pricelist, pricelist, new Currency(currency));
        Add("orders.warehouse", ReferenceKind.Warehouse, decisions.Orders.Warehouse);
        Add("orders.salesTeam", ReferenceKind.SalesTeam, decisions.Orders.SalesTeam);
        foreach (var (index, method) in decisions.Orders.DeliveryMethods.Index()) Add(MethodPath(index), ReferenceKind.DeliveryMethod, method.Method);
        foreach (var (path, product) in Products(decisions.Orders.LineProducts)) Add(path, ReferenceKind.Product, product);
        foreach (var (index, tax) in decisions.Taxes.Index()) Add(TaxPath(index), ReferenceKind.Tax, tax.OdooTax);
        foreach (var (index, gateway) in decisions.Payments.Gateways.Index()) Add(JournalPath(index), ReferenceKind.Journal, gateway.Journal);
        Add("payments.cashRounding", ReferenceKind.Account, decisions.Payments.CashRounding);
        Add("payments.rateDifference", ReferenceKind.Account, decisions.Payments.RateDifference);
        foreach (var (name, term) in decisions.Payments.Terms.OrderBy(entry => entry.Key, StringComparer.Ordinal)) Add(TermPath(name), ReferenceKind.PaymentTerm, term);
        foreach (var (index, location) in decisions.Fulfillments.Locations.Index()) Add(WarehousePath(index), ReferenceKind.Warehouse, location.Warehouse);
        foreach (var (index, location) in decisions.Inventory.Locations.Index())
            foreach (var (place, reference) in location.Places.Index()) Add(PlacePath(index, place), ReferenceKind.StockPlace, reference);
        return needed;
    }

    /// <summary>The rules that planning uses, or all that stands in their way.</summary>
    public static Resolution Resolve(ShopDecisions decisions, OdooHoldings holdings)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(holdings);
        var choices = Choices(decisions, holdings).ToDictionary(one => one.Needed.Path);
        var problems = choices.Values.Select(one => one.Choice.Problem).OfType<DecisionsProblem>().ToList();
        var warnings = ResolutionWarnings.Of(decisions, choices.Values.Select(one => (one.Needed, one.Choice.Chosen)), holdings.Company);
        if (problems.Count > 0 || holdings.Company is not { } company) return new Unresolved(problems, warnings);

        int? Id(string path) => choices.TryGetValue(path, out var one) ? one.Choice.Chosen!.Id : null;
        return new Resolved(RulesFrom(decisions, holdings, company, Id), warnings);
    }

    /// <summary>What would send every order elsewhere than decided, so that none may go: Odoo would choose a warehouse or a team of its own.</summary>
    public static IReadOnlyList<DecisionsProblem> Stopping(ShopDecisions decisions, OdooHoldings holdings)
    {
        ArgumentNullException.ThrowIfNull(holdings);
        return [.. Choices(decisions, holdings).Where(one => one.Needed.Path is "odoo.company" or "orders.warehouse" or "orders.salesTeam")
            .Select(one => one.Choice.Problem).OfType<DecisionsProblem>()];
    }

    /// <summary>The rules with every reference that is usable; a product, pricelist or house account that is not counts as undecided, so that only the records that need it wait.</summary>
    /// <returns>Null when the company itself cannot be used.</returns>
    public static OrderRules? WhatIsUsable(ShopDecisions decisions, OdooHoldings holdings)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(holdings);
        if (holdings.Company is not { } company) return null;
        var usable = Choices(decisions, holdings).Where(one => one.Choice.Chosen is not null).ToDictionary(one => one.Needed.Path, one => one.Choice.Chosen!.Id);
        var prices = decisions.Orders.Pricelists.Where(entry => usable.ContainsKey($"orders.pricelists.{entry.Key}")).ToDictionary(entry => entry.Key, entry => entry.Value);
        var rules = RulesFrom(decisions with { Orders = decisions.Orders with { Pricelists = prices } }, holdings, company, path => usable.TryGetValue(path, out var id) ? id : null);
        // A tax that cannot be used keeps its entry, so that no less specific one takes its place and nothing is booked without tax.
        return rules with { Decisions = decisions, Taxes = [.. rules.Taxes.Select(tax => tax.OdooTax is null && tax.Decision.OdooTax is { } named ? tax with { OdooTax = new OdooId<Tax>(Meant(named, holdings)) } : tax)] };
    }

    /// <summary>The record that a tax entry means although it cannot be used, so that it can be told why; 0 where there is none or more than one.</summary>
    private static int Meant(OdooReference named, OdooHoldings holdings) =>
        named.Id ?? (holdings.Found.FirstOrDefault(one => one.Needed.Kind == ReferenceKind.Tax && one.Needed.Reference == named)?.Candidates is [var one] ? one.Id : 0);

    private static IEnumerable<(NeededReference Needed, ReferenceChoice Choice)> Choices(ShopDecisions decisions, OdooHoldings holdings)
    {
        var found = holdings.Found.ToDictionary(one => one.Needed);
        return Needed(decisions).Select(needed => (needed, Payable(
            ReferenceChoice.Of(found.GetValueOrDefault(needed) ?? new FoundReference(needed, [], []), holdings.Company, holdings.Unreadable), needed, decisions, holdings.Company)));
    }

    /// <summary>A journal in a currency that no payment is in: Odoo would take the payment all the same, and nobody could match it with the bank.</summary>
    private static ReferenceChoice Payable(ReferenceChoice choice, NeededReference needed, ShopDecisions decisions, OdooCompanyHoldings? company)
    {
        if (needed.Kind != ReferenceKind.Journal || company is null || choice.Chosen is not { Currency: { } own } journal) return choice;
        var used = decisions.Orders.Pricelists.Keys.Select(code => new Currency(code)).Append(company.Currency).Distinct().ToList();
        return used.Contains(own) ? choice : new ReferenceChoice(null, new DecisionsProblem(
            needed.Path, $"The journal {journal} keeps {own}, and orders are booked in {string.Join(" or ", used)}, so no payment of theirs belongs in it.",
            $"Name a journal that keeps {string.Join(" or ", used)}, or one without a currency of its own."));
    }

    /// <summary>The setting that names a gateway's journal.</summary>
    public static string JournalPath(int index) => $"payments.gateways[{index.ToString(System.Globalization.CultureInfo.InvariantCulture)}].journal";

    internal static string TermPath(string name) => $"payments.terms.{name}";

    private static string MethodPath(int index) => $"orders.deliveryMethods[{index.ToString(System.Globalization.CultureInfo.InvariantCulture)}].method";

    internal static string WarehousePath(int index) => $"fulfillments.locations[{index.ToString(System.Globalization.CultureInfo.InvariantCulture)}].warehouse";

    internal static string PlacePath(int location, int place) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"inventory.locations[{location}].places[{place}]");

    internal static string TaxPath(int index) => $"taxes[{index.ToString(System.Globalization.CultureInfo.InvariantCulture)}].odooTax";

    private static string NewTaxPath(int index) => $"products.inOdoo.taxes[{index.ToString(System.Globalization.CultureInfo.InvariantCulture)}]";

    private static OrderRules RulesFrom(ShopDecisions decisions, OdooHoldings holdings, OdooCompanyHoldings company, Func<string, int?> id)
    {
        OdooId<T>? Of<T>(string path) where T : IOdooModel => id(path) is { } value ? new OdooId<T>(value) : null;
        return new OrderRules
        {
            Decisions = decisions,
            Company = company.Id,
            CompanyCurrency = company.Currency,
            Book = company.Book,
            OdooTaxes = company.Taxes.ToDictionary(tax => tax.Id),
            Taxes = [.. decisions.Taxes.Select((tax, index) => new MappedTax(tax, Of<Tax>(TaxPath(index))))],
            LineProducts = new LineProducts
            {
                Shipping = Of<Product>("orders.lineProducts.shipping"),
                Tip = Of<Product>("orders.lineProducts.tip"),
                Duty = Of<Product>("orders.lineProducts.duty"),
                Fee = Of<Product>("orders.lineProducts.fee"),
                Custom = Of<Product>("orders.lineProducts.custom"),
                Discount = Of<Product>("orders.lineProducts.discount"),
                Rounding = Of<Product>("orders.lineProducts.rounding"),
                GiftCard = Of<Product>("orders.lineProducts.giftCard"),
                Adjustment = Of<Product>("orders.lineProducts.adjustment"),
            },
            Pricelists = decisions.Orders.Pricelists.Keys.ToDictionary(code => new Currency(code), code => Of<Pricelist>($"orders.pricelists.{code}")!.Value),
            Listings = new ListingRules
            {
                Pricelist = Of<Pricelist>("products.pricelist"),
                CompareAtPricelist = Of<Pricelist>("products.compareAtPricelist"),
                Category = Of<ProductCategory>("products.inOdoo.category"),
                Taxes = [.. decisions.Products.Listings.InOdoo.Taxes.Select((_, index) => Of<Tax>(NewTaxPath(index)))],
            },
            Warehouse = Of<Warehouse>("orders.warehouse"),
            SalesTeam = Of<SalesTeam>("orders.salesTeam"),
            DeliveryMethods = [.. decisions.Orders.DeliveryMethods.Select((method, index) => new MappedDeliveryMethod(method, Of<DeliveryMethod>(MethodPath(index))))],
            HouseAccount = Of<Partner>("customers.houseAccount"),
            Gateways = [.. decisions.Payments.Gateways.Select((gateway, index) => new MappedGateway(gateway, Of<Journal>(JournalPath(index)), holdings.CurrencyOf(JournalPath(index), company)))],
            CashRounding = Of<Account>("payments.cashRounding"),
            RateDifference = Of<Account>("payments.rateDifference"),
            Terms = decisions.Payments.Terms.Keys.ToDictionary(name => name, name => Of<PaymentTerm>(TermPath(name)), StringComparer.OrdinalIgnoreCase),
            OdooTerms = [.. holdings.PaymentTerms.Where(term => term.Active && company.Reaches(term.Company))],
            Locations = [.. decisions.Fulfillments.Locations.Select((location, index) => new MappedLocation(location, Of<Warehouse>(WarehousePath(index))))],
            Stocked = [.. decisions.Inventory.Locations.Select((location, index) => new MappedStock(location, [.. location.Places.Select((_, place) => Of<StockLocation>(PlacePath(index, place)))]))],
        };
    }

    internal static IEnumerable<(string Path, OdooReference? Product)> Products(LineProductsDecision products) =>
    [
        ("orders.lineProducts.shipping", products.Shipping),
        ("orders.lineProducts.tip", products.Tip),
        ("orders.lineProducts.duty", products.Duty),
        ("orders.lineProducts.fee", products.Fee),
        ("orders.lineProducts.custom", products.Custom),
        ("orders.lineProducts.discount", products.Discount),
        ("orders.lineProducts.rounding", products.Rounding),
        ("orders.lineProducts.giftCard", products.GiftCard),
        ("orders.lineProducts.adjustment", products.Adjustment),
    ];
}
