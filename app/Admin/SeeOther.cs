using Microsoft.AspNetCore.WebUtilities;

namespace Tandem.App.Admin;

/// <summary>303: the action is taken; read its page next.</summary>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        // Who follows it with nothing but the address is still spoken to in the same language.
        httpContext.Response.Headers.Location = httpContext.Request.Query[LanguageOfRequest.Parameter] is [{ Length: > 0 } spoken, ..] ? QueryHelpers.AddQueryString(location, LanguageOfRequest.Parameter, spoken) : location;
        return Task.CompletedTask;
    }
}
