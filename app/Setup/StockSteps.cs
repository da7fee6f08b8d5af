using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.App.Setup;

/// <summary>Whether stock can be told to the locations that are named: they exist, are active, and the app may write there.</summary>
public sealed class StockSteps(IShopStock stock, Tandem.Shopify.Shops.IShops shopify, ITokens tokens)
{
    private static readonly string[] Scopes = ["write_inventory", "read_locations"];

    public async Task<IReadOnlyList<SetupFinding>> Look(ShopDomain shop, ShopDecisions decisions, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var inventory = decisions.Inventory;
        if (inventory.Locations.Count == 0) return [];
        var findings = new List<SetupFinding>();
        if (inventory is { Write: StockWrite.OnHand, Quantity: not StockQuantity.OnHand })
            findings.Add(SetupFinding.Warning("stock", "Odoo's figure has what is reserved taken off already, and Shopify takes off again what it has committed to orders.", "Write onHand for inventory.quantity too, or available for inventory.write.", "inventory.write"));
        try
        {
            // A shop that is not connected yet is told so elsewhere.
            if (await tokens.Find(shop, stop) is null) return findings;
            var facts = await shopify.Read(shop, stop);
            findings.AddRange(Scopes.Where(scope => !facts.Grants(scope)).Select(scope => SetupFinding.Error(
                "stock", $"The app does not hold Shopify's scope {scope}, so stock cannot be told.", $"Grant {scope} to the app, and open it once in the Shopify admin.", "inventory.locations")));
            if (facts.Grants("read_locations")) findings.AddRange(Places(inventory, await stock.Locations(shop, stop)));
        }
        catch (Exception failure) when (failure is ShopifyException or SecretUnreadableException)
        {
            findings.Add(SetupFinding.Warning("stock", failure is ShopifyException shopifys ? shopifys.Failure.Sentence : failure.Message));
        }

        return findings;
    }

    private static IEnumerable<SetupFinding> Places(InventoryDecision inventory, IReadOnlyList<Sync.Stock.ShopLocation> locations)
    {
        foreach (var (index, stocked) in inventory.Locations.Index())
        {
            var setting = $"inventory.locations[{index.ToString(System.Globalization.CultureInfo.InvariantCulture)}].location";
            var found = locations.FirstOrDefault(location => location.Id == stocked.Location);
            if (found is null)
                yield return SetupFinding.Error("stock", $"Shopify has no location {stocked.Location}.", $"Write one of: {string.Join(", ", locations.Where(one => one is { Active: true, Service: false }).Take(10).Select(one => $"{one.Id} (“{one.Name}”)"))}.", setting);
            else if (found.Service)
                yield return SetupFinding.Error("stock", $"“{found.Name}” belongs to a fulfillment service, which counts its own stock.", "Take it out.", setting);
            else if (!found.Active)
                yield return SetupFinding.Error("stock", $"“{found.Name}” is deactivated in Shopify.", "Activate it in Shopify (Settings, Locations), or take it out.", setting);
        }
    }
}
