using Tandem.Odoo.Pacing;
using Xunit;

namespace Tandem.Tests.Odoo;

/// <summary>A call of many is as large as Odoo works through while a live order can wait.</summary>
public sealed class LotSizesTests
{
    private readonly LotSizes sizes = new();

    [Fact]
    public void Calls_grow_from_small_ones_and_never_beyond_fifty()
    {
        var first = sizes.Of("load");
        Learn("load", 10);
        var second = sizes.Of("load");
        for (var call = 0; call < 5; call++) Learn("load", 10);

        Assert.InRange(first, 2, 20);
        Assert.InRange(second, first, first * 2);
        Assert.Equal(LotSizes.Most, sizes.Of("load"));
        Assert.Equal(first, sizes.Of("confirm"));
    }

    [Fact]
    public void A_slow_Odoo_gets_few_at_once_and_more_again_once_it_is_quick()
    {
        for (var call = 0; call < 4; call++) Learn("confirm", 1000);
        Assert.InRange(sizes.Of("confirm"), 1, 3);

        for (var call = 0; call < 8; call++) Learn("confirm", 20);
        Assert.Equal(LotSizes.Most, sizes.Of("confirm"));
    }

    [Fact]
    public void A_small_call_says_nothing_against_large_ones()
    {
        for (var call = 0; call < 6; call++) Learn("load", 10);
        sizes.Learn("load", 2, TimeSpan.FromMilliseconds(400));

        Assert.Equal(LotSizes.Most, sizes.Of("load"));
    }

    /// <param name="milliseconds">For each record.</param>
    private void Learn(string kind, int milliseconds) => sizes.Learn(kind, sizes.Of(kind), TimeSpan.FromMilliseconds(milliseconds * sizes.Of(kind)));
}
