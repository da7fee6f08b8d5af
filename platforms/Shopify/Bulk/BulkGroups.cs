using System.Text.Json;
using Tandem.Shopify.Reading;

namespace Tandem.Shopify.Bulk;

/// <summary>An object of a bulk operation's file with those inside it, which stand anywhere in the file.</summary>
/// <param name="Lines">All of them as they were written, the object itself first.</param>
internal sealed record BulkGroup(ShopifyField Root, IReadOnlyList<ShopifyField> Inside, IReadOnlyList<ReadOnlyMemory<byte>> Lines);

/// <summary>Brings together what belongs together by the places of the lines alone: so many are held, all others and the lines stay on the disk.</summary>
internal sealed class BulkGroups(int most = BulkGroups.Held) : IDisposable
{
    private const int Held = 200_000;
    private readonly List<BulkPlace> places = [];
    private readonly List<BulkPlaces> runs = [];

    public void Add(BulkLine line, long at, string rootType)
    {
        var parent = line.Field.GetIfThere("__parentId");
        places.Add(new BulkPlace((parent ?? line.Field.Get("id")).Number(rootType), parent is not null, at, line.Raw.Length));
        if (places.Count < most) return;
        places.Sort();
        runs.Add(BulkPlaces.Write(places));
        places.Clear();
    }

    /// <summary>Makes sure of it before anything is given.</summary>
    /// <exception cref="UnreadableException">Something is inside an object that is not in the file.</exception>
    public void Check()
    {
        places.Sort();
        long? root = null;
        foreach (var place in Sorted())
        {
            if (place.Inside && place.Root != root) throw new UnreadableException("__parentId", $"names {place.Root}, which is not in the file");
            root = place.Root;
        }
    }

    /// <summary>By their numbers, once they were checked.</summary>
    public IEnumerable<BulkGroup> Read(Stream file)
    {
        var group = new List<BulkPlace>();
        foreach (var place in Sorted())
        {
            if (group.Count > 0 && group[0].Root != place.Root)
            {
                foreach (var whole in Read(file, group)) yield return whole;
                group.Clear();
            }

            group.Add(place);
        }

        if (group.Count > 0)
            foreach (var whole in Read(file, group)) yield return whole;
    }

    public void Dispose() => runs.ForEach(run => run.Dispose());

    private static IEnumerable<BulkGroup> Read(Stream file, List<BulkPlace> group)
    {
        var texts = group.ConvertAll(place => Text(file, place));
        var lines = texts.ConvertAll(text => JsonDocument.Parse(text));
        try
        {
            yield return new BulkGroup(Field(lines[0]), [.. lines.Skip(1).Select(Field)], texts);
        }
        finally
        {
            foreach (var line in lines) line.Dispose();
        }
    }

    private static ShopifyField Field(JsonDocument line) => new(line.RootElement, "line");

    private static ReadOnlyMemory<byte> Text(Stream file, BulkPlace place)
    {
        var text = new byte[place.Length];
        file.Position = place.At;
        file.ReadExactly(text);
        return text;
    }

    private IEnumerable<BulkPlace> Sorted()
    {
        if (runs.Count == 0) return places;
        return Merged();
    }

    private IEnumerable<BulkPlace> Merged()
    {
        List<IEnumerator<BulkPlace>> sources = [.. runs.Select(run => run.Read().GetEnumerator()), places.GetEnumerator()];
        var next = new PriorityQueue<IEnumerator<BulkPlace>, BulkPlace>();
        foreach (var source in sources.Where(source => source.MoveNext())) next.Enqueue(source, source.Current);
        while (next.TryDequeue(out var source, out var place))
        {
            yield return place;
            if (source.MoveNext()) next.Enqueue(source, source.Current);
        }
    }
}
