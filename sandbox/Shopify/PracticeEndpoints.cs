using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Sandbox.Shopify.Faults;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Tokens;

namespace Tandem.Sandbox.Shopify;

/// <summary>Shopify's addresses: the shop is in the path (<c>/shops/{shop}</c>) or in the Host header.</summary>
internal sealed class PracticeEndpoints(PracticeShopify shopify)
{
    private readonly TokenEndpoint tokens = new(shopify.Options, shopify.Authorizations);

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var prefix in new[] { "/shops/{shop}", "" })
        {
            routes.MapPost($"{prefix}/admin/oauth/access_token", Token);
            routes.MapPost($"{prefix}/admin/api/{{version}}/graphql.json", Graph);
            routes.MapPost($"{prefix}/staged", Staged);
            routes.MapGet($"{prefix}/admin/oauth/authorize", (HttpContext http) => Shop(http) is { } shop ? shopify.Authorizations.Authorize(http.Request, shop) : Results.NotFound());
            routes.MapGet($"{prefix}/admin/oauth/install", async (HttpContext http) => Shop(http) is { } shop ? await shopify.Authorizations.Install(http, shop) : Results.NotFound());
        }

        routes.MapGet("/shops/{shop}/bulk/{number}.jsonl", Bulk);
    }

    /// <summary>As a store of files does: the form says where, and the file comes last.</summary>
    private async Task Staged(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (Shop(http) is not { } shop || form.Files.GetFile("file") is not { } file)
        {
            await Problem(http, StatusCodes.Status400BadRequest, "Bad Request");
            return;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, http.RequestAborted);
        http.Response.StatusCode = shop.Files.Take(form["key"].ToString(), bytes.ToArray()) ? StatusCodes.Status201Created : StatusCodes.Status403Forbidden;
    }

    private async Task Token(HttpContext http)
    {
        if (Shop(http) is not { } shop) await Problem(http, StatusCodes.Status404NotFound, "Not Found");
        else if (await Misbehaves(http, shopify.Faults.Meet(["token"], shop.Domain))) return;
        else await (await tokens.Answer(http.Request, shop)).ExecuteAsync(http);
    }

    /// <summary>A file needs no token: its address is the secret, and it expires.</summary>
    private async Task Bulk(HttpContext http, string number)
    {
        if (Shop(http)?.Bulk.Fetch(number) is { } file) await http.Response.Body.WriteAsync(file, http.RequestAborted);
        else await Problem(http, StatusCodes.Status403Forbidden, "Expired");
    }

    private async Task Graph(HttpContext http)
    {
        http.Response.Headers["X-Request-Id"] = Guid.NewGuid().ToString();
        http.Response.Headers["X-Shopify-API-Version"] = PracticeShopify.ApiVersion;
        if (Shop(http) is not { } shop)
        {
            await Problem(http, StatusCodes.Status404NotFound, "Not Found");
            return;
        }

        var request = await shopify.Read(http.Request);
        var fault = shopify.Faults.Meet(request is null ? [] : shopify.Names(request), shop.Domain);
        if (await Misbehaves(http, fault)) return;
        if (!shop.Tokens.Accepts(http.Request.Headers["X-Shopify-Access-Token"].ToString()))
            await Problem(http, StatusCodes.Status401Unauthorized, "[API] Invalid API key or access token (unrecognized login or wrong password)");
        else if (request is null)
            await Problem(http, StatusCodes.Status400BadRequest, "Required parameter missing or invalid");
        else
            await Answer(http, shop, request, fault);
    }

    private async Task Answer(HttpContext http, PracticeShop shop, GraphRequest request, Fault? fault)
    {
        if (fault is Fault.Throttled) shopify.BucketOf(shop).Drain();
        // A mutation that may not be asked for is not done.
        var answer = fault is Fault.Denied refused && request.Query.TrimStart().StartsWith("mutation", StringComparison.Ordinal) && shopify.Names(request).Contains(refused.Field)
            ? System.Text.Encoding.UTF8.GetBytes("{\"data\":{\"" + refused.Field + "\":{}}}")
            : await shopify.Answer(request, shop, fault is Fault.Slow ? CancellationToken.None : http.RequestAborted);
        answer = fault switch
        {
            Fault.Denied denied => Damage.Deny(answer, denied.Field),
            Fault.UnknownValue unknown => Damage.Replace(answer, unknown.Field, unknown.Value),
            Fault.InternalError => """{"errors":[{"message":"Internal error. Looks like something went wrong on our end.","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}"""u8.ToArray(),
            _ => answer,
        };
        if (fault is Fault.Slow { AfterDoing: true } late) await Task.Delay(late.By, shopify.Options.Clock, http.RequestAborted);
        if (fault is Fault.Dropped)
        {
            http.Abort();
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }

    /// <summary>Does what a fault wants instead of an answer; false when an answer is wanted all the same.</summary>
    private async Task<bool> Misbehaves(HttpContext http, Fault? fault)
    {
        switch (fault)
        {
            case Fault.Slow { AfterDoing: false } slow:
                // The real server works on when its client goes away.
                await Task.Delay(slow.By, shopify.Options.Clock, CancellationToken.None);
                return false;
            case Fault.Dropped { AfterDoing: false }:
                http.Abort();
                return true;
            case Fault.Status status:
                if (status.RetryAfter is { } wait) http.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
                await Problem(http, status.Code, Message(status.Code));
                return true;
            case Fault.Html html:
                http.Response.StatusCode = html.Code;
                http.Response.ContentType = "text/html; charset=utf-8";
                await http.Response.WriteAsync("<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>", http.RequestAborted);
                return true;
            default:
                return false;
        }
    }

    private static string Message(int code) => code switch
    {
        401 => "[API] Invalid API key or access token (unrecognized login or wrong password)",
        402 => "Unavailable Shop",
        403 => "[API] This action requires merchant approval for read_orders scope.",
        404 => "Not Found",
        423 => "Locked",
        429 => "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.",
        430 => "Shopify Security Rejection",
        _ => "Internal Server Error",
    };

    private static Task Problem(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new Dictionary<string, string> { ["errors"] = message }, http.RequestAborted);
    }

    private PracticeShop? Shop(HttpContext http) =>
        shopify.Shop(http.Request.RouteValues["shop"] as string ?? http.Request.Host.Host);
}
