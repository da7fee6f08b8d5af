using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Admin;

public sealed class ReconciliationPageTests(AdminHost host) : IClassFixture<AdminHost>
{
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Findings_are_listed_with_both_values_and_accepted_with_a_reason_in_their_own_shop_only()
    {
        await SampleNights.Fill(host.Services, SampleShops.Alpha, host.Clock.GetUtcNow());
        Assert.Contains("#1001: total differs", await Read("/app/reconciliation", "alpha.myshopify.com"), StringComparison.Ordinal);
        Assert.Contains("No night was compared yet", await Read("/app/reconciliation", "gamma.myshopify.com"), StringComparison.Ordinal);

        Assert.Equal("/app/reconciliation?refused=gone", await Accept("gamma.myshopify.com", "Agreed with the buyer.", "30"));
        Assert.Equal("/app/reconciliation?refused=reason", await Accept("alpha.myshopify.com", " ", "30"));
        Assert.Equal("/app/reconciliation?refused=days", await Accept("alpha.myshopify.com", "Agreed with the buyer.", "0"));
        Assert.Contains("say why", await Read("/app/reconciliation?refused=reason", "alpha.myshopify.com"), StringComparison.Ordinal);
        Assert.Equal("/app/reconciliation?state=accepted", await Accept("alpha.myshopify.com", "Agreed with <b>the buyer</b>.", "30"));

        Assert.DoesNotContain("#1001: total differs", await Read("/app/reconciliation", "alpha.myshopify.com"), StringComparison.Ordinal);
        Assert.Contains("Agreed with <b>the buyer</b>.", await Read("/app/reconciliation?state=accepted", "alpha.myshopify.com"), StringComparison.Ordinal);
    }

    private async Task<string?> Accept(string shop, string reason, string days)
    {
        using var client = host.As(shop);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["kind"] = "order", ["record"] = "1001", ["finding"] = "Differs", ["field"] = "total", ["reason"] = reason, ["days"] = days,
        });
        using var answer = await client.PostAsync("/app/reconciliation/accept", form, stop);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location?.ToString();
    }

    private async Task<string> Read(string page, string shop)
    {
        using var client = host.As(shop);
        using var answer = await client.GetAsync(page, stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(stop));
    }
}

/// <summary>A night with a finding.</summary>
internal static class SampleNights
{
    public static async Task Fill(IServiceProvider services, ShopDomain shop, DateTimeOffset at)
    {
        var findings = services.GetRequiredService<IFindings>();
        if ((await findings.Nights(shop, 1, default)).Count > 0) return;
        var finding = new Finding(RecordKey.Order(shop, new OrderId(1001)), "#1001", FindingKind.Differs, "total", "10.00", "12.00", "It was changed in Odoo by hand.", Role.Finance, "Correct it.");
        await findings.Begin(shop, at, default);
        await findings.Note(shop, at, [finding], [finding.Record], default);
        await findings.End(new ReconciliationRow(shop, at, at, NightVerdict.Differs, "{}"), default);
    }
}
