using Tandem.Shopify.Failures;

namespace Tandem.Shopify.Orders;

/// <summary>A part of an order that needs a scope of its own, so that an order is read without it where the scope is missing.</summary>
/// <param name="Variable">The variable of <c>Order.graphql</c> that asks for it.</param>
/// <param name="Field">Its name in the answer; a field of that name below another part belongs to it too.</param>
/// <param name="Scope">The scope that opens it, where Shopify names none.</param>
internal sealed record OptionalPart(string Variable, string Field, string Scope)
{
    public static readonly OptionalPart Returns = new("returns", "return", "read_returns");
    public static readonly OptionalPart FulfillmentOrders = new("fulfillmentOrders", "fulfillmentOrders", "read_merchant_managed_fulfillment_orders");
    public static readonly OptionalPart PaymentTerms = new("paymentTerms", "paymentTerms", "read_payment_terms");

    public static IReadOnlyList<OptionalPart> All => [Returns, FulfillmentOrders, PaymentTerms];

    /// <summary>The part that was denied; null when the failure is about something indispensable.</summary>
    public static OptionalPart? Denied(ShopifyFailure failure) => failure is ShopifyFailure.ScopeMissing denied
        ? All.FirstOrDefault(part => denied.Field.Split('.').Any(name => name == part.Field || name == part.Variable))
        : null;
}
