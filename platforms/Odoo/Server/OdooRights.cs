using Tandem.Odoo.Failures;

namespace Tandem.Odoo.Server;

/// <summary>A right that a flow needs.</summary>
/// <param name="Operation">read, write, create or unlink.</param>
/// <param name="Group">The least group that grants it, as Odoo's user form names it.</param>
/// <param name="Why">What Tandem does with it, as the end of a sentence.</param>
public sealed record NeededRight(string Model, string Operation, string Group, string Why);

/// <summary>A right that the user lacks.</summary>
public sealed record MissingRight(NeededRight Needed, bool ModelAbsent)
{
    public string Sentence => ModelAbsent
        ? $"This Odoo has no {Needed.Model}, which Tandem needs {Needed.Why}. Install the Odoo app that brings it."
        : $"Tandem's user may not {Needed.Operation} {Needed.Model}, which it needs {Needed.Why}. Give the user the group {Needed.Group} in Odoo (Settings, Users).";
}

/// <summary>Asks Odoo for the user's rights before work depends on them.</summary>
public static class OdooRights
{
    /// <summary>What booking orders takes.</summary>
    public static IReadOnlyList<NeededRight> ForOrders { get; } =
    [
        new("sale.order", "create", "Sales / User: All Documents", "to write orders"),
        new("sale.order", "write", "Sales / User: All Documents", "to confirm orders"),
        new("sale.order.line", "create", "Sales / User: All Documents", "to write order lines"),
        new("res.partner", "create", "Extra Rights / Contact Creation", "to create customers"),
        new("product.product", "read", "Sales / User: All Documents", "to find products"),
        new("account.tax", "read", "Sales / User: All Documents", "to find taxes"),
    ];

    /// <summary>What booking invoices and credit notes takes.</summary>
    public static IReadOnlyList<NeededRight> ForInvoices { get; } =
    [
        new("account.move", "create", Invoicing, "to write invoices and credit notes"),
        new("account.move", "write", Invoicing, "to post invoices and credit notes"),
        new("sale.advance.payment.inv", "create", Invoicing, "to invoice orders"),
        new("account.move.reversal", "create", Invoicing, "to credit invoices"),
    ];

    /// <summary>What booking payments takes.</summary>
    public static IReadOnlyList<NeededRight> ForPayments { get; } =
    [
        new("account.payment", "create", Invoicing, "to write payments"),
        new("account.payment.register", "create", Invoicing, "to pay invoices and credit notes"),
        new("account.journal", "read", Invoicing, "to find the journals of payment gateways"),
        new("account.payment.method.line", "read", Invoicing, "to find how journals are paid into"),
    ];

    /// <summary>What completing deliveries and returns takes.</summary>
    public static IReadOnlyList<NeededRight> ForTransfers { get; } =
    [
        new("stock.picking", "write", Inventory, "to complete deliveries and returns"),
        new("stock.move", "write", Inventory, "to say what was delivered"),
        new("stock.return.picking", "create", Inventory, "to take goods back"),
    ];

    /// <summary>What telling stock takes.</summary>
    public static IReadOnlyList<NeededRight> ForStock { get; } =
    [
        new("stock.quant", "read", Inventory, "to see what is in stock"),
        new("stock.move", "read", Inventory, "to see what moved"),
        new("stock.location", "read", Inventory, "to see where stock lies"),
    ];

    /// <summary>What bringing products to what Shopify says takes.</summary>
    public static IReadOnlyList<NeededRight> ToWriteProducts { get; } =
    [
        new("product.template", "write", Products, "to write what Shopify owns of products"),
        new("product.product", "write", Products, "to write what Shopify owns of variants"),
        new("product.template.attribute.value", "write", Products, "to write what the values of an attribute add to the price"),
    ];

    /// <summary>What bringing customers' custom fields to what Shopify says takes.</summary>
    public static IReadOnlyList<NeededRight> ToWriteCustomers { get; } = [new("res.partner", "write", "Extra Rights / Contact Creation", "to write what Shopify owns of customers")];

    /// <summary>What making products takes.</summary>
    public static IReadOnlyList<NeededRight> ToMakeProducts { get; } =
    [
        new("product.template", "create", Products, "to make products that only Shopify has"),
        new("product.attribute", "create", Products, "to make the attributes of new products"),
        new("product.attribute.value", "create", Products, "to make the values of new products"),
        new("product.template.attribute.line", "write", Products, "to let products come in more values"),
    ];

    private const string Products = "Extra Rights / Product Creation (Products / Create in Odoo 19)";
    private const string Inventory = "Inventory / User";
    private const string Invoicing = "Invoicing / Invoicing (Accounting / Invoicing in Odoo 19)";

    /// <summary>One short call for each right; record rules may still forbid single records.</summary>
    public static async Task<IReadOnlyList<MissingRight>> Check(IOdoo odoo, IEnumerable<NeededRight> needed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needed);
        var missing = new List<MissingRight>();
        foreach (var right in needed)
        {
            try
            {
                if (!await odoo.HasAccess(right.Model, right.Operation, cancellation)) missing.Add(new MissingRight(right, ModelAbsent: false));
            }
            catch (OdooException failed) when (failed.Failure is OdooFailure.ModelMissing)
            {
                missing.Add(new MissingRight(right, ModelAbsent: true));
            }
        }

        return missing;
    }
}
