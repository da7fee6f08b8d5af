using System.Security.Cryptography;
using System.Text.Json;

namespace Tandem.Sync.Orders;

/// <summary>What an order says, in one short text: equal when nothing that matters to Odoo has changed.</summary>
public static class OrderFingerprint
{
    /// <summary>Leaves out the time of the last change and our own mark, so that the echo of our own write is recognised.</summary>
    public static string Of(ShopOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var content = JsonSerializer.SerializeToUtf8Bytes(order with { UpdatedAt = default, OdooMark = null });
        return Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
    }
}
