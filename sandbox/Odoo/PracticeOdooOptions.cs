namespace Tandem.Sandbox.Odoo;

/// <summary>Which Odoo to imitate, and how it is set up.</summary>
public sealed record PracticeOdooOptions
{
    /// <summary>18 or 19.</summary>
    public int Version { get; init; } = 18;

    public string Database { get; init; } = "practice";

    /// <summary>The company's currency, by its code.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary><c>tax_calculation_rounding_method</c> of new databases: 18 per line, 19 over the document.</summary>
    public bool? RoundGlobally { get; init; }

    /// <summary>Digits of the precision "Product Price"; version 18 rounds unit prices to it, 19 only shows it.</summary>
    public int PricePrecision { get; init; } = 2;

    /// <summary>False leaves the connector's user without an e-mail address, on which version 18 refuses to post.</summary>
    public bool UserHasEmail { get; init; } = true;

    /// <summary>Groups of the connector's user, by external id.</summary>
    public IReadOnlyList<string> UserGroups { get; init; } =
    [
        "base.group_user", "base.group_partner_manager", "sales_team.group_sale_salesman_all_leads", "account.group_account_invoice",
        "stock.group_stock_user", "product.group_product_manager",
    ];

    /// <summary>
    /// Payments whose method has no outstanding account make no entry, although the invoice counts as paid: so do Odoo's Accounting app and early
    /// releases of version 18. False takes the company's own account, as the later releases of both versions do without that app.
    /// </summary>
    public bool PaymentsNeedAccount { get; init; }

    /// <summary>The app for manufacturing (mrp) is installed, and with it kits.</summary>
    public bool Manufacturing { get; init; }

    /// <summary>Calls take as long as a real Odoo's besides computing; null, as fast as they compute.</summary>
    public MeasuredPace? Pace { get; init; }

    /// <summary>TCP port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>True where amounts are rounded over the whole document.</summary>
    public bool Globally => RoundGlobally ?? Version >= 19;
}
