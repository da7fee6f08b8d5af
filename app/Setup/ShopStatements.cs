using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Sync;

namespace Tandem.App.Setup;

/// <summary>What a connected shop says about itself, as far as its setup in Odoo depends on it.</summary>
public sealed class ShopStatements(Tandem.Shopify.Shops.IShops shopify, ITokens tokens)
{
    /// <summary>The shop's currency; null, and a finding, where it cannot be asked.</summary>
    public async Task<Currency?> Of(ShopDomain shop, ICollection<SetupFinding> findings, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(findings);
        try
        {
            if (await tokens.Find(shop, stop) is null)
            {
                findings.Add(SetupFinding.Fact("shop", $"{shop} is not connected to Tandem yet, so its currency could not be compared with Odoo's; 'connect {shop}' or installing the app connects it."));
                return null;
            }

            var facts = await shopify.Read(shop, stop);
            findings.Add(SetupFinding.Fact("shop", $"{facts.Name} keeps its books in {facts.Currency}; its prices {(facts.TaxesIncluded ? "contain" : "do not contain")} taxes."));
            return facts.Currency;
        }
        catch (Exception failure) when (failure is ShopifyException or SecretUnreadableException)
        {
            findings.Add(SetupFinding.Warning("shop", failure is ShopifyException shopifys ? shopifys.Failure.Sentence : failure.Message));
            return null;
        }
    }
}
