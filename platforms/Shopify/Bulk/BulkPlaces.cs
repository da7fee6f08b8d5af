using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tandem.Shopify.Bulk;

/// <summary>Where a line stands in a bulk operation's file.</summary>
/// <param name="Root">The number of the object that it is, or is inside of.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct BulkPlace(long Root, bool Inside, long At, int Length) : IComparable<BulkPlace>
{
    public int CompareTo(BulkPlace other) => (Root, Inside, At).CompareTo((other.Root, other.Inside, other.At));
}

/// <summary>Places in sequence on the disk.</summary>
internal sealed class BulkPlaces : IDisposable
{
    private const int AtOnce = 4096;
    private readonly FileStream file;

    private BulkPlaces(FileStream file) => this.file = file;

    /// <exception cref="IOException">The disk does not take them.</exception>
    public static BulkPlaces Write(List<BulkPlace> places)
    {
        var written = new BulkPlaces(BulkDownload.Temporary("places"));
        try
        {
            written.file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(places)));
            written.file.Flush();
            return written;
        }
        catch
        {
            written.Dispose();
            throw;
        }
    }

    /// <summary>One reader at a time.</summary>
    public IEnumerable<BulkPlace> Read()
    {
        var some = new BulkPlace[AtOnce];
        var at = 0L;
        while (at < file.Length)
        {
            file.Position = at;
            var read = Read(some);
            // As it lies in memory, which is how it was written; marshalled, a truth value would count for four bytes.
            at += read * (long)Unsafe.SizeOf<BulkPlace>();
            for (var index = 0; index < read; index++) yield return some[index];
        }
    }

    public void Dispose() => file.Dispose();

    private int Read(BulkPlace[] some)
    {
        var bytes = MemoryMarshal.AsBytes(some.AsSpan());
        return file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) / Unsafe.SizeOf<BulkPlace>();
    }
}
