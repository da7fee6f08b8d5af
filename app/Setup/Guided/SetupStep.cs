using Tandem.Sync.Failures;

namespace Tandem.App.Setup;

/// <summary>One step of guided setup: some paths of the decisions file, and whose decision they are.</summary>
/// <param name="Name">In addresses.</param>
/// <param name="Marker">The path that says that the step was decided.</param>
/// <param name="Paths">The sections and settings that it decides.</param>
public sealed record SetupStep(string Name, string Title, Role Owner, string Marker, IReadOnlyList<string> Paths)
{
    /// <summary>The steps in the order in which a shop is set up.</summary>
    public static IReadOnlyList<SetupStep> All { get; } =
    [
        new("connection", "Connection to Odoo", Role.Technical, "odoo.url", ["odoo.url", "odoo.database", "odoo.user", "odoo.secret"]),
        new("company", "Company and locations", Role.Operations, "odoo.company", ["odoo.company", "fulfillments.locations", "orders.warehouse", "orders.salesTeam"]),
        new("products", "Product identity", Role.Ecommerce, "products.shopify", ["products.shopify", "products.odoo"]),
        new("taxes", "Taxes", Role.Finance, "taxes", ["taxes"]),
        new("payments", "Payments and journals", Role.Finance, "payments.invoice", ["payments"]),
        new("customers", "Customers", Role.Ecommerce, "customers.strategy", ["customers"]),
        new("orders", "Orders and their lines", Role.Finance, "orders.confirmWhen",
            ["orders.take", "orders.confirmWhen", "orders.confirmThrough", "orders.bookIn", "orders.edits", "orders.cancellations", "orders.purchaseOrder", "orders.tags", "orders.pricelists", "orders.deliveryMethods", "orders.roundingLimit", "orders.lineProducts"]),
        new("policies", "Fulfillment and refunds", Role.Operations, "refunds.returns", ["fulfillments.notifyCustomer", "fulfillments.carriers", "refunds"]),
        new("ownership", "Whose word counts", Role.Ecommerce, "products.owners",
            ["products.owners", "products.pricelist", "products.compareAtPricelist", "products.vendorField", "products.inShopify", "products.inOdoo", "customFields", "inventory"]),
        new("notifications", "Pauses and notifications", Role.Technical, "flows.pauseAfter", ["flows", "reconciliation", "retention"]),
    ];

    public static SetupStep? Named(string name) => All.FirstOrDefault(step => step.Name == name);

    /// <summary>The step that decides a setting; null for none of them, such as the shop.</summary>
    public static SetupStep? Deciding(string? path) => path is null ? null : All.FirstOrDefault(step => step.Decides(path));

    public bool Decides(string path) => Paths.Any(own => Covers(own, path));

    /// <summary>Whether a path is another one, or stands above it.</summary>
    public static bool Covers(string above, string path)
    {
        ArgumentNullException.ThrowIfNull(above);
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith(above, StringComparison.Ordinal) && (path.Length == above.Length || path[above.Length] is '.' or '[');
    }

    /// <summary>The step that a finding belongs to that names no setting.</summary>
    public static SetupStep Concerning(SetupFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return Deciding(finding.Setting) ?? Named(finding.Step switch
        {
            "company" => "company",
            "booking" => "orders",
            "payments" => "payments",
            "products" or "stock" => "ownership",
            _ => "connection",
        })!;
    }
}
