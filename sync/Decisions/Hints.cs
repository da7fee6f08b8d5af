using System.Text.RegularExpressions;

namespace Tandem.Sync.Decisions;

/// <summary>What to write instead.</summary>
internal static partial class Hints
{
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["shop"] = "\"shop\": \"alpha.myshopify.com\"",
        ["odoo"] = "\"odoo\": { \"url\": …, \"database\": …, \"user\": …, \"secret\": …, \"company\": … }",
        ["odoo.url"] = "\"url\": \"https://odoo.example.com\"",
        ["odoo.database"] = "\"database\": \"production\"",
        ["odoo.user"] = "\"user\": \"tandem@example.com\", the login of Tandem's user in Odoo",
        ["odoo.secret"] = "\"secret\": \"env:TANDEM_ODOO_KEY\", the environment variable that holds the API key",
        ["odoo.company"] = "\"company\": \"My Company\", its name or id in Odoo",
        ["customers"] = "\"customers\": { \"strategy\": \"matchEmail\" }",
        ["customers.strategy"] = "\"strategy\": \"matchEmail\" or \"houseAccount\"",
        ["customers.houseAccount"] = "\"houseAccount\": \"Web customers\", a contact's name or id in Odoo",
        ["products"] = "\"products\": { \"shopify\": \"sku\", \"odoo\": \"internalReference\" }",
        ["products.shopify"] = "\"shopify\": \"sku\" or \"barcode\"",
        ["products.odoo"] = "\"odoo\": \"internalReference\" or \"barcode\"",
        ["products.pricelist"] = "\"pricelist\": \"Web\", a pricelist's name or id in Odoo",
        ["products.vendorField"] = "\"vendorField\": \"x_brand\"",
        ["customFields[].of"] = "\"of\": \"product\" or \"variant\"",
        ["customFields[].odooField"] = "\"odooField\": \"x_material\"",
        ["customFields[].namespace"] = "\"namespace\": \"custom\"",
        ["customFields[].key"] = "\"key\": \"material\"",
        ["customFields[].type"] = "\"type\": \"single_line_text_field\"",
        ["customFields[].owner"] = "\"owner\": \"odoo\"",
        ["orders.roundingLimit"] = "\"roundingLimit\": 0.05",
        ["taxes[].title"] = "\"title\": \"VAT\", as Shopify names the tax",
        ["taxes[].rate"] = "\"rate\": 0.2 for 20 %",
        ["taxes[].country"] = "\"country\": \"GB\"",
        ["taxes[].region"] = "\"region\": \"CA\"",
        ["taxes[].odooTax"] = "\"odooTax\": \"20%\", a sales tax's name or id in Odoo, or null to book without a tax on purpose",
        ["payments.gateways[].gateway"] = "\"gateway\": \"shopify_payments\", as Shopify names it",
        ["payments.gateways[].journal"] = "\"journal\": \"Bank\", a journal's name, code or id in Odoo",
        ["payments.cashRounding"] = "\"cashRounding\": \"658000\", an account's code, name or id in Odoo",
        ["payments.rateDifference"] = "\"rateDifference\": \"656000\", an account's code, name or id in Odoo",
        ["payments.rateDifferenceLimit"] = "\"rateDifferenceLimit\": 0.02 for 2 % of the total",
        ["payments.terms"] = "\"terms\": { \"Net 30\": \"30 Days\" }, Shopify's name and a payment term's name or id in Odoo",
        ["fulfillments.locations[].location"] = "\"location\": 655441491, the number at the end of its address in the Shopify admin",
        ["fulfillments.locations[].warehouse"] = "\"warehouse\": \"WH\", a warehouse's name, code or id in Odoo",
        ["inventory.locations[].location"] = "\"location\": 655441491, the number at the end of its address in the Shopify admin",
        ["inventory.locations[].places"] = "\"places\": [\"WH/Stock\"], internal locations' full names or ids in Odoo",
        ["inventory.buffer"] = "\"buffer\": 2",
        ["flows.pauseAfter"] = "\"pauseAfter\": 10",
        ["reconciliation.days"] = "\"days\": 35",
        ["retention.payloadDays"] = "\"payloadDays\": 30",
        ["retention.activityMonths"] = "\"activityMonths\": 13",
        ["approvals.*.owner"] = "\"owner\": \"finance\"",
    };

    /// <summary>What a setting looks like.</summary>
    public static string Example(string path)
    {
        var kind = path.StartsWith("approvals.", StringComparison.Ordinal) ? $"approvals.*{path[path.LastIndexOf('.')..]}" : Index().Replace(path, "[]");
        return Examples.TryGetValue(kind, out var example) ? example : $"\"{path[(path.LastIndexOf('.') + 1)..]}\": …";
    }

    /// <summary>What an unknown key was most likely meant to be.</summary>
    public static string Unknown(JsonMember member, IReadOnlyList<string> known)
    {
        var meant = DecisionsKeys.Synonyms.TryGetValue(member.Key, out var synonym) && known.Contains(synonym)
            ? synonym
            : Nearest.To(member.Key, known);
        if (meant == "secret" && member.Key != "secret")
            return "Write \"secret\": \"env:NAME\" instead; the environment variable NAME holds the value, the file never does.";
        return meant is not null
            ? $"Did you mean “{meant}”?"
            : $"Remove it; known here: {string.Join(", ", known)}.";
    }

    /// <summary>Enough of a text to recognise it by.</summary>
    public static string Short(string text) => text.Length <= 60 ? text : text[..57] + "…";

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
