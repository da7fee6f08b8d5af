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
        Assert.Contains("Bank (manual): Shopify took 20.00 GBP, the journal in Odoo holds 27.00 GBP", await Read("/app/reconciliation", "alpha.myshopify.com"), StringComparison.Ordinal);
        Assert.Contains("No night was compared yet", await Read("/app/reconciliation", "gamma.myshopify.com"), StringComparison.Ordinal);

        Assert.Equal("/app/reconciliation?refused=gone", await Accept("gamma.myshopify.com", "Agreed with the buyer.", "30"));
        Assert.Equal("/app/reconciliation?state=accepted", await Accept("alpha.myshopify.com", "Agreed with <b>the buyer</b>.", "30"));

        Assert.DoesNotContain("#1001: total differs", await Read("/app/reconciliation", "alpha.myshopify.com"), StringComparison.Ordinal);
        Assert.Contains("Agreed with <b>the buyer</b>.", await Read("/app/reconciliation?state=accepted", "alpha.myshopify.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_is_accepted_by_whose_it_is_or_an_owner_and_a_refusal_keeps_what_was_typed()
    {
        await SampleNights.Fill(host.Services, SampleShops.Delta, host.Clock.GetUtcNow());
        var staff = host.Services.GetRequiredService<IStaff>();
        foreach (var member in new[] { "42", "77", "78" }) await staff.Meet(SampleShops.Delta, member, stop);
        await staff.Entrust(SampleShops.Delta, "77", false, [Role.Operations], stop);
        await staff.Entrust(SampleShops.Delta, "78", false, [Role.Finance], stop);

        var (status, page) = await Asked("77", "Agreed with the buyer.", "12");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("Only finance or an owner of the setup takes this finding for right.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Agreed with the buyer.\"", page, StringComparison.Ordinal);
        foreach (var (reason, days, said) in new[] { (" ", "12", "Say why"), (new string('x', 501), "12", "Say why"), ("Agreed.", "0", "from 1 to 365"), ("Agreed.", "soon", "from 1 to 365") })
        {
            (status, page) = await Asked("78", reason, days);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
            Assert.Matches($"error=\"[^\"]*{said}", page);
            Assert.Contains($"value=\"{reason}\"", page, StringComparison.Ordinal);
            Assert.Contains($"value=\"{days}\"", page, StringComparison.Ordinal);
        }

        (status, _) = await Asked("78", "Agreed with the buyer.", "12");
        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.Equal("staff member 78", Assert.Single(await host.Services.GetRequiredService<IFindings>().List(SampleShops.Delta, FindingState.Accepted, new Page(5), stop)).AcceptedBy);
    }

    private async Task<(HttpStatusCode Status, string Page)> Asked(string member, string reason, string days)
    {
        var claims = TokenForge.Claims(host.Clock.GetUtcNow(), "delta.myshopify.com");
        claims["sub"] = member;
        using var client = host.Client(TokenForge.Sign(claims));
        using var form = new FormUrlEncodedContent(Fields(reason, days));
        using var answer = await client.PostAsync("/app/reconciliation/accept", form, stop);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(stop)));
    }

    private static Dictionary<string, string> Fields(string reason, string days) => new()
    {
        ["kind"] = "order", ["record"] = "1001", ["finding"] = "Differs", ["field"] = "total", ["reason"] = reason, ["days"] = days,
    };

    private async Task<string?> Accept(string shop, string reason, string days)
    {
        using var client = host.As(shop);
        using var form = new FormUrlEncodedContent(Fields(reason, days));
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
        var counted = new CountedOrder(new DateOnly(2026, 11, 21), new Money(20m, new Currency("GBP")), new Money(20m, new Currency("GBP")), OrderPresence.Once) { Payments = [new JournalSum("Bank (manual)", new Currency("GBP"), 20m, 27m)] };
        await findings.End(new ReconciliationRow(shop, at, at, NightVerdict.Differs, ReportJson.Write(new { Completeness = Completeness.Of([counted]) })), default);
    }
}
