using System.Text;
using Microsoft.Extensions.Options;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Locations;
using Tandem.Grains.Lots;
using Tandem.Grains.Orders;
using Tandem.Grains.Products;
using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Fields;
using Tandem.Odoo.Invoices;
using Tandem.Odoo.Pacing;
using Tandem.Odoo.Partners;
using Tandem.Odoo.Payments;
using Tandem.Odoo.Pickings;
using Tandem.Odoo.Products;
using Tandem.Odoo.Sales;
using Tandem.Odoo.Server;
using Tandem.Odoo.Setup;
using Tandem.Odoo.Stock;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;

namespace Tandem.Grains.Shops;

/// <summary>Reads a shop's book: its decisions, what Odoo holds of what they name, and how that Odoo books.</summary>
internal sealed class ShopBookReader(
    ISecrets secrets, IOdooClients clients, IShopOrders placed, IProductLinks links, CodeCarriers carriers, IOptions<OdooOptions> options, TimeProvider time)
{
    public async Task<ShopBookOpening> Read(ShopDomain shop, SavedDecisions saved, CancellationToken stop)
    {
        if (DecisionsFile.Read(Encoding.UTF8.GetBytes(saved.Document)) is not DecisionsReading.Read { Decisions: var decisions })
            return Closed(BlockerCode.SetupMissing, $"The decisions of {shop} (version {saved.Version}) cannot be read by this version of Tandem. Apply a corrected file with 'setup apply {shop} <file>'.", shop.Value);
        if (await OdooSecretOf(shop, decisions, stop) is not { } secret)
            return Closed(BlockerCode.SetupMissing, $"No Odoo key is kept for {shop}. Set {decisions.Odoo.SecretVariable} and run 'setup apply {shop} <file>' again.", shop.Value);

        try
        {
            var odoo = clients.For(new OdooConnection(decisions.Odoo.Url, decisions.Odoo.Database, decisions.Odoo.User, secret));
            var holdings = await OdooHoldingsReading.Read(odoo, decisions, stop);
            if (holdings.Company is not null && Resolution.Stopping(decisions, holdings) is [var gone, ..])
                return Closed(BlockerCode.OdooReferenceGone, $"{shop} cannot be written to Odoo. {gone.Path}: {gone.What} {gone.Remedy}", gone.Path);
            return Resolution.WhatIsUsable(decisions, holdings) is { } rules
                ? new ShopBookOpening.Open(await Book(odoo, saved.Version, rules, stop))
                : Closed(BlockerCode.OdooNotUsable, $"{shop} cannot be written to Odoo: the company {decisions.Odoo.Company} is not one that user {decisions.Odoo.User} works in. Give the user that company in Odoo, or correct odoo.company.", shop.Value);
        }
        catch (OdooException failure)
        {
            return new ShopBookOpening.Closed(Verdicts.Of(failure, $"The Odoo of {shop}"));
        }
    }

    private async Task<ShopBook> Book(IOdoo odoo, long version, Sync.Planning.OrderRules rules, CancellationToken stop)
    {
        var shop = rules.Decisions.Shop;
        var profile = await OdooProfiles.Read(odoo, rules.Company, stop);
        var orders = new SaleOrders(odoo, profile, shop.OdooModule);
        var catalogue = new OdooCatalogue(odoo, profile);
        var geography = await OdooGeography.Read(odoo, stop);
        var lots = new SaleOrderLots(odoo, profile, shop.OdooModule);
        var book = new OdooOrderBook(
            odoo, orders,
            new Confirmation(odoo, orders, profile.Context.With("tracking_disable", true), options.Value, time),
            new OdooCustomers(odoo, profile, geography, shop.OdooModule),
            new ProductBook(rules, links, carriers, new ProductShelf(new OdooProducts(odoo, profile), catalogue, time)),
            profile.Context);
        var names = new SaleOrderNames(odoo, profile, shop.OdooModule);
        return new ShopBook(shop, version, rules, book, Life(odoo, profile, orders, rules), new OdooDeliveryWatch(new DonePickings(odoo, profile), names), catalogue, rules.Decisions.Odoo.Url)
        {
            Stock = new OdooStock(odoo, profile), Templates = new OdooTemplates(odoo, profile, rules, time), NewTemplates = new TemplateLoading(odoo, profile, rules, shop.OdooModule), Booked = new BookedOrders(odoo, profile, shop.OdooModule), Stocked = StockedPlaces.Of(rules, profile),
            Lots = new OdooLots(lots, new LotConfirmation(lots, options.Value, time), new OdooCustomers(odoo.At(CallPriority.History), profile, geography, shop.OdooModule), placed, shop),
            Keys = new OdooKeys(odoo), Presence = new OdooPresence(odoo), Fields = new RecordFields(odoo, profile, rules.Decisions), OrderNames = names,
        };
    }

    private OdooOrderLife Life(IOdoo odoo, OdooProfile profile, SaleOrders orders, Sync.Planning.OrderRules rules)
    {
        var module = rules.Decisions.Shop.OdooModule;
        var transfers = rules.Decisions.Refunds.Returns != ReturnPolicy.Leave || rules.Locations.Any(location => location.Decision.Ships != Ships.Nobody);
        var fence = new Fence(options.Value, time);
        var progress = new SaleProgressBook(odoo, profile, transfers);
        return new OdooOrderLife(
            new OdooSales(orders, progress, new OrderEdits(odoo, profile, module), new LineEdits(progress, profile), new Cancellation(odoo, profile, fence)),
            new OdooDocuments(
                new Posting(odoo, profile.Context, options.Value, time),
                new InvoicingByWizard(odoo, profile.Context, options.Value, time), new InvoicingByLoad(odoo, profile, module),
                new CreditingByWizard(odoo, profile.Context, options.Value, time), new CreditingByLoad(odoo, profile, module),
                new PayingByWizard(odoo, profile, options.Value, time), new PayingByLoad(odoo, profile, module), new PaymentsByMemo(odoo, profile.Context), new OutstandingLines(odoo, profile.Context)),
            new OdooTransfers(new Pickings(odoo, profile), new PickingValidation(odoo, profile, fence), new PickingCancellation(odoo, profile, fence), new Returns(odoo, profile, fence)),
            options.Value.SettleTime);
    }

    private async Task<OdooSecret?> OdooSecretOf(ShopDomain shop, ShopDecisions decisions, CancellationToken stop) =>
        await secrets.Find(shop, ShopSecrets.Odoo, stop) is { Length: > 0 } kept ? new OdooSecret(kept)
        : Environment.GetEnvironmentVariable(decisions.Odoo.SecretVariable) is { Length: > 0 } given ? new OdooSecret(given)
        : null;

    private static ShopBookOpening.Closed Closed(BlockerCode code, string sentence, string subject) =>
        new(Verdict.Of(new Blocker(code, subject, sentence, Role.Technical, "odoo", code is BlockerCode.OdooNotUsable or BlockerCode.OdooReferenceGone)));
}

/// <summary>The names under which a shop's secrets are kept.</summary>
public static class ShopSecrets
{
    /// <summary>Odoo's API key or password.</summary>
    public const string Odoo = "odoo";
}
