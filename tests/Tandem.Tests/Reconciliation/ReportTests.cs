using Microsoft.Extensions.Options;
using MimeKit;
using Tandem.Grains.Ledger;
using Tandem.Reconciler;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Xunit;

namespace Tandem.Tests.Reconciliation;

public sealed class ReportTests : IDisposable
{
    private static readonly DateTimeOffset Night = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly Currency Pounds = new("GBP");

    private readonly string folder = Directory.CreateTempSubdirectory("tandem-mail-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Orders_are_counted_by_day_and_summed_by_currency_over_those_that_are_there_once()
    {
        var complete = Completeness.Of(
        [
            Counted(20, 10m, 10m, OrderPresence.Once), Counted(21, 20m, 20.5m, OrderPresence.Once), Counted(21, 30m, null, OrderPresence.Missing),
            Counted(21, 5m, 5m, OrderPresence.Twice), Counted(21, 1m, null, OrderPresence.Excluded) with { Excluded = "It is a test order." },
        ]);

        Assert.Equal([new DayCount(new DateOnly(2026, 11, 21), 4, 2, 1, 1, 1, 0, 0), new DayCount(new DateOnly(2026, 11, 20), 1, 1, 0, 0, 0, 0, 0)], complete.Days);
        Assert.Equal([new CurrencySum(Pounds, 30m, 30.5m)], complete.Sums);
        Assert.Equal(1, complete.Excluded["It is a test order."]);
    }

    [Fact]
    public void Sums_are_told_by_day_currency_tax_and_gateway_in_figures_only_where_they_differ()
    {
        var complete = Completeness.Of(
        [
            Counted(20, 10m, 10m, OrderPresence.Once) with { Payments = [new JournalSum("Bank (manual)", Pounds, 10m, 10m)] },
            Counted(21, 20m, 20m, OrderPresence.Once) with { ShopTax = 4m, OdooTax = 3m, Payments = [new JournalSum("Bank (manual)", Pounds, 20m, 27m)] },
        ]);

        var text = ReportText.Of(Report() with { Completeness = complete });

        Assert.Contains("20 November: Shopify 1, Odoo 1; sums by currency, tax and gateway equal", text, StringComparison.Ordinal);
        Assert.Contains("21 November: Shopify 1, Odoo 1; GBP: Shopify 20.00, of it 4.00 taxes; Odoo 20.00, of it 3.00 taxes; Bank (manual): Shopify took GBP 20.00, the journal in Odoo holds 27.00", text, StringComparison.Ordinal);
        Assert.Contains("  Bank (manual): Shopify took GBP 30.00, the journal in Odoo holds 37.00", text, StringComparison.Ordinal);
        Assert.Equal(2, ReportHtml.Of(Report() with { Completeness = complete }, [], null).Split("Bank (manual): Shopify took").Length - 1);
        var kept = ReportJson.Completeness(new ReconciliationRow(ShopDomain.Parse("alpha.myshopify.com"), Night, Night, NightVerdict.Differs, (Report() with { Completeness = complete }).ToJson()))!;
        Assert.Equal(complete.Days, kept.Days);
        Assert.Equal(complete.Payments, kept.Payments);
        Assert.Equal(complete.ByDay.Select(day => day.Equal), kept.ByDay.Select(day => day.Equal));
    }

    [Fact]
    public void The_verdict_never_says_agreement_of_what_was_not_compared()
    {
        Assert.Equal(NightVerdict.Agrees, Report().Verdict);
        Assert.Equal(NightVerdict.Incomplete, (Report() with { Unseen = ["Odoo went away."] }).Verdict);
        Assert.Equal(NightVerdict.Failed, NightReport.NotCompared(ShopDomain.Parse("alpha.myshopify.com"), Night, Night, "Odoo went away.").Verdict);
        Assert.Equal(NightVerdict.Differs, (Report() with { Findings = [Finding()], Unseen = ["Odoo went away."] }).Verdict);
        Assert.Equal("alpha.myshopify.com: 1 difference between Shopify and Odoo", ReportWords.Subject(Report() with { Findings = [Finding()] }));
    }

    [Fact]
    public void Each_finding_says_both_values_the_cause_whose_turn_it_is_and_since_when()
    {
        var text = ReportText.Of(Report() with { Findings = [Finding()] });

        Assert.Contains("For finance", text, StringComparison.Ordinal);
        Assert.Contains("#1001: total differs", text, StringComparison.Ordinal);
        Assert.Contains("Shopify: 10.00. Odoo: 12.00.", text, StringComparison.Ordinal);
        Assert.Contains("Since 20 November.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_typed_stays_text_in_the_html()
    {
        var html = ReportHtml.Of(Report() with { Findings = [Finding() with { Odoo = "<script>alert(1)</script>" }] }, [(new DateOnly(2026, 11, 21), 0), (new DateOnly(2026, 11, 22), 1)], new Uri("https://app.example.com/app/reconciliation"));

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("https://app.example.com/app/reconciliation", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_server_each_reader_has_a_mail_in_the_folder_with_what_is_theirs()
    {
        var stop = TestContext.Current.CancellationToken;
        var mail = new ReportMail(Options.Create(new MailOptions { To = "owner@example.com, operations=warehouse@example.com", Pickup = folder }), TimeProvider.System);

        Assert.Equal(new MailOutcome(2, null), await mail.Send(Report() with { Findings = [Finding()] }, [], null, Undecided, stop));

        var mails = Directory.GetFiles(folder).Select(file => MimeMessage.Load(file, stop)).ToDictionary(message => message.To.Mailboxes.Single().Address);
        Assert.Contains("#1001: total differs", mails["owner@example.com"].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("#1001", mails["warehouse@example.com"].TextBody, StringComparison.Ordinal);
        Assert.NotNull(mails["owner@example.com"].HtmlBody);
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_as_a_sentence()
    {
        var options = new MailOptions { To = "owner@example.com", Smtp = new Uri("smtp://127.0.0.1:1"), Attempts = 2, Pause = TimeSpan.FromMilliseconds(1) };

        var outcome = await new ReportMail(Options.Create(options), TimeProvider.System).Send(Report(), [], null, Undecided, TestContext.Current.CancellationToken);

        Assert.Equal(0, outcome.Sent);
        Assert.StartsWith("The report of alpha.myshopify.com did not reach owner@example.com: 127.0.0.1 said: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wants_only_bad_news_gets_no_good_ones()
    {
        var mail = new ReportMail(Options.Create(new MailOptions { To = "owner@example.com", OnlyWhenWrong = true, Pickup = folder }), TimeProvider.System);

        Assert.Equal(new MailOutcome(0, null), await mail.Send(Report(), [], null, Undecided, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(folder));
        // That a night did not run is bad news.
        Assert.Equal(1, (await mail.Send(Report() with { Alerts = ["1 night since 20 November did not run."] }, [], null, Undecided, TestContext.Current.CancellationToken)).Sent);
    }

    [Fact]
    public async Task Whom_the_shop_itself_named_gets_the_report_and_when_it_wants()
    {
        var mail = new ReportMail(Options.Create(new MailOptions { To = "operator@example.com", Pickup = folder }), TimeProvider.System);
        var decided = new ReconciliationDecision { Readers = [new ReportReader(null, "owner@example.com"), new ReportReader(Role.Finance, "books@example.com")], OnlyWhenWrong = true };

        Assert.Equal(new MailOutcome(0, null), await mail.Send(Report(), [], null, decided, TestContext.Current.CancellationToken));
        Assert.Equal(new MailOutcome(2, null), await mail.Send(Report() with { Findings = [Finding()] }, [], null, decided, TestContext.Current.CancellationToken));

        Assert.Equal(["books@example.com", "owner@example.com"], Directory.GetFiles(folder).Select(file => MimeMessage.Load(file, TestContext.Current.CancellationToken).To.Mailboxes.Single().Address).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("every night", "UTC", "Reconciler:Schedule")]
    [InlineData("0 3 * * *", "Atlantis/Poseidonis", "Reconciler:TimeZone")]
    public void A_schedule_that_is_none_names_the_setting(string schedule, string zone, string setting) =>
        Assert.Contains(setting, Assert.Throws<FormatException>(() => NightWatch.Schedule(new ReconcilerOptions { Schedule = schedule, TimeZone = zone })).Message, StringComparison.Ordinal);

    private static ReconciliationDecision Undecided { get; } = new();

    private static NightReport Report() => new()
    {
        Shop = "alpha.myshopify.com", StartedAt = Night, From = Night.AddDays(-35), Completeness = Completeness.Of([Counted(20, 10m, 10m, OrderPresence.Once)]), Noted = new Noted(0, 0, 0, 0),
    };

    private static ReportedFinding Finding() => new("order/1", "#1001", FindingKind.Differs, "total", "10.00", "12.00", "It was changed in Odoo by hand.", Role.Finance, "Correct it.", new DateTimeOffset(2026, 11, 20, 3, 0, 0, TimeSpan.Zero));

    private static CountedOrder Counted(int day, decimal shop, decimal? odoo, OrderPresence presence) =>
        new(new DateOnly(2026, 11, day), new Money(shop, Pounds), odoo is { } amount ? new Money(amount, Pounds) : null, presence);
}
