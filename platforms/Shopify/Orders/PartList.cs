namespace Tandem.Shopify.Orders;

/// <summary>Parts of an order of one kind (refunds, fulfillments, …), as far as one answer holds them.</summary>
/// <param name="More">There may be more than are listed.</param>
internal sealed record PartList<T>(IReadOnlyList<ListedPart<T>> Listed, bool More)
{
    public static readonly PartList<T> None = new([], false);

    public bool IsWhole => !More && Listed.All(part => part.Whole);

    public IReadOnlyList<T> Parts => [.. Listed.Select(part => part.Part)];
}

/// <param name="Gid">Its global id.</param>
/// <param name="Whole">All its lines are there; otherwise it is read again by itself.</param>
internal sealed record ListedPart<T>(string Gid, T Part, bool Whole);

/// <summary>One page of one part read by itself.</summary>
/// <param name="OrderUpdatedAt">When the order last changed, so that pages of two states are never put together.</param>
/// <param name="Next">Cursor after the last of its lines; null when these were the last.</param>
internal sealed record PartPage<T>(DateTimeOffset OrderUpdatedAt, T Part, string? Next);
