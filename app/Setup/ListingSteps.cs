using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.App.Setup;

/// <summary>Whether the app may write products, and whether Shopify keeps the metafields that are named in the form that is named.</summary>
public sealed class ListingSteps(IShopListings listings, Tandem.Shopify.Shops.IShops shopify, ITokens tokens)
{
    private static IEnumerable<(string Scope, string What, string Setting)> Needed(ShopDecisions decisions)
    {
        var products = decisions.Products.Listings;
        bool ByOdoo(Func<CustomFieldDecision, bool> of) => decisions.CustomFields.Any(field => field.Owner == FieldOwner.Odoo && of(field));
        if (products.InShopify.Create || products.Owners.Values.Contains(FieldOwner.Odoo) || ByOdoo(field => field.OfCatalogue)) yield return ("write_products", "products", "products.owners");
        if (products.OwnerOf(ListingField.Image) == FieldOwner.Odoo) yield return ("write_files", "images that are replaced or taken away", "products.owners.image");
        if (ByOdoo(field => field.Of == CustomFieldOf.Customer)) yield return ("write_customers", "customers", "customFields");
        if (ByOdoo(field => field.Of == CustomFieldOf.Order)) yield return ("write_orders", "orders", "customFields");
    }

    public async Task<IReadOnlyList<SetupFinding>> Look(ShopDomain shop, ShopDecisions decisions, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var products = decisions.Products.Listings;
        if (!products.Moves && decisions.CustomFields.Count == 0) return [];
        var findings = new List<SetupFinding>();
        try
        {
            // A shop that is not connected yet is told so elsewhere.
            if (await tokens.Find(shop, stop) is null) return findings;
            var connected = await shopify.Read(shop, stop);
            foreach (var (scope, what, setting) in Needed(decisions).Where(one => !connected.Grants(one.Scope)))
                findings.Add(SetupFinding.Error("products", $"The app does not hold Shopify's scope {scope}, so nothing of {what} can be written there.", $"Grant {scope} to the app, and open it once in the Shopify admin.", setting));
            foreach (var (index, field) in decisions.CustomFields.Index())
            {
                var setting = $"customFields[{index.ToString(CultureInfo.InvariantCulture)}].type";
                if (await listings.DefinedType(shop, field, stop) is not { } type)
                    findings.Add(SetupFinding.Warning("products", $"Shopify has no definition of the metafield {field.Name}; it is written without one.", "Define it in Shopify (Settings, Metafields and metaobjects), so that people see it.", setting));
                else if (type != field.Type)
                    findings.Add(SetupFinding.Error("products", $"The metafield {field.Name} is defined as {type} in Shopify, not as {field.Type}.", $"Write \"{type}\", or another key.", setting));
            }
        }
        catch (Exception failure) when (failure is ShopifyException or SecretUnreadableException)
        {
            findings.Add(SetupFinding.Warning("products", failure is ShopifyException shopifys ? shopifys.Failure.Sentence : failure.Message));
        }

        return findings;
    }
}
