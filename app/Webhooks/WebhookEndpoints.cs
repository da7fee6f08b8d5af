using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tandem.Shopify;
using Tandem.Shopify.Webhooks;

namespace Tandem.App.Webhooks;

/// <summary><c>POST /webhooks</c>: verify, write down, acknowledge. A 200 means "committed".</summary>
public static class WebhookEndpoints
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<ShopifyOptions>().BindConfiguration(ShopifyOptions.Section);
        return services.AddSingleton<WebhookCounts>().AddSingleton<PrivacyNews>().AddSingleton<AppDesk>().AddSingleton<WebhookDesk>();
    }

    public static IEndpointConventionBuilder MapWebhooks(this IEndpointRouteBuilder routes) => routes.MapPost("/webhooks", Receive);

    private static async Task<IResult> Receive(HttpContext context, IOptionsMonitor<ShopifyOptions> options, WebhookDesk desk, WebhookCounts counts, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        using var activity = WebhookCounts.Arrives();
        var answer = await Answer(context, options, desk);
        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        activity?.SetTag("http.response.status_code", status);
        counts.Answered(clock.GetElapsedTime(started), status);
        return answer;
    }

    private static async Task<IResult> Answer(HttpContext context, IOptionsMonitor<ShopifyOptions> options, WebhookDesk desk)
    {
        byte[]? body;
        try
        {
            body = await WebhookBody.Read(context.Request, context.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            return desk.Refuse(e.StatusCode, "The request ended before its body was whole.");
        }

        if (body is null) return desk.Refuse(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {WebhookBody.Limit} bytes.");
        if (body.Length == 0) return desk.Refuse(StatusCodes.Status400BadRequest, "The body is empty.");
        return context.Request.HasJsonContentType()
            ? await desk.Answer(WebhookReading.Read(context.Request.Headers, body, options.CurrentValue), body, context)
            : desk.Refuse(StatusCodes.Status400BadRequest, "The content type is not application/json.");
    }
}
