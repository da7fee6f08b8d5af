using Tandem.App.Setup;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Setup;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Stock;

namespace Tandem.App.Admin;

/// <summary>Reads what the steps of setup are chosen from: what the shop's orders hold, its locations, and the Odoo that is decided so far.</summary>
internal sealed class StepViews(GuidedSetup guided, OrderSights sights, IShopStock stock, IShopListings listings)
{
    /// <summary>What was seen in the shop's orders, and why nothing was where nothing could be.</summary>
    public async Task<(SeenOrders Seen, string? Problem)> Seen(ShopDomain shop, CancellationToken stop)
    {
        try
        {
            return (await sights.Seen(shop, stop), null);
        }
        catch (ShopifyException failure)
        {
            return (SeenOrders.Nothing, failure.Failure.Sentence);
        }
    }

    /// <param name="typed">What was typed and refused; null shows what is decided.</param>
    public async Task<ShownForm> Show(StepForm form, SetupDocument setup, SeenOrders seen, IQueryCollection query, IFormCollection? typed, IReadOnlyList<SetupFinding> refused, CancellationToken stop)
    {
        var (locations, problem) = await Locations(setup.Shop, stop);
        OdooChoices? odoo = null;
        try
        {
            if (await guided.Odoo(setup, stop) is { } decided) odoo = await OdooChoices.Open(decided, Company(setup.Document), stop);
            return await Form(odoo);
        }
        catch (OdooException failure)
        {
            problem = failure.Failure.Sentence;
            odoo = null;
            return await Form(null);
        }

        async Task<ShownForm> Form(OdooChoices? choices)
        {
            var view = new StepView(setup, seen, choices, locations, (of, cancelled) => Defined(setup.Shop, of, cancelled)) { Typed = typed, Refused = refused, Find = query["find"], Wanted = query["subject"] };
            return new ShownForm(await form.Show(view, stop), problem);
        }
    }

    /// <summary>None where Shopify cannot say: what is typed is compared with its definition when it is saved.</summary>
    private async Task<IReadOnlyList<DefinedField>> Defined(ShopDomain shop, CustomFieldOf of, CancellationToken stop)
    {
        try
        {
            return await listings.DefinedFields(shop, of, stop);
        }
        catch (ShopifyException)
        {
            return [];
        }
    }

    private async Task<(IReadOnlyList<ShopLocation> Locations, string? Problem)> Locations(ShopDomain shop, CancellationToken stop)
    {
        try
        {
            return ([.. (await stock.Locations(shop, stop)).Where(location => location is { Active: true, Service: false })], null);
        }
        catch (ShopifyException failure)
        {
            return ([], failure.Failure.Sentence);
        }
    }

    private static OdooReference? Company(DraftDocument document) => ReferenceText.Of(document.At("odoo.company")) switch
    {
        ['n', ':', .. var name] => new OdooReference(name, null),
        ['i', ':', .. var id] => new OdooReference(null, int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)),
        _ => null,
    };
}

/// <summary>A step's form, and why not everything can be chosen where that is so.</summary>
internal sealed record ShownForm(IReadOnlyList<FormPart> Parts, string? Problem);
