using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Reading;
using Tandem.Sync;

namespace Tandem.Shopify.Tokens;

/// <summary>One exchange with a shop's <c>/admin/oauth/access_token</c>.</summary>
internal sealed class TokenEndpoint(IHttpClientFactory clients, IOptions<ShopifyOptions> options, TimeProvider time)
{
    /// <exception cref="ShopifyException">Shopify refused the grant or could not be reached.</exception>
    public async Task<ShopTokenSet> Request(ShopDomain shop, TokenGrant grant, CancellationToken cancellationToken)
    {
        var attempted = new Attempted(shop, grant is TokenGrant.RefreshToken ? "renewing the token" : "getting a token");
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Endpoint(shop, "/admin/oauth/access_token"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new StringContent(grant.Body(options.Value).ToJsonString(), Encoding.UTF8, "application/json");
        var reply = await ShopifyHttp.Send(clients, request, attempted, Read, cancellationToken);
        return reply.Status == 200
            ? Understand(attempted with { RequestId = reply.RequestId }, reply, grant)
            : throw new ShopifyException(Refusal(attempted with { RequestId = reply.RequestId }, reply));
    }

    private ShopTokenSet Understand(Attempted attempted, AdminReply reply, TokenGrant grant)
    {
        try
        {
            using var json = JsonDocument.Parse(reply.Body);
            return TokenAnswer.Read(json.RootElement, grant, time.GetUtcNow());
        }
        catch (JsonException cause)
        {
            throw new ShopifyException(new ShopifyFailure.BadAnswer(attempted, $"it is {HttpStatusReading.Said(reply.Body.Span)}"), cause);
        }
        catch (UnreadableException cause)
        {
            throw new ShopifyException(new ShopifyFailure.BadAnswer(attempted, $"{cause.Field} {cause.Reason}"), cause);
        }
    }

    /// <summary>400 says that the grant itself is used up or wrong; the other statuses mean what they mean elsewhere.</summary>
    private ShopifyFailure Refusal(Attempted attempted, AdminReply reply) => reply.Status == 400
        ? new ShopifyFailure.TokenRefused(attempted, HttpStatusReading.Said(reply.Body.Span))
        : HttpStatusReading.Read(attempted, reply, options.Value.ApiVersion);

    private async Task<AdminReply> Read(HttpResponseMessage response, CancellationToken cancellationToken) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsByteArrayAsync(cancellationToken),
        response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.FirstOrDefault() : null,
        null,
        ShopifyHttp.RetryAfter(response, time));
}
