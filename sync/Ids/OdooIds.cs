using System.Globalization;

namespace Tandem.Sync;

/// <summary>A kind of Odoo record, by its technical model name.</summary>
public interface IOdooModel
{
    static abstract string Model { get; }
}

/// <summary>The database id of one Odoo record of a given model.</summary>
public readonly record struct OdooId<TModel>(int Value) where TModel : IOdooModel
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

public sealed class Partner : IOdooModel { public static string Model => "res.partner"; }

public sealed class Company : IOdooModel { public static string Model => "res.company"; }

public sealed class Product : IOdooModel { public static string Model => "product.product"; }

public sealed class Template : IOdooModel { public static string Model => "product.template"; }

public sealed class ProductCategory : IOdooModel { public static string Model => "product.category"; }

public sealed class Tax : IOdooModel { public static string Model => "account.tax"; }

public sealed class SaleOrder : IOdooModel { public static string Model => "sale.order"; }

public sealed class SaleOrderLine : IOdooModel { public static string Model => "sale.order.line"; }

public sealed class Warehouse : IOdooModel { public static string Model => "stock.warehouse"; }

public sealed class SalesTeam : IOdooModel { public static string Model => "crm.team"; }

public sealed class DeliveryMethod : IOdooModel { public static string Model => "delivery.carrier"; }

public sealed class Pricelist : IOdooModel { public static string Model => "product.pricelist"; }

public sealed class Country : IOdooModel { public static string Model => "res.country"; }

public sealed class CountryState : IOdooModel { public static string Model => "res.country.state"; }

public sealed class Invoice : IOdooModel { public static string Model => "account.move"; }

public sealed class InvoiceLine : IOdooModel { public static string Model => "account.move.line"; }

public sealed class Payment : IOdooModel { public static string Model => "account.payment"; }

public sealed class PaymentMethodLine : IOdooModel { public static string Model => "account.payment.method.line"; }

public sealed class Journal : IOdooModel { public static string Model => "account.journal"; }

public sealed class Account : IOdooModel { public static string Model => "account.account"; }

public sealed class Picking : IOdooModel { public static string Model => "stock.picking"; }

public sealed class Move : IOdooModel { public static string Model => "stock.move"; }

public sealed class StockLocation : IOdooModel { public static string Model => "stock.location"; }

public sealed class PaymentTerm : IOdooModel { public static string Model => "account.payment.term"; }

public sealed class UnitOfMeasure : IOdooModel { public static string Model => "uom.uom"; }
