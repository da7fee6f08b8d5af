using System.Globalization;

namespace Tandem.Load;

/// <summary>What a load is told, such as <c>orders=200</c>.</summary>
internal static class LoadArguments
{
    public static int Number(this IReadOnlyList<string> arguments, string name, int otherwise) => arguments.Word(name) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    public static double Fraction(this IReadOnlyList<string> arguments, string name, double otherwise) => arguments.Word(name) is { } given ? double.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Null where it was not told.</summary>
    public static string? Word(this IReadOnlyList<string> arguments, string name) => arguments.FirstOrDefault(argument => argument.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
