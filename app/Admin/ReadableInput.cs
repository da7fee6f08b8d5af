using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Tandem.App.Install;

namespace Tandem.App.Admin;

/// <summary>Turns away what no form of the pages can have sent: a body that is no form, or a letter that no database keeps.</summary>
internal static class ReadableInput
{
    /// <summary>A tax map sends three fields for each of its rows.</summary>
    public const int MostFields = 10_000;

    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.Request.Query.Any(entry => Unkept(entry.Key, entry.Value))) return Refused(context);
        try
        {
            if (context.Request.HasFormContentType && (await context.Request.ReadFormAsync(context.RequestAborted)).Any(entry => Unkept(entry.Key, entry.Value))) return Refused(context);
        }
        catch (Exception failure) when (failure is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return Refused(context);
        }

        return await next(invocation);
    }

    [SuppressMessage("Globalization", "CA1307", Justification = "A character is looked for, not a text.")]
    private static bool Unkept(string name, StringValues values) => name.Contains('\0') || values.Any(value => value is not null && value.Contains('\0'));

    private static RazorComponentResult<RefusedPage> Refused(HttpContext context)
    {
        var services = context.RequestServices;
        var frame = PageFrame.Of(services.GetRequiredService<IOptions<AdminSettings>>().Value, AdminSession.Of(context.User).Shop, services.GetRequiredService<TimeProvider>().GetUtcNow());
        return PageRequest.Show<RefusedPage>(new { Frame = frame, Sentence = Say("What was sent could not be read, so nothing was done. Go back, load the page again, and type it anew.") }, StatusCodes.Status400BadRequest);
    }
}
