using System.Globalization;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Reading;

namespace Tandem.Shopify.Bulk;

/// <summary>The documents that ask for a bulk operation, look at it and end it.</summary>
internal static class BulkDocuments
{
    private const string Folder = "Bulk";

    /// <summary>Not repeatable: an operation whose answer was lost runs all the same.</summary>
    public static readonly AdminDocument<string> Start = new(Folder, "BulkStart")
    {
        Purpose = "asking for a whole list",
        Repeatable = false,
        Read = data => data.Get("bulkOperationRunQuery").Get("bulkOperation").Get("id").Text,
    };

    public static readonly AdminDocument<BulkState?> State = new(Folder, "BulkState")
    {
        Purpose = "looking at bulk operation {id}",
        Read = data => data.GetOrNull("bulkOperation") is { } operation ? Stated(operation) : null,
    };

    public static readonly AdminDocument<bool> Cancel = new(Folder, "BulkCancel")
    {
        Purpose = "ending bulk operation {id}",
        Read = data => data.Get("bulkOperationCancel").GetOrNull("bulkOperation") is not null,
    };

    private static BulkState Stated(ShopifyField operation) => new(
        operation.Get("status").Text, operation.GetOrNull("errorCode")?.Text, Number(operation.Get("objectCount")),
        operation.GetOrNull("fileSize") is { } size ? Number(size) : null, operation.GetOrNull("url") is { } url ? new Uri(url.Text) : null);

    /// <summary>An UnsignedInt64 is text.</summary>
    private static long Number(ShopifyField number) => long.Parse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>Where a bulk operation stands (Shopify BulkOperation).</summary>
/// <param name="ErrorCode">Why a failed one failed.</param>
/// <param name="Objects">Lines of its file, once it is complete.</param>
/// <param name="Size">Bytes of its file; null where it found nothing.</param>
/// <param name="Url">Where its file is for seven days; null where it found nothing.</param>
internal sealed record BulkState(string Status, string? ErrorCode, long Objects, long? Size, Uri? Url)
{
    public bool Runs => Status is "CREATED" or "RUNNING" or "CANCELING";
}
