namespace Tandem.Shopify.Bulk;

/// <summary>A whole list that Shopify is to write.</summary>
/// <param name="Query">As it is run; <see cref="Text"/> reads it from its file.</param>
/// <param name="Purpose">What is read, for sentences: “reading a list of all orders”.</param>
internal sealed record BulkList(string Query, string Purpose)
{
    /// <summary>A query in this folder, with its blanks still to be filled in.</summary>
    public static string Text(string name)
    {
        var file = $"Tandem.Shopify.Bulk.{name}.bulk.graphql";
        using var stream = typeof(BulkList).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"{file} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
