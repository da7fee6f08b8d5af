using FsCheck;
using FsCheck.Fluent;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Tests.Decisions;

/// <summary>Any decisions that a file can state.</summary>
internal static class AnyDecisions
{
    private static readonly Gen<string> Name =
        from letters in Gen.NonEmptyListOf(Gen.Elements("aZ0 -_%“é漢😀/\\\"'<&".EnumerateRunes().Select(rune => rune.ToString())))
        let text = string.Concat(letters).Trim()
        select text.Length == 0 ? "x" : text;

    private static readonly Gen<OdooReference> Reference =
        Gen.OneOf(Name.Select(name => new OdooReference(name, null)), Gen.Choose(1, int.MaxValue).Select(id => new OdooReference(null, id)));

    private static readonly Gen<DateTimeOffset> Moment =
        from ticks in Gen.Choose(0, int.MaxValue)
        from seconds in Gen.Choose(0, 2_000_000_000)
        select DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(ticks % 3 == 0 ? 0 : ticks);

    private static readonly Gen<OdooDecision> Odoo =
        from scheme in Gen.Elements("http", "https")
        from port in Gen.Elements("", ":8069")
        from database in Name
        from user in Name
        from secret in Gen.Elements("KEY", "_k1", "TANDEM_ODOO_KEY")
        from company in Reference
        select new OdooDecision(new Uri($"{scheme}://odoo.example.com{port}"), database, user, secret, company);

    private static readonly Gen<IntakeDecision> Take =
        from sources in Gen.ListOf(Name)
        from only in Gen.ListOf(Name)
        from test in Gen.Elements(true, false)
        from risk in Gen.Elements(true, false)
        from since in Maybe(Moment)
        select new IntakeDecision { Sources = [.. sources], OnlyTags = [.. only.Select(tag => $"+{tag}")], ExcludeTags = [.. sources.Select(tag => $"-{tag}")], TestOrders = test, HighRisk = risk, PlacedSince = since };

    private static readonly Gen<LineProductsDecision> LineProducts =
        from all in Gen.ArrayOf(Maybe(Reference), 9)
        select new LineProductsDecision { Shipping = all[0], Tip = all[1], Duty = all[2], Fee = all[3], Custom = all[4], Discount = all[5], Rounding = all[6], GiftCard = all[7], Adjustment = all[8] };

    private static readonly Gen<OrderDecision> Orders =
        from take in Take
        from when in Gen.Elements(Enum.GetValues<ConfirmWhen>())
        from through in Gen.Elements(Enum.GetValues<ConfirmThrough>())
        from book in Gen.Elements(Enum.GetValues<BookingCurrency>())
        from purchase in Gen.Elements(Enum.GetValues<PurchaseOrderPlace>())
        from tags in Gen.Elements(Enum.GetValues<TagPlace>())
        from following in Gen.ArrayOf(Gen.Elements(Enum.GetValues<Following>()), 2)
        from currencies in Gen.SubListOf("EUR", "GBP", "JPY", "KWD")
        from pricelist in Reference
        from places in Gen.ArrayOf(Maybe(Reference), 2)
        from limit in Gen.Choose(0, 100_000)
        from products in LineProducts
        from methods in Gen.SubListOf("Standard", "Express", "EXP-1")
        select new OrderDecision
        {
            DeliveryMethods = [.. methods.Select(shipping => new DeliveryMethodDecision(shipping, pricelist))],
            Take = take,
            ConfirmWhen = when,
            ConfirmThrough = through,
            BookIn = book,
            Edits = following[0],
            Cancellations = following[1],
            PurchaseOrder = purchase,
            Tags = tags,
            Pricelists = currencies.ToDictionary(code => code, _ => pricelist),
            Warehouse = places[0],
            SalesTeam = places[1],
            RoundingLimit = limit / 1000m,
            LineProducts = products,
        };

    private static readonly Gen<TaxDecision> Tax =
        from title in Name
        from rate in Gen.Choose(0, 999_999)
        from region in Gen.Elements<(string?, string?)>((null, null), ("US", null), ("US", "CA"), ("GB", null))
        from included in Gen.Elements<bool?>(true, false, null)
        from byChannel in Gen.Elements(true, false)
        from tax in Maybe(Reference)
        select new TaxDecision(title, rate / 1_000_000m, region.Item1, region.Item2, included, tax, byChannel);

    private static readonly Gen<Dictionary<string, Approval>> Approvals =
        from paths in Gen.SubListOf(DecisionsKeys.Approvable.ToArray())
        from owner in Name
        from approver in Maybe(Name.Select(name => new OdooReference(name, null)))
        from at in Moment
        select paths.ToDictionary(path => path, _ => new Approval(owner, approver?.Name, approver is null ? null : at));

    private static readonly Gen<PaymentDecision> Payments =
        from when in Gen.Elements(Enum.GetValues<InvoiceWhen>())
        from through in Gen.Elements(Enum.GetValues<DocumentsThrough>())
        from register in Gen.Elements(true, false)
        from gateways in Gen.SubListOf("shopify_payments", "gift_card", "manual")
        from source in Gen.Elements<string?>(null, "pos")
        from journal in Reference
        from accounts in Gen.ArrayOf(Maybe(Reference), 2)
        from limit in Gen.Choose(0, 500)
        from terms in Gen.SubListOf("Net 30", "Due on receipt", "Fixed")
        select new PaymentDecision
        {
            Invoice = when,
            Through = through,
            Register = register,
            Gateways = [.. gateways.Select(gateway => new GatewayDecision(gateway, source, journal))],
            CashRounding = accounts[0],
            RateDifference = accounts[1],
            RateDifferenceLimit = limit / 1000m,
            Terms = terms.ToDictionary(name => name, _ => journal),
        };

