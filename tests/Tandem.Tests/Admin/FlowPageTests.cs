using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Admin;

/// <summary>Pausing and resuming on the home page.</summary>
public sealed class FlowPageTests(AdminHost host) : IClassFixture<AdminHost>
{
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flow_is_paused_with_a_reason_shown_with_who_and_why_and_resumed()
    {
        using var client = host.As("beta.myshopify.com");
        await host.Services.GetRequiredService<IStaff>().Meet(SampleShops.Beta, "42", stop);
        await host.Services.GetRequiredService<IStaff>().Rename(SampleShops.Beta, "42", "Nia Owner", stop);

        using var paused = await Post(client, "/app/flows/payments/pause", "The year is being closed.");
        Assert.Equal((HttpStatusCode.SeeOther, "/app"), (paused.StatusCode, paused.Headers.Location!.OriginalString));
        var home = await client.GetStringAsync("/app", stop);
        Assert.Contains("The year is being closed.", home, StringComparison.Ordinal);
        Assert.Contains("action=\"/app/flows/payments/resume\"", home, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/app/flows/payments/pause\"", home, StringComparison.Ordinal);
        Assert.DoesNotContain("The year is being closed.", await Home("alpha.myshopify.com"), StringComparison.Ordinal);

        using var resumed = await client.PostAsync("/app/flows/payments/resume", null, stop);
        Assert.Equal(HttpStatusCode.SeeOther, resumed.StatusCode);
        Assert.Contains("action=\"/app/flows/payments/pause\"", await Home("beta.myshopify.com"), StringComparison.Ordinal);
        Assert.Equal(2, (await host.Services.GetRequiredService<IFlows>().History(SampleShops.Beta, new Page(10), stop)).Count(done => done.By == "Nia Owner (staff member 42)"));
    }

    [Fact]
    public async Task A_refused_reason_pauses_nothing_and_stays_typed()
    {
        using var client = host.As("delta.myshopify.com");
        var typed = new string('x', 501);

        using var empty = await Post(client, "/app/flows/orders/pause", " ");
        using var tooLong = await Post(client, "/app/flows/orders/pause", typed);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("Say why", await empty.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", await tooLong.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
        Assert.All(await host.Services.GetRequiredService<IFlows>().Of(SampleShops.Delta, stop), flow => Assert.Null(flow.Paused));
    }

    [Fact]
    public async Task A_flow_that_does_not_exist_is_not_found()
    {
        using var client = host.As("delta.myshopify.com");

        using var answer = await Post(client, "/app/flows/shipping/pause", "why");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_order_tells_where_each_of_its_flows_is()
    {
        var flows = new FlowReport([new FlowStanding(Flow.Orders, FlowState.InStep), new FlowStanding(Flow.Payments, FlowState.Waiting, "S02001 is invoiced once the order is paid.")], [], true);
        await host.Services.GetRequiredService<IStandings>().Set(
            RecordKey.Order(SampleShops.Beta, new(2001)), new Standing.InStep("S90001"), new RecordFacts("#2001") { Flows = flows }, null, stop);
        using var client = host.As("beta.myshopify.com");

        var page = await client.GetStringAsync("/app/orders/2001", stop);

        Assert.Contains("S02001 is invoiced once the order is paid.", page, StringComparison.Ordinal);
        Assert.Contains("waiting</s-badge>", page, StringComparison.Ordinal);
    }

    private async Task<string> Home(string shop)
    {
        using var client = host.As(shop);
        return await client.GetStringAsync("/app", stop);
    }

    private async Task<HttpResponseMessage> Post(HttpClient client, string path, string reason)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["reason"] = reason });
        return await client.PostAsync(path, form, stop);
    }
}
