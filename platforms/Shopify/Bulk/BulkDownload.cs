using System.Net;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;

namespace Tandem.Shopify.Bulk;

/// <summary>Brings the file of a bulk operation onto the disk before it is read: a connection that breaks in the middle costs a new try, not a wrong list.</summary>
internal sealed class BulkDownload(IHttpClientFactory clients)
{
    private const int Tries = 3;

    /// <returns>The whole file, which is gone once it is closed; null when the address has expired.</returns>
    /// <exception cref="ShopifyException">It could not be had whole, or the disk would not take it.</exception>
    public async Task<Stream?> ToDisk(BulkState state, Attempted attempted, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            var file = Disk(attempted);
            try
            {
                if (await Copy(state.Url!, file, stop) is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone)
                {
                    await file.DisposeAsync();
                    return null;
                }

                if (state.Size is { } size && file.Length != size) throw new HttpRequestException($"{file.Length} of {size} bytes");
                file.Position = 0;
                return file;
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or ArgumentOutOfRangeException or TaskCanceledException && !stop.IsCancellationRequested)
            {
                await file.DisposeAsync();
                if (IsDisk(broken)) throw Refused(attempted, broken);
                if (tries < Tries) continue;
                throw new ShopifyException(new ShopifyFailure.BulkUnusable(attempted, $"its file could not be fetched whole: {broken.Message.TrimEnd('.')}"), broken);
            }
        }
    }

    /// <summary>A file that is gone once it is closed; what was written to it is in it, so that closing cannot fail.</summary>
    public static FileStream Temporary(string kind) => new(Path.Combine(Path.GetTempPath(), $"tandem-{Guid.NewGuid():N}.{kind}"), new FileStreamOptions
    {
        Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous, BufferSize = 0,
    });

    /// <summary>No room, a file too large, and a quota that is used up, as Linux numbers them; and no room, as Windows does.</summary>
    private static readonly int[] DiskFull = [28, 27, 122, unchecked((int)0x80070070)];

    /// <summary>No token goes along: the address alone opens the file.</summary>
    private async Task<HttpStatusCode> Copy(Uri address, FileStream file, CancellationToken stop)
    {
        using var client = clients.CreateClient(ShopifyHttp.Client);
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stop);
        if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone) return answer.StatusCode;
        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(file, stop);
        return answer.StatusCode;
    }

    private static FileStream Disk(Attempted attempted)
    {
        try
        {
            return Temporary("jsonl");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Refused(attempted, refused);
        }
    }

    /// <summary>A file that would grow beyond what its owner may have is an argument out of range to .NET, and what a copy fails by stands within.</summary>
    public static bool IsDisk(Exception broken) =>
        broken is ArgumentOutOfRangeException || (broken is IOException && DiskFull.Contains(broken.HResult)) || (broken.InnerException is { } inner && IsDisk(inner));

    /// <summary>It is no use to fetch again what cannot be kept.</summary>
    public static ShopifyException Refused(Attempted attempted, Exception refused) =>
        new(new ShopifyFailure.BulkUnusable(attempted, $"this machine's disk does not take its file: {refused.GetBaseException().Message.TrimEnd('.')}"), refused);
}