    private static readonly Gen<RefundDecision> Refunds =
        from flags in Gen.ArrayOf(Gen.Elements(true, false), 2)
        from returns in Gen.Elements(Enum.GetValues<ReturnPolicy>())
        select new RefundDecision { CreditNotes = flags[0], Register = flags[1], Returns = returns };

    private static readonly Gen<FulfillmentDecision> Fulfillments =
        from locations in Gen.SubListOf(1L, 655441491L, long.MaxValue)
        from warehouse in Reference
        from ships in Gen.Elements(Enum.GetValues<Ships>())
        from notify in Gen.Elements(true, false)
        from carriers in Gen.ListOf(Name)
        select new FulfillmentDecision
        {
            Locations = [.. locations.Select(location => new LocationDecision(new LocationId(location), warehouse, ships))],
            NotifyCustomer = notify,
            Carriers = carriers.Distinct().ToDictionary(name => name, name => name),
        };

    private static readonly Gen<InventoryDecision> Inventory =
        from places in Gen.ListOf(Reference)
        from quantity in Gen.Elements(Enum.GetValues<StockQuantity>())
        from write in Gen.Elements(Enum.GetValues<StockWrite>())
        from notStocked in Gen.Elements(Enum.GetValues<NotStocked>())
        from kits in Gen.Elements(Enum.GetValues<KitStock>())
        from buffer in Gen.Choose(0, 1_000_000)
        select new InventoryDecision { Locations = [new StockedLocation(new LocationId(1), [.. places.Distinct()])], Quantity = quantity, Write = write, NotStocked = notStocked, Kits = kits, Buffer = buffer };

    private static readonly Gen<ListingDecision> Listings =
        from fields in Gen.SubListOf(Enum.GetValues<ListingField>())
        from lists in Gen.ArrayOf(Reference, 3)
        from flags in Gen.ArrayOf(Gen.Elements(true, false), 3)
        from status in Gen.Elements(Enum.GetValues<NewListingStatus>())
        from taxes in Gen.ListOf(Reference)
        select new ListingDecision
        {
            Owners = fields.ToDictionary(field => field, _ => FieldOwner.Odoo),
            Pricelist = lists[0],
            CompareAtPricelist = lists[1],
            VendorField = "x_brand",
            InShopify = new NewListings(flags[0], status),
            InOdoo = new NewProducts { Create = flags[1], Category = lists[2], Taxes = [.. taxes], Storable = flags[2] },
        };

    private static readonly Gen<CustomFieldDecision[]> Custom =
        from names in Gen.SubListOf("material", "shelf_life", "origin")
        from of in Gen.Elements(Enum.GetValues<CustomFieldOf>())
        from owner in Gen.Elements(Enum.GetValues<FieldOwner>())
        from type in Gen.Elements("single_line_text_field", "boolean", "date")
        select names.Select(name => new CustomFieldDecision(of, $"x_{name}", "custom", name, type, owner)).ToArray();

    private static readonly Gen<ReconciliationDecision> Reconciliation =
        from days in Gen.Elements<int?>(null, 1, 35, ReconciliationDecision.MostDays)
        from heal in Gen.SubListOf(Enum.GetValues<HealedField>())
        from readers in Gen.SubListOf("owner@example.com", "finance=books@example.com", "technical=o'brien+night@sub.example.com")
        from only in Gen.Elements<bool?>(true, false, null)
        select new ReconciliationDecision { Days = days, Heal = [.. heal], Readers = [.. readers.Select(reader => ReportReader.TryParse(reader)!)], OnlyWhenWrong = only };

    public static Arbitrary<ShopDecisions> Arbitrary { get; } = Arb.From(
        from odoo in Odoo
        from customers in Reference
        from house in Gen.Elements(true, false)
        from shopify in Gen.Elements(Enum.GetValues<VariantIdentity>())
        from identity in Gen.Elements(Enum.GetValues<ProductIdentity>())
        from orders in Orders
        from taxes in Gen.ListOf(Tax)
        from payments in Payments
        from refunds in Refunds
        from fulfillments in Fulfillments
        from inventory in Inventory
        from listings in Listings
        from custom in Custom
        from pauseAfter in Gen.Choose(0, 1000)
        from reconciliation in Reconciliation
        from approvals in Approvals
        select new ShopDecisions
        {
            Shop = ShopDomain.Parse("alpha.myshopify.com"),
            Odoo = odoo,
            Customers = house ? new CustomerDecision(CustomerStrategy.HouseAccount, customers) : new CustomerDecision(CustomerStrategy.MatchEmail),
            Products = new ProductDecision(shopify, identity) { Listings = listings },
            CustomFields = custom,
            Orders = orders,
            // A number in the title keeps every entry a tax of its own.
            Taxes = [.. taxes.Select((tax, index) => tax with { Title = $"{tax.Title}{index}" })],
            Payments = payments,
            Refunds = refunds,
            Fulfillments = fulfillments,
            // Stock goes to locations whose warehouse is known.
            Inventory = inventory with { Locations = [.. fulfillments.Locations.Select(location => inventory.Locations[0] with { Location = location.Location })] },
            Flows = new FlowDecision { PauseAfter = pauseAfter },
            Reconciliation = reconciliation,
            Retention = new RetentionDecision(pauseAfter is >= 1 and <= RetentionDecision.MostDays ? pauseAfter : null, pauseAfter is >= 1 and <= RetentionDecision.MostMonths ? pauseAfter : null),
            Approvals = approvals,
        });

    private static Gen<T?> Maybe<T>(Gen<T> some) where T : struct => Gen.OneOf(Gen.Constant<T?>(null), some.Select(value => (T?)value));
}
