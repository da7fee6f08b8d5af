namespace Tandem.Shopify.Bulk;

/// <summary>A list that was fetched and looked through to its end; it lies on the disk until it is closed.</summary>
internal sealed class WholeList(Stream file, BulkGroups groups) : IAsyncDisposable
{
    /// <summary>Each object with those inside it, by their numbers.</summary>
    public IEnumerable<BulkGroup> Groups() => groups.Read(file);

    public ValueTask DisposeAsync()
    {
        groups.Dispose();
        return file.DisposeAsync();
    }
}
