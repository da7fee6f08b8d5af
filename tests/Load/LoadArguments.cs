using System.Globalization;

namespace Tandem.Load;

/// <summary>What a load is told, such as <c>orders=200</c>.</summary>
internal static class LoadArguments
{
    public static int Number(this IReadOnlyList<string> arguments, string name, int otherwise) =>
        arguments.FirstOrDefault(argument => argument.StartsWith(name + "=", StringComparison.Ordinal)) is { } given ? int.Parse(given[(name.Length + 1)..], CultureInfo.InvariantCulture) : otherwise;
}
