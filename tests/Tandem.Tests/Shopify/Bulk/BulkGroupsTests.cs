using System.Globalization;
using System.Text;
using System.Text.Json;
using Tandem.Shopify.Bulk;
using Tandem.Shopify.Reading;
using Xunit;

namespace Tandem.Tests.Shopify;

public sealed class BulkGroupsTests
{
    [Theory]
    [InlineData(7, 40)]
    [InlineData(1000, 40)]
    [InlineData(9000, 8000)]
    public void What_belongs_together_comes_together_however_much_of_it_is_kept_on_the_disk(int held, int orders)
    {
        var lines = Enumerable.Range(1, orders).SelectMany(order => Enumerable.Range(0, 1 + (order % 4)).Select(inside => inside == 0 ? Root(order) : Inside(order, inside))).ToArray();
        new Random(1).Shuffle(lines);
        using var groups = new BulkGroups(held);
        using var file = Filled(groups, lines);

        groups.Check();
        var read = groups.Read(file).Select(group => (Order: group.Root.Get("id").Number("Order"), Inside: group.Inside.Count, Lines: group.Lines.Count)).ToList();

        Assert.Equal(Enumerable.Range(1, orders).Select(order => ((long)order, order % 4, 1 + (order % 4))), read);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    public void What_is_inside_something_that_is_not_there_is_found_before_anything_is_given(int held)
    {
        using var groups = new BulkGroups(held);
        using var file = Filled(groups, [Root(1), Root(2), Inside(3, 1), Root(4), Inside(4, 1)]);

        Assert.Equal("names 3, which is not in the file", Assert.Throws<UnreadableException>(groups.Check).Reason);
    }

    private static MemoryStream Filled(BulkGroups groups, IEnumerable<string> lines)
    {
        var file = new MemoryStream();
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            var bytes = Encoding.UTF8.GetBytes(line);
            groups.Add(new BulkLine(new ShopifyField(json.RootElement, "line"), bytes), file.Position, "Order");
            file.Write(bytes);
            file.WriteByte((byte)'\n');
        }

        return file;
    }

    private static string Root(int order) => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"gid://shopify/Order/{{order}}"}""");

    private static string Inside(int order, int line) => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"gid://shopify/LineItem/{{order}}{{line}}","__parentId":"gid://shopify/Order/{{order}}"}""");
}
