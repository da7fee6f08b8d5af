using System.Text.Json;
using Tandem.Sync.Decisions;
using Xunit;

namespace Tandem.Tests.Decisions;

public sealed class DecisionsSchemaTests
{
    private static JsonElement Schema => JsonDocument.Parse(Sample.Schema).RootElement;

    [Fact]
    public void The_schema_and_the_reader_know_the_same_keys()
    {
        var inSchema = new Dictionary<string, IReadOnlyList<string>>();
        Collect(Schema, "", inSchema);

        Assert.Equal(DecisionsKeys.BySection.Keys.Order(), inSchema.Keys.Order());
        Assert.All(DecisionsKeys.BySection, section => Assert.Equal(section.Value, inSchema[section.Key]));
    }

    [Fact]
    public void The_schema_and_the_reader_agree_on_what_can_be_approved()
    {
        var allowed = Schema.GetProperty("properties").GetProperty("approvals").GetProperty("propertyNames").GetProperty("enum");

        Assert.Equal(DecisionsKeys.Approvable.Order(), allowed.EnumerateArray().Select(path => path.GetString()!).Order());
    }

    [Fact]
    public void The_sample_satisfies_the_schema_and_the_reader()
    {
        using var sample = JsonDocument.Parse(Sample.File);

        Assert.Empty(new SchemaForm(Schema).Violations(sample.RootElement));
        Assert.Equal("alpha.myshopify.com", Sample.Decisions.Shop.Value);
    }

    [Fact]
    public void The_sample_states_every_setting()
    {
        var lines = Assert.IsType<DecisionsReading.Read>(DecisionsFile.Read(Sample.File)).Lines;

        var settings = DecisionsKeys.BySection.Where(section => !section.Key.Contains('[') && !section.Key.Contains('*'))
            .SelectMany(section => section.Value.Select(key => section.Key.Length == 0 ? key : $"{section.Key}.{key}"));
        Assert.Empty(settings.Except(lines.Keys));
    }

    [Fact]
    public void The_page_explains_every_setting()
    {
        var page = File.ReadAllText(Sample.Doc("decisions-file.md"));

        Assert.DoesNotContain(DecisionsKeys.BySection.SelectMany(section => section.Value), key => !page.Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "shop": "a.example.com" }""")]
    [InlineData("""{ "shop": "a.myshopify.com", "odoo": { "url": "https://o", "database": "d", "user": "u", "secret": "pw", "company": 1 }, "customers": { "strategy": "matchEmail" }, "products": { "shopify": "sku", "odoo": "barcode" } }""")]
    [InlineData("""{ "shop": "a.myshopify.com", "odoo": { "url": "https://o", "database": "d", "user": "u", "secret": "env:K", "company": 1 }, "customers": { "strategy": "houseAccount" }, "products": { "shopify": "sku", "odoo": "barcode" } }""")]
    public void What_the_reader_refuses_the_schema_refuses(string file)
    {
        using var json = JsonDocument.Parse(file);

        Assert.NotEmpty(Sample.Problems(file));
        Assert.NotEmpty(new SchemaForm(Schema).Violations(json.RootElement));
    }

    private static void Collect(JsonElement schema, string path, Dictionary<string, IReadOnlyList<string>> sections)
    {
        if (schema.TryGetProperty("properties", out var properties))
        {
            sections[path] = [.. properties.EnumerateObject().Select(property => property.Name)];
            foreach (var property in properties.EnumerateObject())
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", sections);
        }

        if (schema.TryGetProperty("items", out var items)) Collect(items, $"{path}[]", sections);
        if (schema.TryGetProperty("additionalProperties", out var entries) && entries.ValueKind == JsonValueKind.Object && entries.TryGetProperty("properties", out _))
            Collect(entries, $"{path}.*", sections);
    }
}
