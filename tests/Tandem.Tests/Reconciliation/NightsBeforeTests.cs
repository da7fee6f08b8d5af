using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Reconciler;
using Tandem.Sync;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Reconciliation;

/// <summary>What a report says of the nights before its own.</summary>
public sealed class NightsBeforeTests(SqliteLedger ledger) : IClassFixture<SqliteLedger>
{
    private static readonly DateTimeOffset Night = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("ended well", 1, "")]
    [InlineData("did not end", 1, "The comparison of 21 November did not end")]
    [InlineData("was not mailed", 1, "The report of alpha did not reach owner@example.com")]
    [InlineData("ended well", 4, "3 nights since 18 November did not run")]
    [InlineData("none", 1, "")]
    public async Task A_night_that_did_not_run_or_end_and_a_report_that_did_not_arrive_are_told(string before, int days, string told)
    {
        var (findings, shop, stop) = (ledger.Get<IFindings>(), ShopDomain.Parse($"nights-{Guid.NewGuid():N}.myshopify.com"), TestContext.Current.CancellationToken);
        var last = Night.AddDays(-days);
        if (before != "none") await findings.Begin(shop, last, stop);
        if (before is "ended well" or "was not mailed") await findings.End(new ReconciliationRow(shop, last, last.AddMinutes(5), NightVerdict.Agrees, "{}"), stop);
        if (before == "was not mailed") await findings.Mailed(shop, last, null, "The report of alpha did not reach owner@example.com: it is away", stop);
        await findings.Begin(shop, Night, stop);

        var wrong = await new NightsBefore(findings, Options.Create(new ReconcilerOptions())).Wrong(shop, Night, stop);

        if (told.Length == 0) Assert.Empty(wrong);
        else Assert.Contains(told, Assert.Single(wrong), StringComparison.Ordinal);
    }
}
