using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tandem.Sync.Decisions;

/// <summary>Writes decisions in their one canonical form: known order, defaults stated, what is undecided left out.</summary>
internal sealed class DecisionsWriter(Utf8JsonWriter json)
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(ShopDecisions decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Layout)) new DecisionsWriter(json).File(decisions);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private void File(ShopDecisions decisions)
    {
        json.WriteStartObject();
        json.WriteString("$schema", DecisionsFile.Schema);
        json.WriteString("shop", decisions.Shop.Value);
        Odoo(decisions.Odoo);
        Object("customers", () =>
        {
            Word("strategy", decisions.Customers.Strategy);
            Reference("houseAccount", decisions.Customers.HouseAccount);
        });
        Products(decisions.Products);
        Orders(decisions.Orders);
        json.WriteStartArray("taxes");
        foreach (var tax in decisions.Taxes) Tax(tax);
        json.WriteEndArray();
        Payments(decisions.Payments);
        Refunds(decisions.Refunds);
        Fulfillments(decisions.Fulfillments);
        Inventory(decisions.Inventory);
        Each("customFields", decisions.CustomFields, field =>
        {
            Word("of", field.Of);
            json.WriteString("odooField", field.Field);
            json.WriteString("namespace", field.Namespace);
            json.WriteString("key", field.Key);
            json.WriteString("type", field.Type);
            Word("owner", field.Owner);
        });
        Object("flows", () => json.WriteNumber("pauseAfter", decisions.Flows.PauseAfter));
        Reconciliation(decisions.Reconciliation);
        Object("retention", () =>
        {
            if (decisions.Retention.PayloadDays is { } days) json.WriteNumber("payloadDays", days);
            if (decisions.Retention.ActivityMonths is { } months) json.WriteNumber("activityMonths", months);
        });
        Object("approvals", () =>
        {
            foreach (var (path, approval) in decisions.Approvals.OrderBy(entry => entry.Key, StringComparer.Ordinal)) Approval(path, approval);
        });
        json.WriteEndObject();
    }

    private void Odoo(OdooDecision odoo) => Object("odoo", () =>
    {
        json.WriteString("url", odoo.Url.AbsoluteUri.TrimEnd('/'));
        json.WriteString("database", odoo.Database);
        json.WriteString("user", odoo.User);
        json.WriteString("secret", $"env:{odoo.SecretVariable}");
        Reference("company", odoo.Company);
    });

    private void Products(ProductDecision products) => Object("products", () =>
    {
        var listings = products.Listings;
        Word("shopify", products.Shopify);
        Word("odoo", products.Odoo);
        Object("owners", () =>
        {
            foreach (var field in Enum.GetValues<ListingField>()) Word(DecisionWords.Of(field), listings.OwnerOf(field));
        });
        Reference("pricelist", listings.Pricelist);
        Reference("compareAtPricelist", listings.CompareAtPricelist);
        if (listings.VendorField is { } vendor) json.WriteString("vendorField", vendor);
        Object("inShopify", () =>
        {
            json.WriteBoolean("create", listings.InShopify.Create);
            Word("status", listings.InShopify.Status);
        });
        Object("inOdoo", () =>
        {
            json.WriteBoolean("create", listings.InOdoo.Create);
            Reference("category", listings.InOdoo.Category);
            References("taxes", listings.InOdoo.Taxes);
            json.WriteBoolean("storable", listings.InOdoo.Storable);
        });
    });

    private void Orders(OrderDecision orders) => Object("orders", () =>
    {
        Object("take", () =>
        {
            Texts("sources", orders.Take.Sources);
            Texts("onlyTags", orders.Take.OnlyTags);
            Texts("excludeTags", orders.Take.ExcludeTags);
            json.WriteBoolean("testOrders", orders.Take.TestOrders);
            json.WriteBoolean("highRisk", orders.Take.HighRisk);
            Moment("placedSince", orders.Take.PlacedSince);
        });
        Word("confirmWhen", orders.ConfirmWhen);
        Word("confirmThrough", orders.ConfirmThrough);
        Word("bookIn", orders.BookIn);
        Word("edits", orders.Edits);
        Word("cancellations", orders.Cancellations);
        Word("purchaseOrder", orders.PurchaseOrder);
        Word("tags", orders.Tags);
        Object("pricelists", () =>
        {
            foreach (var (currency, pricelist) in orders.Pricelists.OrderBy(entry => entry.Key, StringComparer.Ordinal)) Reference(currency, pricelist);
        });
        Reference("warehouse", orders.Warehouse);
        Reference("salesTeam", orders.SalesTeam);
        Each("deliveryMethods", orders.DeliveryMethods, method =>
        {
            json.WriteString("shipping", method.Shipping);
            Reference("method", method.Method);
        });
        Number("roundingLimit", orders.RoundingLimit);
        LineProducts(orders.LineProducts);
    });

    private void LineProducts(LineProductsDecision products) => Object("lineProducts", () =>
    {
        Reference("shipping", products.Shipping);
        Reference("tip", products.Tip);
        Reference("duty", products.Duty);
        Reference("fee", products.Fee);
        Reference("custom", products.Custom);
        Reference("discount", products.Discount);
        Reference("rounding", products.Rounding);
        Reference("giftCard", products.GiftCard);
        Reference("adjustment", products.Adjustment);
    });

    private void Tax(TaxDecision tax)
    {
        json.WriteStartObject();
        json.WriteString("title", tax.Title);
        Number("rate", tax.Rate);
        if (tax.Country is { } country) json.WriteString("country", country);
        if (tax.Region is { } region) json.WriteString("region", region);
        if (tax.Included is { } included) json.WriteBoolean("included", included);
        if (tax.ByChannel) json.WriteBoolean("byChannel", true);
        // Null says something here: no tax, on purpose.
        if (tax.OdooTax is null) json.WriteNull("odooTax");
        else Reference("odooTax", tax.OdooTax);
        json.WriteEndObject();
    }

    private void Payments(PaymentDecision payments) => Object("payments", () =>
    {
        Word("invoice", payments.Invoice);
        json.WriteBoolean("register", payments.Register);
        Word("through", payments.Through);
        Each("gateways", payments.Gateways, gateway =>
        {
            json.WriteString("gateway", gateway.Gateway);
            if (gateway.Source is { } source) json.WriteString("source", source);
            Reference("journal", gateway.Journal);
        });
        Reference("cashRounding", payments.CashRounding);
        Reference("rateDifference", payments.RateDifference);
        Number("rateDifferenceLimit", payments.RateDifferenceLimit);
        Object("terms", () =>
        {
            foreach (var (name, term) in payments.Terms.OrderBy(entry => entry.Key, StringComparer.Ordinal)) Reference(name, term);
        });
    });

    private void Refunds(RefundDecision refunds) => Object("refunds", () =>
    {
        json.WriteBoolean("creditNotes", refunds.CreditNotes);
        json.WriteBoolean("register", refunds.Register);
        Word("returns", refunds.Returns);
    });

    private void Fulfillments(FulfillmentDecision fulfillments) => Object("fulfillments", () =>
    {
        Each("locations", fulfillments.Locations, location =>
        {
            json.WriteNumber("location", location.Location.Value);
            Reference("warehouse", location.Warehouse);
            Word("ships", location.Ships);
        });
        json.WriteBoolean("notifyCustomer", fulfillments.NotifyCustomer);
        Object("carriers", () =>
        {
            foreach (var (carrier, company) in fulfillments.Carriers.OrderBy(entry => entry.Key, StringComparer.Ordinal)) json.WriteString(carrier, company);
        });
    });

    private void Inventory(InventoryDecision inventory) => Object("inventory", () =>
    {
        Each("locations", inventory.Locations, location =>
        {
            json.WriteNumber("location", location.Location.Value);
            References("places", location.Places);
        });
        Word("quantity", inventory.Quantity);
        json.WriteNumber("buffer", inventory.Buffer);
        Word("write", inventory.Write);
        Word("notStocked", inventory.NotStocked);
        Word("kits", inventory.Kits);
    });

    private void Reconciliation(ReconciliationDecision reconciliation) => Object("reconciliation", () =>
    {
        if (reconciliation.Days is { } days) json.WriteNumber("days", days);
        Texts("heal", [.. reconciliation.Heal.Select(field => DecisionWords.Of(field))]);
        Texts("readers", [.. reconciliation.Readers.Select(reader => reader.ToString())]);
        if (reconciliation.OnlyWhenWrong is { } only) json.WriteBoolean("onlyWhenWrong", only);
    });

    private void Each<T>(string key, IReadOnlyList<T> entries, Action<T> members)
    {
        json.WriteStartArray(key);
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            members(entry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Approval(string path, Approval approval) => Object(path, () =>
    {
        json.WriteString("owner", approval.Owner);
        if (approval.ApprovedBy is { } by) json.WriteString("approvedBy", by);
        Moment("approvedAt", approval.ApprovedAt);
    });

    private void Object(string key, Action members)
    {
        json.WriteStartObject(key);
        members();
        json.WriteEndObject();
    }

    private void Word<T>(string key, T value) where T : struct, Enum => json.WriteString(key, DecisionWords.Of(value));

    private void Texts(string key, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(key);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private void Reference(string key, OdooReference? reference)
    {
        if (reference is { Id: { } id }) json.WriteNumber(key, id);
        else if (reference is { Name: { } name }) json.WriteString(key, name);
    }

    private void References(string key, IReadOnlyList<OdooReference> references)
    {
        json.WriteStartArray(key);
        foreach (var reference in references)
        {
            if (reference.Id is { } id) json.WriteNumberValue(id);
            else json.WriteStringValue(reference.Name);
        }

        json.WriteEndArray();
    }

    // Dividing by a one with all its zeros drops trailing zeros, so that 0.20 and 0.2 are written alike.
    private void Number(string key, decimal number) => json.WriteNumber(key, number / 1.0000000000000000000000000000m);

    private void Moment(string key, DateTimeOffset? moment)
    {
        if (moment is { } at) json.WriteString(key, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}
