using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tandem.Grains.Shops;
using Tandem.Shopify.Orders;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>Marks what a comparison looked at: both sides, the decisions, and the program that compares.</summary>
internal static class AuditMark
{
    private static readonly string Program = $"{typeof(AuditMark).Module.ModuleVersionId:N}{typeof(SaleProgress).Module.ModuleVersionId:N}";

    /// <returns>Null where Shopify's list shows too little to tell whether the order changed.</returns>
    public static string? Of(ShopBook book, PlacedOrder placed, SaleProgress? held) => placed.Mark is null
        ? null
        : Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{Program} {book.Version} {placed.Mark} {JsonSerializer.Serialize(held)}")));
}
