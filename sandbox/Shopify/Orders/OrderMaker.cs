using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sync;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>When and under which number an order was placed, and when it last changed.</summary>
public sealed record OrderStamp(long Id, int Number, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public string Name => $"#{Number}";
}

/// <summary>What of the shop an order refers to.</summary>
public sealed record OrderShop(string Currency, ShopifyObject Location)
{
    /// <summary>All its locations; the first is <see cref="Location"/>.</summary>
    public IReadOnlyList<ShopifyObject> Locations { get; init; } = [Location];

    /// <summary>One of its locations; the first for none.</summary>
    public ShopifyObject At(long? number) =>
        number is null ? Location : Locations.FirstOrDefault(location => Gid.Number(location.Id) == number) ?? Location;

    public static OrderShop Default(string currency) => new(currency, Places.Location(1, "Main warehouse"));
}

/// <summary>Turns a description into the order that Shopify's GraphQL would state: a pure function, quick enough for tens of thousands.</summary>
public static partial class OrderMaker
{
    public static ShopifyObject Make(OrderDescription order, OrderStamp stamp, OrderShop shop)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(stamp);
        ArgumentNullException.ThrowIfNull(shop);
        var amounts = OrderAmounts.Of(order, new Currency(shop.Currency));
        var making = new OrderMaking(order, stamp, shop, amounts, new OrderLedger(order, amounts));
        var made = new ShopifyObject("Order");
        Identity(made, making);
        People(made, making);
        OriginalAmounts(made, making);
        CurrentAmounts(made, making);
        var lines = LineObjects.Of(making);
        made["lineItems"] = lines;
        made["shippingLines"] = ShippingObjects.Of(making);
        made["shippingLine"] = made.Children("shippingLines") is [var first, ..] ? first : null;
        made["discountApplications"] = DiscountObjects.Of(making);
        made["additionalFees"] = MoneyObjects.Fees(making);
        made["transactions"] = PaymentObjects.Transactions(making);
        made["refunds"] = RefundObjects.Of(making, lines, made.Children("shippingLines"));
        foreach (var part in made.Children("transactions").Concat(made.Children("refunds"))) part["order"] = made;
        made["paymentTerms"] = PaymentObjects.Terms(making);
        FulfillmentObjects.Put(made, making, lines);
        ReturnObjects.Put(made, making, lines);
        Status(made, making);
        return made;
    }

    private static void Identity(ShopifyObject made, OrderMaking making)
    {
        var (order, stamp) = (making.Order, making.Stamp);
        made["id"] = Gid.Of("Order", stamp.Id);
        made["legacyResourceId"] = stamp.Id;
        made["name"] = stamp.Name;
        made["number"] = stamp.Number;
        made["createdAt"] = stamp.CreatedAt;
        made["processedAt"] = order.ProcessedAt ?? stamp.CreatedAt;
        made["updatedAt"] = stamp.UpdatedAt;
        made["confirmed"] = true;
        made["confirmationNumber"] = $"PR{stamp.Number:D7}";
        made["note"] = order.Note;
        made["poNumber"] = order.PoNumber;
        made["tags"] = Tags.Sorted(order.Tags);
        made["customAttributes"] = order.Attributes.Select(MoneyObjects.Attribute).ToArray();
        Origin(made, making);
        Terms(made, making);
    }

    private static void Origin(ShopifyObject made, OrderMaking making)
    {
        var order = making.Order;
        made["test"] = order.Test;
        made["edited"] = order.Edited || order.Lines.Any(l => l.RemovedQuantity > 0);
        made["sourceName"] = order.SourceName;
        made["sourceIdentifier"] = order.SourceIdentifier;
        made["app"] = new ShopifyObject("OrderApp") { ["id"] = Gid.Of("App", 580111), ["name"] = order.Retail ? "Point of Sale" : "Online Store" };
        made["publication"] = new ShopifyObject("Publication") { ["id"] = Gid.Of("Publication", order.Retail ? 2 : 1) };
        made["retailLocation"] = order.Retail ? making.Shop.Location : null;
        made["currencyCode"] = making.Shop.Currency;
        made["presentmentCurrencyCode"] = order.Presentment(making.Shop.Currency);
        made["localizedFields"] = Array.Empty<ShopifyObject>();
    }

    private static void Terms(ShopifyObject made, OrderMaking making)
    {
        var order = making.Order;
        made["taxesIncluded"] = order.TaxesIncluded;
        made["taxExempt"] = order.TaxExempt;
        made["dutiesIncluded"] = order.DutiesIncluded;
        made["estimatedTaxes"] = order.EstimatedTaxes;
        made["discountCodes"] = order.Discounts.Where(d => d.Kind == DiscountKind.Code).Select(d => d.Title).ToArray();
        made["discountCode"] = order.Discounts.FirstOrDefault(d => d.Kind == DiscountKind.Code)?.Title;
    }

    private static void People(ShopifyObject made, OrderMaking making)
    {
        var order = making.Order;
        made["email"] = order.Email ?? order.Customer?.Email;
        made["phone"] = order.Phone ?? order.Customer?.Phone;
        made["canNotifyCustomer"] = made["email"] is not null;
        made["customerLocale"] = order.CustomerLocale;
        made["customer"] = order.Customer is { } customer ? PartyObjects.Customer(customer, making.Stamp.CreatedAt, order.BillingAddress ?? order.ShippingAddress) : null;
        made["purchasingEntity"] = order.Company is { } company
            ? PartyObjects.PurchasingCompany(company, making.Stamp.CreatedAt, made.Child("customer"))
            : made["customer"];
        made["billingAddress"] = PartyObjects.Address(order.BillingAddress, making.Numbered(1));
        made["shippingAddress"] = PartyObjects.Address(order.ShippingAddress, making.Numbered(2));
        made["billingAddressMatchesShippingAddress"] = order.BillingAddress == order.ShippingAddress;
    }

    private static void Status(ShopifyObject made, OrderMaking making)
    {
        var (order, ledger) = (making.Order, making.Ledger);
        var financial = ledger.FinancialStatus();
        made["displayFinancialStatus"] = financial;
        made["fullyPaid"] = financial is "PAID" or "REFUNDED" or "PARTIALLY_REFUNDED";
        made["unpaid"] = ledger.Received.Presentment == 0m;
        made["capturable"] = ledger.Authorized.Presentment > 0m;
        made["canMarkAsPaid"] = financial is "PENDING" or "PARTIALLY_PAID" or "AUTHORIZED" && order.CancelledAt is null;
        made["refundable"] = ledger.Net.Presentment > 0m;
        made["paymentGatewayNames"] = order.Payments.Select(p => p.Gateway).Distinct().ToArray();
        made["cancelledAt"] = order.CancelledAt;
        made["cancelReason"] = order.CancelReason;
        made["closedAt"] = order.ClosedAt;
        made["closed"] = order.ClosedAt is not null;
        made["hasTimelineComment"] = false;
        made["requiresShipping"] = order.Lines.Any(l => l.RequiresShipping);
        made["restockable"] = order.Lines.Any(l => l.Variant is not null);
        made["transactionsCount"] = MoneyObjects.Count(making.Order.Payments.Count + ledger.Refunds.Sum(refund => refund.Payments.Count));
        made["risk"] = new ShopifyObject("OrderRiskSummary")
        {
            ["recommendation"] = order.Risk,
            ["assessments"] = order.Risk == "NONE" ? [] : new[] { MoneyObjects.Risk(order.Risk) },
        };
    }
}
