using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Tokens;

namespace Tandem.Shopify.Admin;

/// <summary>One HTTP exchange with a shop's <c>graphql.json</c>.</summary>
internal sealed class AdminEndpoint(IHttpClientFactory clients, IOptions<ShopifyOptions> options, TimeProvider time)
{
    /// <exception cref="ShopifyException">No answer came.</exception>
    public async Task<AdminReply> Post(Attempted attempted, AccessToken token, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var path = $"/admin/api/{options.Value.ApiVersion}/graphql.json";
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Endpoint(attempted.Shop, path));
        request.Headers.Add("X-Shopify-Access-Token", token.Value);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await ShopifyHttp.Send(clients, request, attempted, Read, cancellationToken);
    }

    /// <summary>The request body; nulls in the variables stay nulls.</summary>
    public static ReadOnlyMemory<byte> Body(AdminDocument document, JsonObject variables) =>
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["query"] = document.Text,
            ["operationName"] = document.Name,
            ["variables"] = variables.DeepClone(),
        });

    private async Task<AdminReply> Read(HttpResponseMessage response, CancellationToken cancellationToken) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsByteArrayAsync(cancellationToken),
        Header(response, "X-Request-Id"),
        Header(response, "X-Shopify-API-Version"),
        ShopifyHttp.RetryAfter(response, time));

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
