using System.Security.Cryptography;
using System.Text.Json;

namespace Tandem.Sync.Customers;

/// <summary>A short text that is equal for plans with the same customer and addresses; says nothing about either.</summary>
public static class CustomerDigest
{
    public static string Of(CustomerPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plan)).AsSpan(0, 12));
    }
}
