using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Tandem.App.Install;

namespace Tandem.App.Hosting;

/// <summary>How much one sender may ask of this server: pages by person, webhooks by how many are in hand.</summary>
internal static class Limits
{
    public const string Pages = "pages";
    public const string Deliveries = "webhooks";

    /// <summary>The largest thing that anybody sends is a decisions file; a webhook has a smaller limit of its own.</summary>
    private const long LargestBody = 10_000_000;

    private const int RetryAfterSeconds = 10;

    /// <param name="deliveries">Webhooks in hand at once.</param>
    /// <param name="queue">Webhooks that wait behind them.</param>
    public static void AddTandemLimits(this WebApplicationBuilder builder, int deliveries = 256, int queue = 2048)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.AddRateLimiter(options =>
        {
            options.AddPolicy(Pages, context => RateLimitPartition.GetTokenBucketLimiter(Person(context), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = 300, TokensPerPeriod = 30, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
            }));
            // Their bodies are in memory until they are committed; who waits here has sent none of it yet.
            options.AddPolicy(Deliveries, _ => RateLimitPartition.GetConcurrencyLimiter("", _ => new ConcurrencyLimiterOptions { PermitLimit = deliveries, QueueLimit = queue }));
            options.OnRejected = (rejected, _) =>
            {
                var policy = rejected.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
                rejected.HttpContext.Response.StatusCode = policy == Deliveries ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status429TooManyRequests;
                rejected.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
    }

    /// <summary>One bucket for each person of each shop.</summary>
    private static string Person(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true ? AdminSession.Of(context.User).ToString() : context.Connection.RemoteIpAddress?.ToString() ?? "";
}
