using System.Text.Json.Nodes;
using Tandem.Shopify.Reading;
using Tandem.Sync;

namespace Tandem.Shopify.Admin;

/// <summary>One GraphQL document of ours, from its <c>.graphql</c> files.</summary>
public abstract class AdminDocument
{
    /// <param name="files">Of that folder, or with a folder of their own.</param>
    private protected AdminDocument(string folder, string[] files)
    {
        Name = files[0];
        Text = string.Join('\n', files.Select(file => Resource(file.Contains('/', StringComparison.Ordinal) ? $"{file.Replace('/', '.')}.graphql" : $"{folder}.{file}.graphql")));
    }

    /// <summary>Name of the operation, equal to that of its file.</summary>
    public string Name { get; }

    /// <summary>The operation with its fragments, as sent.</summary>
    public string Text { get; }

    /// <summary>What it is for, as a clause; <c>{id}</c> stands for the number of the record.</summary>
    public required string Purpose { get; init; }

    /// <summary>The global id of the record among the variables; null when there is none.</summary>
    public Func<JsonObject, string?> Record { get; init; } = variables => variables["id"]?.GetValue<string>();

    /// <summary>Sending it twice has the effect of sending it once, so it may follow an unknown outcome.</summary>
    public bool Repeatable { get; init; } = true;

    /// <summary>Paths without indexes that Shopify may deny without the answer losing its use, such as <c>order.risk</c>.</summary>
    public IReadOnlyList<string> Dispensable { get; init; } = [];

    internal string PurposeWith(JsonObject variables)
    {
        var id = Record(variables) ?? "";
        return Purpose.Replace("{id}", id[(id.LastIndexOf('/') + 1)..], StringComparison.Ordinal);
    }

    private static string Resource(string name)
    {
        var assembly = typeof(AdminDocument).Assembly;
        using var stream = assembly.GetManifestResourceStream($"Tandem.Shopify.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded in {assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A document with the reading of its answer.</summary>
/// <typeparam name="T">What the answer's <c>data</c> is read into.</typeparam>
public sealed class AdminDocument<T> : AdminDocument
{
    internal AdminDocument(string folder, params string[] files) : base(folder, files) { }

    /// <summary>Reads <c>data</c>; it must keep nothing of the JSON.</summary>
    public required Func<ShopifyField, T> Read { get; init; }
}
