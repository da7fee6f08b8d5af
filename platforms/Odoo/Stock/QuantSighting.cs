using Tandem.Odoo.Records;
using Tandem.Sync;

namespace Tandem.Odoo.Stock;

/// <summary>One quant as it was seen (stock.quant): so much of a product in one place; or a move, which says no quantity.</summary>
/// <param name="WrittenAt">When the transaction began that wrote it last.</param>
public sealed record QuantSighting(int Id, OdooId<Product> Product, decimal Quantity, decimal Reserved, DateTimeOffset WrittenAt) : IWrittenRow;
