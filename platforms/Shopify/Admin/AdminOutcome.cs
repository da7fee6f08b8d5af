using System.Text.Json;
using Tandem.Shopify.Failures;

namespace Tandem.Shopify.Admin;

/// <summary>One answer, understood.</summary>
internal abstract record AdminOutcome
{
    private AdminOutcome() { }

    /// <summary>What was asked is there.</summary>
    /// <param name="Body">The whole answer; the holder disposes it.</param>
    /// <param name="Notes">What Shopify denied that is not needed.</param>
    public sealed record Answered(JsonDocument Body, IReadOnlyList<string> Notes) : AdminOutcome
    {
        public JsonElement Data => Body.RootElement.GetProperty("data");
    }

    public sealed record Failed(ShopifyFailure Failure) : AdminOutcome;
}
