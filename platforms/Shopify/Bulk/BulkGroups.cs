using System.Text.Json;
using Tandem.Shopify.Reading;

namespace Tandem.Shopify.Bulk;

/// <summary>An object of a bulk operation's file with those inside it, which stand anywhere in the file.</summary>
internal sealed record BulkGroup(ShopifyField Root, IReadOnlyList<ShopifyField> Inside);

/// <summary>Brings together what belongs together by the places of the lines alone: a few bytes for each are kept, the lines stay on the disk.</summary>
internal sealed class BulkGroups
{
    private readonly List<Place> places = [];

    public void Add(BulkLine line, long at, string rootType)
    {
        var parent = line.Field.GetIfThere("__parentId");
        places.Add(new Place((parent ?? line.Field.Get("id")).Number(rootType), parent is not null, at, line.Raw.Length));
    }

    /// <exception cref="UnreadableException">Something is inside an object that is not in the file.</exception>
    public IEnumerable<BulkGroup> Read(Stream file)
    {
        places.Sort();
        for (var first = 0; first < places.Count;)
        {
            var end = first + 1;
            while (end < places.Count && places[end].Root == places[first].Root) end++;
            if (places[first].Inside) throw new UnreadableException("__parentId", $"names {places[first].Root}, which is not in the file");
            var lines = places[first..end].Select(place => Parsed(file, place)).ToList();
            try
            {
                yield return new BulkGroup(Field(lines[0]), [.. lines.Skip(1).Select(Field)]);
            }
            finally
            {
                foreach (var line in lines) line.Dispose();
            }

            first = end;
        }
    }

    private static ShopifyField Field(JsonDocument line) => new(line.RootElement, "line");

    private static JsonDocument Parsed(Stream file, Place place)
    {
        var text = new byte[place.Length];
        file.Position = place.At;
        file.ReadExactly(text);
        return JsonDocument.Parse(text);
    }

    /// <param name="Root">The number of the object that it is, or is inside of.</param>
    private readonly record struct Place(long Root, bool Inside, long At, int Length) : IComparable<Place>
    {
        public int CompareTo(Place other) => (Root, Inside, At).CompareTo((other.Root, other.Inside, other.At));
    }
}
