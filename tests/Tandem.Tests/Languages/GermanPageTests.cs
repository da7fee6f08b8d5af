using System.Globalization;
using System.Net;
using Tandem.App.Admin;
using Tandem.Sync;
using Tandem.Tests.Admin;
using Xunit;

namespace Tandem.Tests.Languages;

public sealed class GermanPageTests(AdminHost host) : IClassFixture<AdminHost>
{
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("?locale=de", "en-US,en;q=0.9", "de", "3 Bestellungen brauchen Sie")]
    [InlineData("?locale=de-AT", null, "de", "3 Bestellungen brauchen Sie")]
    [InlineData("", "fr, de-CH;q=0.7, en;q=0.3", "de", "3 Bestellungen brauchen Sie")]
    [InlineData("?locale=fr", "de", "en", "3 orders need you")]
    [InlineData("?locale=%3Cscript%3E", "de", "en", "3 orders need you")]
    [InlineData("", "fr, it", "en", "3 orders need you")]
    [InlineData("", "nonsense;;q=", "en", "3 orders need you")]
    [InlineData("", null, "en", "3 orders need you")]
    public async Task A_page_speaks_the_admins_language_else_the_browsers_else_English(string query, string? accepted, string language, string heading)
    {
        var text = await Read($"/app{query}", accepted);

        Assert.Contains($"<html lang=\"{language}\">", text, StringComparison.Ordinal);
        Assert.Contains($"heading=\"{heading}\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/app", "In den letzten 24 Stunden in Einklang gekommen: 30 Änderungen von Bestellungen.")]
    [InlineData("/app", "Der Kontrolllauf vor 2 Minuten fand keine Bestellung")]
    [InlineData("/app/exceptions", "heading=\"Steuer nicht zugeordnet\"")]
    [InlineData("/app/orders", ">Bestellungen</s-link>")]
    [InlineData("/app/orders/1031", "heading=\"Was zu tun ist\"")]
    [InlineData("/app/orders/987654", "Tandem kennt in diesem Shop keine Bestellung 987654.")]
    [InlineData("/app/reconciliation", "heading=\"Noch keine Nacht wurde verglichen\"")]
    [InlineData("/app/review", "heading=\"Wird es weniger Arbeit?\"")]
    [InlineData("/app/privacy", "Noch hat niemand angefragt.")]
    [InlineData("/app/products", "heading=\"Welches Odoo-Produkt jede Variante ist\"")]
    public async Task Each_page_is_German_for_a_German_reader(string path, string expected) =>
        Assert.Contains(expected, await Read($"{path}?locale=de"), StringComparison.Ordinal);

    [Fact]
    public async Task What_a_person_asks_for_leads_to_a_page_in_the_same_language()
    {
        using var client = host.As("alpha.myshopify.com");
        using var answer = await client.PostAsync("/app/orders/1031/sync?locale=de", null, stop);

        Assert.Equal("/app/orders/1031?asked=sync&locale=de", answer.Headers.Location?.ToString());
        Assert.Contains("heading=\"Abgleich angefordert\"", await Read(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_speaks_the_pages_language() =>
        Assert.Contains("data-away=\"Tandem war nicht erreichbar.", await Read("/app?locale=de"), StringComparison.Ordinal);

    [Fact]
    public void Numbers_days_spans_and_amounts_are_written_as_Germans_write_them()
    {
        var now = new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal("1.234 Bestellungen", InGerman(() => "order".Of(1234)));
        Assert.Equal("1 Bestellung", InGerman(() => "order".Of(1)));
        Assert.Equal("9. März 2026", InGerman(() => Spans.LongDay(now)));
        Assert.Equal("1,5 s", InGerman(() => Spans.Took(TimeSpan.FromSeconds(1.5))));
        Assert.Equal("vor 3 Tagen", InGerman(() => Spans.Ago(now.AddDays(-3), now)));
        Assert.Equal("seit 1 Tag", InGerman(() => Spans.Lasting(now.AddDays(-1), now)));
        Assert.Equal("in 2 Stunden", InGerman(() => Spans.Until(now.AddHours(2), now)));
        Assert.Equal("1.234,50 EUR", InGerman(() => Spans.Amount(new Money(1234.5m, new Currency("EUR")))));
        Assert.Equal("1234.50 EUR", Spans.Amount(new Money(1234.5m, new Currency("EUR"))));
    }

    [Theory]
    [InlineData(
        "Order #1001 was not written to Odoo: Shopify's tax “VAT” of 20 % in GB, included in prices, on “Shirt” has no Odoo tax yet. Map it under taxes; all orders that wait for it then go on. Odoo has no sales tax of 20 % for this company: ask finance which to use.",
        "Bestellung #1001 wurde nicht nach Odoo geschrieben: Die Shopify-Steuer „VAT“ von 20 % in GB, in den Preisen enthalten, auf „Shirt“ hat noch keine Odoo-Steuer. Ordnen Sie sie unter taxes zu; alle Bestellungen, die darauf warten, laufen dann weiter. Odoo hat für dieses Unternehmen keine Verkaufssteuer von 20 %: Fragen Sie die Finanzabteilung, welche zu verwenden ist.")]
    [InlineData("Order #1002 is S00042 in Odoo and both agree.", "Bestellung #1002 ist in Odoo S00042, und beide stimmen überein.")]
    [InlineData(
        "Order #1003 was not written to Odoo: no Odoo product has the internal reference “A: is. It” (SKU of “The order is left out”). Enter it on the right product in Odoo; the order is then tried again by itself.",
        "Bestellung #1003 wurde nicht nach Odoo geschrieben: kein Odoo-Produkt hat „A: is. It“ als interne Referenz (SKU von „The order is left out“). Tragen Sie es in Odoo beim richtigen Produkt ein; die Bestellung wird dann von selbst erneut versucht.")]
    [InlineData("A remark of a colleague. It was cancelled in Shopify before it reached Odoo.", "A remark of a colleague. Sie wurde in Shopify storniert, bevor sie Odoo erreichte.")]
    public void What_the_ledger_keeps_is_said_in_German_with_the_same_values(string kept, string said) => Assert.Equal(said, InGerman(() => Wording.Told(kept)));

    [Fact]
    public void What_nobody_translated_stays_as_it_was_said() =>
        Assert.Equal("Odoo said: no such thing.", InGerman(() => Wording.Told("Odoo said: no such thing.")));

    private static string InGerman(Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = Language.German.Culture;
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private async Task<string> Read(string path, string? accepted = null)
    {
        using var client = host.As("alpha.myshopify.com");
        if (accepted is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);
        using var answer = await client.GetAsync(path, stop);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(stop));
    }
}
