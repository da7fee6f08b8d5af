using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Admin;

/// <summary>Our pages use Polaris as Shopify publishes it: an attribute that does not exist would be dropped in silence.</summary>
public sealed partial class PolarisTests(AdminHost host) : IClassFixture<AdminHost>
{
    private static readonly HashSet<string> OnEveryTag = ["id", "slot"];
    private static readonly HashSet<string> Void = ["meta", "input", "link", "br", "hr", "img", "!doctype"];

    [Fact]
    public async Task Each_tag_attribute_value_and_slot_of_our_pages_exists()
    {
        var stop = TestContext.Current.CancellationToken;
        var types = await PolarisTypes.Fetch(stop);
        await host.Services.GetRequiredService<IFlows>().Pause(SampleShops.Alpha, Flow.Refunds, "Shopify user 1", "The year is being closed.", stop);
        var flows = new FlowReport([new FlowStanding(Flow.Orders, FlowState.InStep), new FlowStanding(Flow.Refunds, FlowState.Held, "A credit note is to be made.", Flow.Refunds)], [], true);
        await host.Services.GetRequiredService<IStandings>().Set(
            RecordKey.Order(SampleShops.Alpha, new OrderId(1030)), new Standing.HeldByPausedFlow(Flow.Refunds), new RecordFacts("#1030") { Flows = flows }, null, stop);
        string[] pages = ["/app", "/app/orders", "/app/orders?q=nothing&code=TaxUnmapped", "/app/orders/1004?asked=sync", "/app/orders/1031", "/app/orders/1034", "/app/orders/1030", "/app/exceptions", "/app/exceptions?asked=2", "/app/products", "/app/products?asked=compare&state=changed", "/app/products?q=nothing", "/app/products/3/link?q=mug", "/app/products/4/link?q=scarf", "/app/reconciliation", "/app/reconciliation?state=healed&refused=days", "/app/products/fields", "/app/products/fields?taken=one", "/app/orders/999"];
        using var client = host.As("alpha.myshopify.com");
        await SampleNights.Fill(host.Services, SampleShops.Alpha, host.Clock.GetUtcNow());
        await SampleProducts.Fill(host.Services, Tandem.Sync.ShopDomain.Parse(SampleProducts.Shop), host.Clock.GetUtcNow());

        foreach (var page in pages)
        {
            using var answer = await client.GetAsync(page, stop);
            Assert.Equal(page.EndsWith("999", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal([], Wrong(await answer.Content.ReadAsStringAsync(stop), types).Select(wrong => $"{page}: {wrong}"));
        }
    }

    private static IEnumerable<string> Wrong(string html, PolarisTypes types)
    {
        var open = new Stack<string>();
        foreach (Match tag in Tags().Matches(html))
        {
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (tag.Groups["close"].Length > 0)
            {
                if (open.Count == 0 || open.Pop() != name) yield return $"</{name}> closes another element";
                continue;
            }

            var attributes = Attributes().Matches(tag.Groups["attributes"].Value).Select(a => (Name: a.Groups[1].Value, Value: WebUtility.HtmlDecode(a.Groups[2].Value))).ToList();
            foreach (var wrong in WrongTag(name, attributes, open.TryPeek(out var parent) ? parent : "", types)) yield return wrong;
            if (!Void.Contains(name)) open.Push(name);
        }

        foreach (var left in open) yield return $"<{left}> is not closed";
    }

    private static IEnumerable<string> WrongTag(string name, List<(string Name, string Value)> attributes, string parent, PolarisTypes types)
    {
        var slot = attributes.Find(attribute => attribute.Name == "slot").Value;
        if (slot is not null && !(types.Tags.TryGetValue(parent, out var holder) && holder.Slots.Contains(slot))) yield return $"<{parent}> has no slot {slot}";

        // The navigation is App Bridge's own element: links with href and rel.
        if (!name.StartsWith("s-", StringComparison.Ordinal) || name == "s-app-nav" || parent == "s-app-nav") yield break;
        if (!types.Tags.TryGetValue(name, out var tag))
        {
            yield return $"<{name}> does not exist";
            yield break;
        }

        foreach (var (attribute, value) in attributes.Where(attribute => !OnEveryTag.Contains(attribute.Name)))
        {
            if (!tag.Attributes.TryGetValue(attribute, out var values)) yield return $"<{name}> has no attribute {attribute}";
            else if (values is not null && !values.Contains(value)) yield return $"<{name} {attribute}> cannot be “{value}”";
        }
    }

    [GeneratedRegex("""<(?<close>/?)(?<name>[a-zA-Z!][a-zA-Z0-9-]*)(?<attributes>(?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*/?>""")]
    private static partial Regex Tags();

    [GeneratedRegex("""([^\s=>"]+)(?:="([^"]*)")?""")]
    private static partial Regex Attributes();
}
