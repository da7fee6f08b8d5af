using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Shops;

/// <summary>The metafields of one shop, by owner, namespace and key; those of an app under <c>app--id</c>.</summary>
public sealed class Metafields(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Owner, string Namespace, string Key), ShopifyObject> fields = new();
    private readonly List<ShopifyObject> definitions = [];
    private readonly Lock gate = new();
    private long last = 45_000_000_000_000;

    /// <summary>The namespace that an app means: its own where it names none or <c>$app</c>.</summary>
    public static string Resolve(string? name) => name switch
    {
        null or "$app" => "app--1",
        _ when name.StartsWith("$app:", StringComparison.Ordinal) => $"app--1--{name[5..]}",
        _ => name,
    };

    /// <summary>What was defined, by the merchant or an app.</summary>
    public IReadOnlyList<ShopifyObject> Definitions
    {
        get { lock (gate) return [.. definitions]; }
    }

    /// <param name="ownerType">Such as PRODUCT.</param>
    public ShopifyObject Define(string ownerType, string? name, string key, string label, string type)
    {
        lock (gate)
        {
            var made = new ShopifyObject("MetafieldDefinition")
            {
                ["id"] = Gid.Of("MetafieldDefinition", definitions.Count + 1), ["name"] = label, ["namespace"] = Resolve(name), ["key"] = key, ["ownerType"] = ownerType,
                ["type"] = new ShopifyObject("MetafieldDefinitionType") { ["name"] = type, ["category"] = "TEXT" },
            };
            definitions.RemoveAll(one => one.Text("ownerType") == ownerType && one.Text("namespace") == Resolve(name) && one.Text("key") == key);
            definitions.Add(made);
            return made;
        }
    }

    public ShopifyObject? Find(string owner, string? name, string key) => fields.GetValueOrDefault((owner, Resolve(name), key));

    /// <summary>The value of an app's metafield, for tests.</summary>
    public string? Value(string owner, string key) => Find(owner, null, key)?.Text("value");

    /// <summary>The owner of the metafield that has a value of its own; null when none has it.</summary>
    internal string? OwnerOf(string? name, string key, string value) =>
        fields.Where(field => field.Key.Namespace == Resolve(name) && field.Key.Key == key && field.Value.Text("value") == value).Select(field => field.Key.Owner).FirstOrDefault();

    public IReadOnlyList<ShopifyObject> Of(string owner) =>
        [.. fields.Where(f => f.Key.Owner == owner).Select(f => f.Value).OrderBy(f => f.Id, StringComparer.Ordinal)];

    /// <summary>Writes all entries or, if one may not be written, none and says why.</summary>
    internal (IReadOnlyList<ShopifyObject> Written, IReadOnlyList<ShopifyObject> Errors) Set(IReadOnlyList<MetafieldEntry> entries, Func<string, bool> ownerExists)
    {
        lock (gate)
        {
            var errors = entries.Select((e, i) => Wrong(e, i, ownerExists)).OfType<ShopifyObject>().ToArray();
            if (errors.Length > 0) return ([], errors);
            return ([.. entries.Select(Write)], []);
        }
    }

    internal bool Delete(string owner, string? name, string key) => fields.TryRemove((owner, Resolve(name), key), out _);

    private ShopifyObject? Wrong(MetafieldEntry entry, int index, Func<string, bool> ownerExists)
    {
        var found = Find(entry.Owner, entry.Namespace, entry.Key);
        if (!ownerExists(entry.Owner)) return Error(index, ["metafields", $"{index}", "ownerId"], "INVALID_VALUE", "Owner does not exist.");
        if (found is null && entry.Type is null) return Error(index, ["metafields", $"{index}", "type"], "BLANK", "Type can't be blank");
        if (entry.Value.Length == 0) return Error(index, ["metafields", $"{index}", "value"], "BLANK", "Value can't be blank");
        if (entry.Type == "number_integer" && !long.TryParse(entry.Value, out _)) return Error(index, ["metafields", $"{index}", "value"], "INVALID_VALUE", "Value must be an integer.");
        if (entry.Compares && found?.Text("compareDigest") != entry.Digest)
            return Error(null, ["metafields", $"{index}"], "STALE_OBJECT", "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.");
        return null;
    }

    private static ShopifyObject Error(int? index, string[] field, string code, string message) => new("MetafieldsSetUserError")
    {
        ["field"] = field,
        ["message"] = message,
        ["code"] = code,
        ["elementIndex"] = index,
    };

    private ShopifyObject Write(MetafieldEntry entry)
    {
        var found = Find(entry.Owner, entry.Namespace, entry.Key);
        var number = found is null ? last += 32_768 : Gid.Number(found.Id);
        var made = new ShopifyObject("Metafield")
        {
            ["id"] = Gid.Of("Metafield", number),
            ["legacyResourceId"] = number,
            ["namespace"] = Resolve(entry.Namespace),
            ["key"] = entry.Key,
            ["type"] = entry.Type ?? found?.Text("type"),
            ["value"] = entry.Value,
            ["jsonValue"] = entry.Value,
            ["compareDigest"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{entry.Type}:{entry.Value}"))),
            ["ownerType"] = "ORDER",
            ["sizeInBytes"] = Encoding.UTF8.GetByteCount(entry.Value),
            ["createdAt"] = found?["createdAt"] ?? clock.GetUtcNow(),
            ["updatedAt"] = clock.GetUtcNow(),
        };
        fields[(entry.Owner, Resolve(entry.Namespace), entry.Key)] = made;
        return made;
    }
}

/// <summary>One metafield to write.</summary>
/// <param name="Compares">The caller sent a compareDigest; a null digest then means that it mustn't exist.</param>
internal sealed record MetafieldEntry(string Owner, string? Namespace, string Key, string Value, string? Type, bool Compares, string? Digest);
