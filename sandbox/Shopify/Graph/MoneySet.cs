using System.Globalization;
using Tandem.Sandbox.Shopify.Orders;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>One amount in the shop's and in the buyer's currency (Shopify MoneyBag).</summary>
public sealed record MoneySet(Bag Amount, string ShopCurrency, string PresentmentCurrency) : IGraphObject
{
    public string Type => "MoneyBag";

    public object? this[string field] => field switch
    {
        "shopMoney" => new Coin(Amount.Shop, ShopCurrency),
        "presentmentMoney" => new Coin(Amount.Presentment, PresentmentCurrency),
        _ => null,
    };
}

/// <summary>An amount of one currency (Shopify MoneyV2).</summary>
public sealed record Coin(decimal Amount, string CurrencyCode) : IGraphObject
{
    public string Type => "MoneyV2";

    public object? this[string field] => field switch
    {
        "amount" => Text(Amount),
        "currencyCode" => CurrencyCode,
        _ => null,
    };

    /// <summary>A decimal as Shopify writes it: no trailing zeros, at least one digit after the point.</summary>
    public static string Text(decimal amount) => amount.ToString("0.0#########", CultureInfo.InvariantCulture);
}
