using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The words of a product's story.</summary>
internal static class ProductTraceWords
{
    public static string Name(ProductTrace trace) => trace.Standing?.ShopifyName ?? (trace.Rows.Count > 0 ? trace.Rows[0].Title : $"Product {trace.Product}");

    public static string Address(Sync.ProductId product) => $"/app/products/{product}/trace";

    public static string Source(SignalSource source) => source switch
    {
        SignalSource.Webhook => "Shopify told it",
        SignalSource.Poll => "Odoo was asked",
        SignalSource.Sweep => "A look at all",
        SignalSource.Person => "A person asked",
        SignalSource.History => "The history was read",
        SignalSource.Reconciler => "The nightly comparison",
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    public static string Done(SeenSignal signal, DateTimeOffset now) => signal.Done is { } done ? $"Worked on {Spans.Ago(done, now)}" : "Waits";
}
