using System.Text.RegularExpressions;

namespace Tandem.Sync.Decisions;

/// <summary>Turns the sections of a file into decisions.</summary>
internal sealed partial class DecisionsReader(Section file)
{
    /// <summary>Null where something required is missing or wrong, which is then noted.</summary>
    public ShopDecisions? Decisions()
    {
        file.Text("$schema");
        var shop = Shop();
        var odoo = Odoo();
        var customers = Customers();
        var products = Products();
        var orders = OrderSection.Read(file.Inner("orders"));
        var taxes = TaxSections.Read(file.Sections("taxes"));
        var payments = LifeSections.Payments(file.Inner("payments"));
        var refunds = LifeSections.Refunds(file.Inner("refunds"));
        var fulfillments = LifeSections.Fulfillments(file.Inner("fulfillments"));
        var inventory = InventorySection.Read(file.Inner("inventory"), fulfillments);
        var flows = LifeSections.Flows(file.Inner("flows"));
        var reconciliation = ReconciliationSection.Read(file.Inner("reconciliation"));
        var retention = RetentionSection.Read(file.Inner("retention"));
        var custom = ListingSection.Custom(file.Sections("customFields"));
        var approvals = Approvals();
        if (shop is null || odoo is null || customers is null || products is null) return null;
        return new ShopDecisions
        {
            Shop = shop.Value,
            Odoo = odoo,
            Customers = customers,
            Products = products,
            Orders = orders,
            Taxes = taxes,
            Payments = payments,
            Refunds = refunds,
            Fulfillments = fulfillments,
            Inventory = inventory,
            Flows = flows,
            Reconciliation = reconciliation,
            Retention = retention,
            CustomFields = custom,
            Approvals = approvals,
        };
    }

    private ShopDomain? Shop()
    {
        if (file.Text("shop", required: true) is not { } text) return null;
        if (ShopDomain.TryParse(text, out var shop)) return shop;
        file.Wrong("shop", $"“{Hints.Short(text)}” is no shop.", "Write its permanent domain, such as alpha.myshopify.com.");
        return null;
    }

    private OdooDecision? Odoo()
    {
        if (file.Inner("odoo", required: true) is not { } section) return null;
        var url = Url(section);
        var database = section.Text("database", required: true);
        var user = section.Text("user", required: true);
        var secret = SecretVariable(section);
        var company = section.Reference("company", required: true);
        return url is null || database is null || user is null || secret is null || company is null
            ? null
            : new OdooDecision(url, database, user, secret, company.Value);
    }

    private static Uri? Url(Section section)
    {
        if (section.Text("url", required: true) is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.Host.Length == 0)
            section.Wrong("url", "This is no web address.", "Write Odoo's address with https://, such as https://odoo.example.com.");
        else if (url.UserInfo.Length > 0)
            section.Wrong("url", "The address contains a user or password.", "Remove everything before the @; user and secret have settings of their own.");
        else if (url.Query.Length > 0 || url.Fragment.Length > 0)
            section.Wrong("url", "The address contains a query or a fragment.", "Write only the address of the server, such as https://odoo.example.com.");
        else if (url.AbsolutePath.Trim('/').Length > 0)
            section.Wrong("url", $"The address has a path ({Hints.Short(url.AbsolutePath)}), but Odoo serves its API at the root of its host only.", $"Write only the address of the server: {url.GetLeftPart(UriPartial.Authority)}.");
        else return new Uri(url.GetLeftPart(UriPartial.Authority));
        return null;
    }

    private static string? SecretVariable(Section section)
    {
        // What stands here may be the secret itself, so it is never repeated.
        if (section.Text("secret", required: true) is not { } text) return null;
        if (!text.StartsWith("env:", StringComparison.Ordinal))
            section.Wrong("secret", "A secret must not stand in this file.", "Put it into an environment variable, write \"env:\" and the variable's name here, such as \"env:TANDEM_ODOO_KEY\", and replace the secret in Odoo, since it was written down.");
        else if (!VariableName().IsMatch(text.AsSpan(4)))
            section.Wrong("secret", "What follows env: is no name of an environment variable.", "Write letters, digits and underscores, such as \"env:TANDEM_ODOO_KEY\".");
        else return text[4..];
        return null;
    }

    private CustomerDecision? Customers()
    {
        if (file.Inner("customers", required: true) is not { } section) return null;
        var strategy = section.Choice<CustomerStrategy>("strategy", required: true);
        var house = section.Reference("houseAccount");
        if (strategy is null) return null;
        if (strategy == CustomerStrategy.HouseAccount && !section.States("houseAccount"))
            section.Wrong("houseAccount", "The strategy is houseAccount, but no house account is named.", $"Add {Hints.Example("customers.houseAccount")}.");
        return new CustomerDecision(strategy.Value, house);
    }

    private ProductDecision? Products()
    {
        if (file.Inner("products", required: true) is not { } section) return null;
        var shopify = section.Choice<VariantIdentity>("shopify", required: true);
        var odoo = section.Choice<ProductIdentity>("odoo", required: true);
        var listings = ListingSection.Read(section);
        return shopify is null || odoo is null ? null : new ProductDecision(shopify.Value, odoo.Value) { Listings = listings };
    }

    private Dictionary<string, Approval> Approvals()
    {
        var approvals = new Dictionary<string, Approval>();
        if (file.Inner("approvals", freeKeys: true) is not { } section) return approvals;
        foreach (var member in section.Members)
        {
            if (!DecisionsKeys.Approvable.Contains(member.Key))
                section.Wrong(member.Key, $"“{Hints.Short(member.Key)}” is no setting that can be approved.", Nearest.To(member.Key, DecisionsKeys.Approvable) is { } near ? $"Did you mean “{near}”?" : "Write a section or setting, such as taxes or orders.lineProducts.");
            else if (section.Entry(member, "approvals.*") is { } entry && Approval(entry) is { } approval)
                approvals[member.Key] = approval;
        }

        return approvals;
    }

    private static Approval? Approval(Section entry)
    {
        var owner = entry.Text("owner", required: true);
        var by = entry.Text("approvedBy");
        var at = entry.Moment("approvedAt");
        if (entry.States("approvedBy") != entry.States("approvedAt"))
            entry.Wrong(entry.States("approvedBy") ? "approvedBy" : "approvedAt", "An approval needs both who approved and when.", "State approvedBy and approvedAt, or neither while the approval is open.");
        return owner is null ? null : new Approval(owner, by, at);
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableName();
}
