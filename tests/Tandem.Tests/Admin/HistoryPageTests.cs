using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Xunit;

namespace Tandem.Tests.Admin;

/// <summary>The page of older orders: what was typed stays, and an import is seen, stopped and resumed in its own shop only.</summary>
public sealed class HistoryPageTests(AdminHost host) : IClassFixture<AdminHost>
{
    private static readonly PlacedBetween Spring = new(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 5, 31, 23, 59, 59, TimeSpan.Zero));

    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_shows_how_far_it_is_and_what_can_be_done()
    {
        var imports = host.Services.GetRequiredService<IHistoryImports>();
        Assert.True(await imports.Start(SampleShops.Alpha, Spring, 1204, "Nia Owner", stop));
        Assert.True(await imports.Advance((await imports.Latest(SampleShops.Alpha, stop))!, "next", 100, 12, stop));
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        var (_, running) = await Read("/app/history");
        Assert.Contains("Importing the orders placed from 1 March 2026 to 31 May 2026: 100 of 1,204 orders looked at, 12 known before, 88 brought in, 0 waiting for their turn. About 22 minutes left at this pace.", running, StringComparison.Ordinal);
        Assert.DoesNotContain("See what there is", running, StringComparison.Ordinal);
        Assert.DoesNotContain("Importing", (await Read("/app/history", "gamma.myshopify.com")).Text, StringComparison.Ordinal);

        await Post("/app/history/stop", "gamma.myshopify.com");
        Assert.Equal(HistoryState.Running, (await imports.Latest(SampleShops.Alpha, stop))!.State);
        await Post("/app/history/stop");
        Assert.Contains("is stopped: 100 of 1,204 orders looked at", (await Read("/app/history")).Text, StringComparison.Ordinal);
        await Post("/app/history/resume");
        // A page that another process has brought in meanwhile is not counted twice.
        Assert.False(await imports.Advance((await imports.Latest(SampleShops.Alpha, stop))! with { Listed = 0 }, "next", 100, 0, stop));
        await Post("/app/history/stop");
        await Post("/app/history/end");
        Assert.Contains("was ended before its end", (await Read("/app/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_that_cannot_be_meant_are_refused_and_stay_in_their_fields()
    {
        var (status, page) = await Read("/app/history?from=2026-02-30%22%3E&to=2026-01-01", "gamma.myshopify.com");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("2026-02-30&quot;&gt;", page, StringComparison.Ordinal);
        Assert.Contains("Write the day as year-month-day", page, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Text)> Read(string address, string shop = "alpha.myshopify.com")
    {
        using var client = host.As(shop);
        using var answer = await client.GetAsync(address, stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
    }

    private async Task Post(string address, string shop = "alpha.myshopify.com")
    {
        using var client = host.As(shop);
        using var form = new FormUrlEncodedContent([]);
        using var answer = await client.PostAsync(address, form, stop);
        Assert.Equal("/app/history", answer.Headers.Location?.OriginalString);
    }
}
