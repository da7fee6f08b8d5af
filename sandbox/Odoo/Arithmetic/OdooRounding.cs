namespace Tandem.Sandbox.Odoo.Arithmetic;

/// <summary>Odoo's <c>float_round</c>: half away from zero, after a nudge of 2^-50 of the value that heals cut fractions.</summary>
public static class OdooRounding
{
    private const decimal Nudge = 0.00000000000000088817841970012523m;

    /// <summary>Rounds to a number of decimal digits.</summary>
    public static decimal ToDigits(decimal value, int digits) => ToStep(value, Step(digits));

    /// <summary>Rounds to a multiple of a currency's smallest amount.</summary>
    public static decimal ToStep(decimal value, decimal step)
    {
        var steps = value / step;
        return Math.Round(steps + steps * Nudge, 0, MidpointRounding.AwayFromZero) * step;
    }

    /// <summary>True where the value is smaller than half the smallest amount.</summary>
    public static bool IsZero(decimal value, decimal step) => ToStep(value, step) == 0m;

    /// <summary>0.01 for two digits.</summary>
    public static decimal Step(int digits)
    {
        var step = 1m;
        for (var i = 0; i < digits; i++) step /= 10m;
        return step;
    }
}
