using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Tests.Launch;

/// <summary>Every page of the app with addresses that show it, and every action; both are compared with the app's own routes, so that none is forgotten.</summary>
internal static class AppPages
{
    public static readonly string[] Steps = ["connection", "company", "products", "taxes", "payments", "customers", "orders", "policies", "ownership", "notifications"];

    /// <summary>What is downloaded and not looked at.</summary>
    public static readonly string[] Files = ["/app/products.csv", "/app/review.csv", "/app/setup/decisions.json", "/app/privacy/{id:long:min(1)}/customer.json"];

    private static readonly Dictionary<string, string[]> Pages = new(StringComparer.Ordinal)
    {
        ["/app"] = ["/app"],
        ["/app/setup"] = ["/app/setup"],
        ["/app/setup/{name}"] = [.. Steps.Select(step => $"/app/setup/{step}")],
        ["/app/launch"] = ["/app/launch"],
        ["/app/launch/pilot/{id:long:min(1)}"] = ["/app/launch/pilot/~order"],
        ["/app/orders"] = ["/app/orders"],
        ["/app/orders/{id:long:min(1)}"] = ["/app/orders/~order", "/app/orders/~blocked"],
        ["/app/exceptions"] = ["/app/exceptions"],
        ["/app/products"] = ["/app/products"],
        ["/app/products/fields"] = ["/app/products/fields"],
        ["/app/products/{product:long:min(1)}/trace"] = ["/app/products/~product/trace"],
        ["/app/products/{variant:long:min(1)}/link"] = ["/app/products/~variant/link"],
        ["/app/stock"] = ["/app/stock"],
        ["/app/stock/{location:long:min(1)}"] = ["/app/stock/~location"],
        ["/app/reconciliation"] = ["/app/reconciliation"],
        ["/app/history"] = ["/app/history"],
        ["/app/review"] = ["/app/review"],
        ["/app/privacy"] = ["/app/privacy"],
    };

    /// <summary>Each page's address with a name for it; the words in them stand for the numbers that are given.</summary>
    public static IReadOnlyList<(string Name, string Path)> Of(params (string Word, long Number)[] known) =>
    [
        .. Pages.Values.SelectMany(paths => paths).Select(path => (
            path[1..].Replace('/', '-').Replace("~", "", StringComparison.Ordinal),
            known.Aggregate(path, (text, one) => text.Replace($"~{one.Word}", one.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))),
    ];

    /// <summary>What is known here and not to the app, and the other way.</summary>
    public static IEnumerable<string> Strangers(IServiceProvider services)
    {
        var known = Pages.Keys.Concat(Files).ToHashSet(StringComparer.Ordinal);
        known.SymmetricExceptWith(Routes(services, "GET"));
        return known;
    }

    /// <summary>The app's own addresses for people.</summary>
    public static IReadOnlyList<string> Routes(IServiceProvider services, string method) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(method))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Distinct().Order(StringComparer.Ordinal),
    ];
}
