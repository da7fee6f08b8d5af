using Tandem.App.Admin;

namespace Tandem.App.Install;

/// <summary>The answer to a request without a valid session: a document goes and gets one, a fetch is told to try again with a fresh one.</summary>
internal static class SessionChallenge
{
    public const string RetryHeader = "X-Shopify-Retry-Invalid-Session-Request";

    public static Task Answer(HttpContext context, AdminSettings settings)
    {
        if (!SessionTokens.IsDocument(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers[RetryHeader] = "1";
            return Task.CompletedTask;
        }

        context.Response.Headers.CacheControl = "no-store";
        switch (DocumentAnswer.To(context.Request, settings))
        {
            case DocumentAnswer.Bounce(var location):
                context.Response.Redirect(location);
                return Task.CompletedTask;
            case DocumentAnswer.OpenInAdmin(var location):
                context.Response.Redirect(location);
                return Task.CompletedTask;
            case DocumentAnswer.AskAppBridge:
                return BouncePage.Show(context, settings);
            case var other:
                throw new InvalidOperationException($"No answer for {other.GetType().Name}.");
        }
    }
}
