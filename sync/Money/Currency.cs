namespace Tandem.Sync;

/// <summary>An ISO 4217 currency, by its three-letter code.</summary>
public readonly record struct Currency
{
    public Currency(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != 3 || !code.All(char.IsAsciiLetterUpper))
            throw new FormatException($"'{code}' is not a currency code: three capital letters are.");
        Code = code;
    }

    public string Code { get; }

    /// <summary>Digits after the decimal point in which amounts of this currency are stated.</summary>
    public int Digits => Code switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>The smallest amount: 0.01 for most currencies.</summary>
    public decimal Unit => Digits switch { 0 => 1m, 3 => 0.001m, _ => 0.01m };

    /// <summary>Rounds half away from zero, as Odoo and Shopify do.</summary>
    public decimal Round(decimal amount) => Math.Round(amount, Digits, MidpointRounding.AwayFromZero);

    public override string ToString() => Code;
}
