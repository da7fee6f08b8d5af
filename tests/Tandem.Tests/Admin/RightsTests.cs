using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.App.Admin;
using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Admin;

/// <summary>Who may do what day by day; the actions are taken from the app itself, so that none is forgotten.</summary>
public sealed class RightsTests(AdminHost host) : IClassFixture<AdminHost>
{
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_colleague_without_a_role_looks_at_everything_and_does_nothing_and_is_told_who_may()
    {
        await host.Services.GetRequiredService<IStaff>().Meet(SampleShops.Alpha, "42", stop);
        using var colleague = host.Client(TokenForge.Sign(With(TokenForge.Claims(host.Clock.GetUtcNow()), "77")));
        var before = (await host.Services.GetRequiredService<IInbox>().Backlogs(stop)).Sum(backlog => backlog.Signals);
        using var looked = await colleague.GetAsync("/app/orders/1031", stop);
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        var asked = 0;
        foreach (var action in Actions())
        {
            using var form = new FormUrlEncodedContent(Fields);
            using var answer = await colleague.PostAsync(action, form, stop);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{action} answered {answer.StatusCode}");
            Assert.Matches("Only .* The page Launch says who that is|Only somebody with a role here", await answer.Content.ReadAsStringAsync(stop));
            asked++;
        }

        Assert.True(asked >= 14, $"Only {asked} actions.");
        Assert.Equal(before, (await host.Services.GetRequiredService<IInbox>().Backlogs(stop)).Sum(backlog => backlog.Signals));
        Assert.All(await host.Services.GetRequiredService<IFlows>().Of(SampleShops.Alpha, stop), flow => Assert.Null(flow.Paused));
    }

    [Theory]
    [InlineData(Flow.Payments, Role.Finance, true)]
    [InlineData(Flow.Payments, Role.Ecommerce, false)]
    [InlineData(Flow.Fulfillments, Role.Operations, true)]
    [InlineData(Flow.Orders, Role.Finance, false)]
    [InlineData(Flow.Orders, Role.Technical, true)]
    public void A_flow_is_paused_by_those_who_answer_for_it(Flow flow, Role role, bool may) =>
        Assert.Equal(may, DailyRights.May(new StaffMember("7", "", false, new HashSet<Role> { role }), DailyRights.Of(flow)));

    private static KeyValuePair<string, string>[] Fields =>
    [
        new("reason", "why"), new("product", "7"), new("units", "1"), new("code", "TaxUnmapped"), new("subject", "x"),
        new("kind", "order"), new("record", "1001"), new("finding", "Differs"), new("field", "total"), new("days", "3"),
    ];

    private IEnumerable<string> Actions() => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
        .Select(endpoint => endpoint.RoutePattern)
        // Setup and launch have rights of their own, by step; a finding's are its owner's, proved where there are findings.
        .Where(pattern => pattern.RawText is { } text && !text.StartsWith("/app/setup", StringComparison.Ordinal) && !text.StartsWith("/app/launch", StringComparison.Ordinal) && !text.EndsWith("accept", StringComparison.Ordinal))
        .Select(pattern => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part =>
            part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : pattern.RawText!.Contains("flows/", StringComparison.Ordinal) ? "orders" : "1031")))));

    private static System.Text.Json.Nodes.JsonObject With(System.Text.Json.Nodes.JsonObject claims, string user)
    {
        claims["sub"] = user;
        return claims;
    }
}
