using System.Net.Http.Headers;
using Tandem.Shopify.Failures;

namespace Tandem.Shopify.Admin;

/// <summary>What every HTTP exchange with Shopify has in common: no answer becomes <see cref="ShopifyFailure.Unreachable"/>.</summary>
internal static class ShopifyHttp
{
    /// <summary>The named HTTP client; it follows no redirection, so that no token or secret travels to another host.</summary>
    public const string Client = "Tandem.Shopify";

    /// <exception cref="ShopifyException">No answer came.</exception>
    public static async Task<T> Send<T>(
        IHttpClientFactory clients,
        HttpRequestMessage request,
        Attempted attempted,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            return await read(response, cancellationToken);
        }
        catch (HttpRequestException cause)
        {
            throw new ShopifyException(new ShopifyFailure.Unreachable(attempted, cause.HttpRequestError.ToString()), cause);
        }
        catch (IOException cause)
        {
            throw new ShopifyException(new ShopifyFailure.Unreachable(attempted, "the connection broke"), cause);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ShopifyException(new ShopifyFailure.Unreachable(attempted, "no answer in time"), cause);
        }
    }

    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        { Date: not null } => TimeSpan.Zero,
        // Shopify writes fractions (2.0), which the header's own type refuses.
        _ => Fraction(response.Headers),
    };

    private static TimeSpan? Fraction(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("Retry-After", out var values)
        && decimal.TryParse(values.ToString(), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and < 86_400
            ? TimeSpan.FromSeconds((double)seconds)
            : null;
}
