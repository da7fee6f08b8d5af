using System.Globalization;
using Tandem.Sandbox.Admin;
using Tandem.Sandbox.Odoo;

namespace Tandem.Sandbox.House;

/// <summary>The warehouses of a practice Odoo, as a person who counts in them sees them.</summary>
internal sealed class PracticeShelf(PracticeOdoo odoo) : IStockShelf
{
    private const string Quant = "stock.quant";

    public IReadOnlyList<(int Id, string Name)> Places =>
        [.. odoo.Records("stock.warehouse").Where(house => house["active"] is not false).Select(house => (Number(house["lot_stock_id"]), $"{house["code"]}/Stock"))];

    public (decimal There, decimal Reserved)? Find(string reference, int place)
    {
        if (Product(reference) is not { } product) return null;
        var quants = Quants(product, place);
        return (quants.Sum(quant => Amount(quant["quantity"])), quants.Sum(quant => Amount(quant["reserved_quantity"])));
    }

    public void Count(string reference, int place, decimal quantity)
    {
        if (Product(reference) is not { } product) return;
        if (Quants(product, place) is [var quant, ..]) odoo.Change(Quant, Number(quant["id"]), new Dictionary<string, object?> { ["quantity"] = quantity });
        else odoo.Add(Quant, new Dictionary<string, object?> { ["product_id"] = product, ["location_id"] = place, ["quantity"] = quantity });
    }

    private int? Product(string reference) => odoo.Records("product.product").FirstOrDefault(product => product["default_code"] as string == reference) is { } found ? Number(found["id"]) : null;

    private List<IReadOnlyDictionary<string, object?>> Quants(int product, int place) =>
        [.. odoo.Records(Quant).Where(quant => Number(quant["product_id"]) == product && Number(quant["location_id"]) == place)];

    private static int Number(object? value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private static decimal Amount(object? value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
