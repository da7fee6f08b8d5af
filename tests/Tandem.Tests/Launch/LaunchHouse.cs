using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Stories;
using Xunit;

namespace Tandem.Tests.Launch;

/// <summary>A practice house for shops that are not set up yet; each test opens one of its own.</summary>
public sealed class LaunchHouse : IAsyncLifetime
{
    private PracticeHouse? house;
    private int opened;

    public PracticeHouse House => house!;

    public PracticeOdoo Odoo => House.Odoo;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => house = await PracticeHouse.Start(new PracticeHouseOptions
    {
        Settings = new Dictionary<string, string?> { ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:PollEvery"] = "00:00:00", ["Dispatch:Idle"] = "00:00:00.100", ["Shopify:CodeGrant"] = "true" },
    }, Stop);

    public T Get<T>() where T : notnull => House.App.Services.GetRequiredService<T>();

    public PracticeShop Open() => House.Shopify.AddShop(new ShopDescription(string.Create(CultureInfo.InvariantCulture, $"shop-{Interlocked.Increment(ref opened)}.myshopify.com")) { Variants = DemoOrders.Catalogue });

    public PageVisitor Visitor(PracticeShop shop, string user = "42") => new(House.Shopify, shop.Domain, House.AppAddress, user);

    /// <summary>A shop that has sold something and is installed, with the person who did it.</summary>
    public async Task<(PracticeShop Shop, PageVisitor Visitor, NewMerchant Merchant)> Installed()
    {
        var shop = Open();
        shop.Place(DemoOrders.Simple());
        shop.Place(DemoOrders.SeveralTaxes());
        var visitor = Visitor(shop);
        var merchant = new NewMerchant(House, visitor, TextWriter.Null);
        await merchant.Install(Stop);
        return (shop, visitor, merchant);
    }

    public async ValueTask DisposeAsync()
    {
        if (house is not null) await house.DisposeAsync();
    }
}
