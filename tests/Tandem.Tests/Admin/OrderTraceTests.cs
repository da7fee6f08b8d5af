using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tandem.App.Admin;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Admin;

public sealed class OrderTraceTests(AdminHost host) : IClassFixture<AdminHost>
{
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_s_story_names_its_signals_what_nights_found_and_the_decisions_that_apply_with_where_they_are_changed()
    {
        var shop = ShopDomain.Parse("decided.myshopify.com");
        var (record, now) = (RecordKey.Order(shop, new OrderId(1001)), host.Clock.GetUtcNow());
        await host.Services.GetRequiredService<IDecisionStore>().Save(shop, 0, Sample, "Ada Martin", stop);
        await host.Services.GetRequiredService<IStandings>().Set(record, new Standing.InStep("S00001"), new RecordFacts("#1001"), null, stop);
        await host.Services.GetRequiredService<IInbox>().Append(new Signal(record, SignalSource.Webhook, "one", "one", "orders/paid", now), null, stop);
        await SampleNights.Fill(host.Services, shop, now);
        using var client = host.As(shop.Value);

        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/app/orders/1001", stop));

        foreach (var shown in new[] { "orders/paid", "Shopify told it", "Version 1 of the setup, saved by Ada Martin", "Odoo's invoice is made: ", "href=\"/app/setup/payments\"", "total differs", "10.00", "12.00" }) Assert.Contains(shown, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_decision_that_applies_to_every_order_says_its_value_in_the_words_of_its_form() =>
        Assert.Equal(10, AppliedDecisions.Of(new SavedDecisions(1, Sample, host.Clock.GetUtcNow(), "Ada Martin")).Count(one => one.Value.Length > 0));

    private static string Sample => File.ReadAllText(Checkout.Path("docs/decisions.sample.json"), Encoding.UTF8);
}
