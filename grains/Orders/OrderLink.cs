using System.Globalization;
using Orleans;
using Tandem.Sync;
using Tandem.Sync.Life;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>What one Shopify order is linked to in Odoo, and how far it is: the order grain's durable state.</summary>
[GenerateSerializer, Alias("tandem.order-link")]
public sealed record OrderLink
{
    /// <summary>Database id of the sale.order; null until Odoo answered that it holds it.</summary>
    [Id(0)] public int? OdooId { get; set; }

    /// <summary>Odoo's number for it, such as S00042.</summary>
    [Id(1)] public string? OdooName { get; set; }

    /// <summary>Fingerprint of the Shopify order when both sides last agreed; null while they do not.</summary>
    [Id(2)] public string? SettledAs { get; set; }

    /// <summary>Version of the decisions under which they agreed.</summary>
    [Id(3)] public long SettledUnder { get; set; }

    /// <summary>Fingerprint of the Shopify order that was written to Odoo; tells whose change a difference is.</summary>
    [Id(4)] public string? WrittenAs { get; set; }

    /// <summary>What a person should know although all is well.</summary>
    [Id(5)] public string? Remark { get; set; }

    /// <summary>Transient failures in a row.</summary>
    [Id(6)] public int Attempts { get; set; }

    /// <summary>How each line was last written to Odoo, as <see cref="LineMarks"/> has it.</summary>
    [Id(23)] public Dictionary<string, string> Lines { get; set; } = [];

    /// <summary>Shopify's fulfillment for each done transfer, by the transfer's database id.</summary>
    [Id(21)] public Dictionary<int, long> Sent { get; set; } = [];

    /// <summary>Digest of the note that was last carried to Odoo.</summary>
    [Id(24)] public string? Noted { get; set; }

    /// <summary>Digest of the customer and addresses that were last carried to Odoo.</summary>
    [Id(22)] public string? Addressed { get; set; }

    /// <summary>Only what is another is put down, so that a pass that changed nothing writes nothing.</summary>
    public void Remember(LineMarks lines)
    {
        if (!lines.Same(new LineMarks(Lines))) Lines = new Dictionary<string, string>(lines.ByLine);
    }

    /// <summary>Until then a call whose answer is missing may still take effect, and nothing may be written; null when no answer is missing.</summary>
    [Id(30)] public DateTimeOffset? UncertainUntil { get; set; }

    /// <summary>The flow in whose work the pass before failed without a person being asked, such as <c>payments</c>; null when it did not, or failed before.</summary>
    [Id(31)] public string? FailedIn { get; set; }

    /// <summary>What both sides last said alike about each custom field of the order, as short marks, by the metafield's name.</summary>
    [Id(50)] public Dictionary<string, string> Fields { get; set; } = [];

    /// <summary>Digest of the metafields of the order and its customer when they were last carried.</summary>
    [Id(51)] public string? FieldsAs { get; set; }

    /// <summary>What a person decided about the order by hand; null when nothing holds.</summary>
    [Id(60)] public KeptMark? Hand { get; set; }

    /// <summary>What each line was first booked as, by the line's number: an order keeps that, whatever is linked otherwise later.</summary>
    [Id(40)] public Dictionary<long, BookedLine> Booked { get; set; } = [];

    public IReadOnlyDictionary<LineId, BookedProduct> BookedProducts() =>
        Booked.ToDictionary(line => new LineId(line.Key), line => new BookedProduct(new OdooId<Product>(line.Value.Product), line.Value.Each));

    public void Remember(SaleOrderDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var booked = draft.Lines.Where(line => line.Role == LineRole.Product && LineOf(line.ExternalId) is { } number && !Booked.ContainsKey(number)).ToList();
        if (booked.Count > 0) Booked = new Dictionary<long, BookedLine>(Booked.Concat(booked.Select(line => KeyValuePair.Create(LineOf(line.ExternalId)!.Value, new BookedLine(line.Product.Value, line.Each)))));
    }

    private static long? LineOf(string name) =>
        name.StartsWith("line_", StringComparison.Ordinal) && long.TryParse(name.AsSpan("line_".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A dictionary of its own, so that the state before can still be told from the state after.</summary>
    public void Remember(OdooId<Picking> picking, FulfillmentId fulfillment) => Sent = new Dictionary<int, long>(Sent) { [picking.Value] = fulfillment.Value };

    public LifeMemory Memory() => new(new LineMarks(Lines), Sent.ToDictionary(sent => new OdooId<Picking>(sent.Key), sent => new FulfillmentId(sent.Value)));
}

/// <summary>What one line was booked as.</summary>
/// <param name="Product">Database id of the product.product.</param>
/// <param name="Each">How much of it one unit sold is.</param>
[GenerateSerializer, Immutable, Alias("tandem.booked-line")]
public sealed record BookedLine([property: Id(0)] int Product, [property: Id(1)] decimal Each);
