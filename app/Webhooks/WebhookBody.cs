using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Tandem.App.Webhooks;

/// <summary>Reads a request's raw bytes, never more than the limit.</summary>
internal static class WebhookBody
{
    /// <summary>In bytes; Shopify's largest orders stay well below.</summary>
    public const int Limit = 2 << 20;

    /// <summary>Null when the body is larger than the limit.</summary>
    /// <exception cref="BadHttpRequestException">The sender ended before it had sent what it announced.</exception>
    public static async Task<byte[]?> Read(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit) return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > Limit) return null;
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
