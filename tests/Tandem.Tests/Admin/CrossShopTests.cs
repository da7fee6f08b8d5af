using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Admin;

/// <summary>Every address that names a record, asked with another shop's token, answers as if the record did not exist; the addresses are taken from the app itself, so that none is forgotten.</summary>
public sealed class CrossShopTests(AdminHost host) : IClassFixture<AdminHost>
{
    private const string Known = "1031";
    private const string Unknown = "9999";

    /// <summary>Proved with both systems behind them, where shops are installed and set up.</summary>
    private static readonly string[] WithBothSystems = ["/app/setup", "/app/launch"];

    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_shops_record_is_as_one_that_does_not_exist()
    {
        using var stranger = host.As("beta.myshopify.com");
        var asked = 0;
        foreach (var (method, pattern) in Addresses().Where(address => address.Pattern.Parameters.Count > 0))
        {
            var (theirs, nobodys) = (await Ask(stranger, method, pattern, Known), await Ask(stranger, method, pattern, Unknown));

            Assert.Equal(nobodys, theirs);
            Assert.NotEqual(HttpStatusCode.InternalServerError, theirs.Status);
            asked++;
        }

        Assert.True(asked >= 7, $"Only {asked} addresses name a record.");
        Assert.Empty(await host.Services.GetRequiredService<IActivity>().Of(RecordKey.Order(SampleShops.Beta, new(1031)), new Page(5), stop));
    }

    [Fact]
    public async Task Without_a_session_no_address_says_whether_anything_exists()
    {
        using var nobody = host.Client();
        foreach (var (method, pattern) in Addresses(all: true))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Filled(pattern, Known)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "not-a-token") } };
            using var answer = await nobody.SendAsync(request, stop);

            Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(stop)));
        }
    }

    private async Task<(HttpStatusCode Status, string Body, string? Location)> Ask(HttpClient client, string method, RoutePattern pattern, string record)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Filled(pattern, record));
        if (method == "POST") request.Content = new FormUrlEncodedContent([KeyValuePair.Create("reason", "why"), KeyValuePair.Create("product", "7"), KeyValuePair.Create("units", "1")]);
        using var answer = await client.SendAsync(request, stop);
        string Blank(string? text) => (text ?? "").Replace(record, "…", StringComparison.Ordinal);
        return (answer.StatusCode, Blank(await answer.Content.ReadAsStringAsync(stop)), Blank(answer.Headers.Location?.OriginalString));
    }

    private static string Filled(RoutePattern pattern, string record) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : record))));

    private List<(string Method, RoutePattern Pattern)> Addresses(bool all = false) =>
    [
        .. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } text && text.StartsWith("/app", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>() is not null)
            .Where(endpoint => all || !WithBothSystems.Any(room => endpoint.RoutePattern.RawText!.StartsWith(room, StringComparison.Ordinal)))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (method, endpoint.RoutePattern))),
    ];
}
