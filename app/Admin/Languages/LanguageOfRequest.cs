using System.Globalization;

namespace Tandem.App.Admin;

/// <summary>Gives each request for a page its language: the admin's, which Shopify passes as <c>locale</c>, else the browser's, else English.</summary>
internal sealed class LanguageOfRequest : IStartupFilter
{
    public const string Parameter = "locale";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(Speak);
        next(app);
    };

    public static Language Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Query[Parameter] is [{ Length: > 0 } asked, ..]) return Language.Named(asked) ?? Language.English;
        // App Bridge sends the admin's language here with every fetch.
        return request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1).Select(one => Language.Named(one.Value.Value)).FirstOrDefault(known => known is not null) ?? Language.English;
    }

    /// <summary>CurrentCulture stays: what is written for machines must not depend on who looks.</summary>
    private static Task Speak(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/app", StringComparison.Ordinal)) CultureInfo.CurrentUICulture = Of(context.Request).Culture;
        return next(context);
    }
}
