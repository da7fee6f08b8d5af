using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The words of a product's story.</summary>
internal static class ProductTraceWords
{
    public static string Name(ProductTrace trace) => trace.Standing?.ShopifyName ?? (trace.Rows.Count > 0 ? trace.Rows[0].Title : Say($"Product {trace.Product}"));

    public static string Address(Sync.ProductId product) => $"/app/products/{product}/trace";

    public static string Source(SignalSource source) => source switch
    {
        SignalSource.Webhook => Say("Shopify told it"),
        SignalSource.Poll => Say("Odoo was asked"),
        SignalSource.Sweep => Say("A look at all"),
        SignalSource.Person => Say("A person asked"),
        SignalSource.History => Say("The history was read"),
        SignalSource.Reconciler => Say("The nightly comparison"),
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    public static string Done(SeenSignal signal, DateTimeOffset now) => signal.Done is { } done ? Say($"Worked on {Spans.Ago(done, now)}") : Say("Waits");
}
