using System.Globalization;

namespace Tandem.Sync;

/// <summary>An exact amount with its currency.</summary>
public readonly record struct Money(decimal Amount, Currency Currency)
{
    public static Money Zero(Currency currency) => new(0m, currency);

    public static Money operator +(Money left, Money right) => new(left.Amount + Same(left, right).Amount, left.Currency);

    public static Money operator -(Money left, Money right) => new(left.Amount - Same(left, right).Amount, left.Currency);

    public static Money operator -(Money money) => money with { Amount = -money.Amount };

    public static Money operator *(Money money, decimal factor) => money with { Amount = money.Amount * factor };

    public bool IsZero => Amount == 0m;

    public override string ToString() =>
        $"{Amount.ToString("F" + Currency.Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} {Currency.Code}";

    private static Money Same(Money left, Money right) => left.Currency == right.Currency
        ? right
        : throw new InvalidOperationException($"{left} and {right} are amounts of different currencies.");
}

/// <summary>One amount in the shop's currency and in the one the buyer saw (Shopify MoneyBag).</summary>
public readonly record struct MoneyBag(Money Shop, Money Presentment)
{
    public static MoneyBag operator +(MoneyBag left, MoneyBag right) => new(left.Shop + right.Shop, left.Presentment + right.Presentment);

    public static MoneyBag operator -(MoneyBag left, MoneyBag right) => new(left.Shop - right.Shop, left.Presentment - right.Presentment);

    public Money In(BookingCurrency booking) => booking == BookingCurrency.Shop ? Shop : Presentment;

    public bool IsZero => Shop.IsZero && Presentment.IsZero;
}

/// <summary>Which of an order's two currencies its Odoo documents are kept in.</summary>
public enum BookingCurrency
{
    Shop,
    Presentment,
}
