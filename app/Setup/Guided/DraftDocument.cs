using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.App.Setup;

/// <summary>A decisions document that may lack what is not decided yet; each change answers a document of its own.</summary>
public sealed class DraftDocument
{
    /// <summary>Where the pages keep the key, the file names a variable that may hold it just as well.</summary>
    private const string UsualSecret = "env:TANDEM_ODOO_KEY";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly JsonObject json;

    private DraftDocument(JsonObject json) => this.json = json;

    public static DraftDocument Empty(ShopDomain shop) => new(new JsonObject { ["$schema"] = DecisionsFile.Schema, ["shop"] = shop.Value });

    /// <param name="text">A JSON object.</param>
    public static DraftDocument Of(string text) => new(JsonNode.Parse(text)!.AsObject());

    public override string ToString() => json.ToJsonString(Layout);

    public byte[] Bytes() => Encoding.UTF8.GetBytes(ToString());

    public JsonNode? At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        JsonNode? node = json;
        foreach (var key in path.Split('.')) node = node is JsonObject inner && inner.TryGetPropertyValue(key, out var found) ? found : null;
        return node;
    }

    /// <summary>A setting as a text; null where it is not decided, or is none.</summary>
    public string? Text(string path) => At(path) switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? "true" : "false",
        JsonValue value => value.ToJsonString(),
        _ => null,
    };

    public bool Flag(string path, bool otherwise = false) => At(path) is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : otherwise;

    public IReadOnlyList<JsonObject> Entries(string path) => At(path) is JsonArray list ? [.. list.OfType<JsonObject>()] : [];

    public bool Decides(SetupStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return At(step.Marker) is not null;
    }

    /// <summary>Another document in which a setting says something else; null takes it out.</summary>
    public DraftDocument With(string path, JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(path);
        var changed = Of(ToString());
        var keys = path.Split('.');
        var inner = changed.json;
        foreach (var key in keys[..^1])
        {
            if (inner[key] is not JsonObject next)
            {
                if (value is null) return changed;
                inner[key] = next = [];
            }

            inner = next;
        }

        if (value is null) inner.Remove(keys[^1]);
        else inner[keys[^1]] = value.DeepClone();
        return changed;
    }

    /// <summary>Without what a step decides; its approval goes with it.</summary>
    public DraftDocument WithoutApproval(SetupStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var changed = Of(ToString());
        foreach (var (path, entry) in changed.json["approvals"] as JsonObject ?? [])
        {
            if (entry is not JsonObject approval || !(step.Decides(path) || step.Paths.Any(own => SetupStep.Covers(path, own)))) continue;
            approval.Remove("approvedBy");
            approval.Remove("approvedAt");
        }

        return changed;
    }

    /// <summary>Whoever owns the step has approved it.</summary>
    public DraftDocument Approved(SetupStep step, string by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(step);
        var changed = Of(ToString());
        if (changed.json["approvals"] is not JsonObject approvals) changed.json["approvals"] = approvals = [];
        foreach (var path in step.Paths)
        {
            var owner = (approvals[path] as JsonObject)?["owner"]?.GetValue<string>() ?? step.Owner.ToString().ToLowerInvariant();
            approvals[path] = new JsonObject { ["owner"] = owner, ["approvedBy"] = by, ["approvedAt"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) };
        }

        return changed;
    }

    /// <summary>Who approved a step, and when; null where anything of it is open.</summary>
    public (string By, string At)? Approval(SetupStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (json["approvals"] is not JsonObject approvals) return null;
        (string By, string At)? last = null;
        foreach (var path in step.Paths)
        {
            var over = approvals.FirstOrDefault(entry => SetupStep.Covers(entry.Key, path) && entry.Value?["approvedBy"] is not null).Value;
            if (over is null) return null;
            last = (over["approvedBy"]!.GetValue<string>(), over["approvedAt"]!.GetValue<string>());
        }

        return last;
    }

    /// <summary>Equal while nobody changed what the step decides.</summary>
    public string Stamp(SetupStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Digest(step.Paths);
    }

    /// <summary>Equal while nobody decided anything anew, whoever approved.</summary>
    public string Stamp() => Digest([.. SetupStep.All.SelectMany(step => step.Paths)]);

    /// <summary>A whole file for checking: what is not decided yet is filled with what asks nothing of Odoo.</summary>
    public byte[] Completed(ShopDomain shop)
    {
        var whole = this;
        void Fill(string path, string word)
        {
            if (whole.At(path) is null) whole = whole.With(path, JsonValue.Create(word));
        }

        Fill("shop", shop.Value);
        Fill("odoo.secret", UsualSecret);
        Fill("customers.strategy", "matchEmail");
        Fill("products.shopify", "sku");
        Fill("products.odoo", "internalReference");
        // No company has this number; that none is decided yet is told as such.
        if (whole.At("odoo.company") is null) whole = whole.With("odoo.company", JsonValue.Create(int.MaxValue));
        return whole.Bytes();
    }

    private string Digest(IReadOnlyList<string> paths)
    {
        var text = string.Join('\n', paths.Where(path => path != "odoo.secret").Select(path => $"{path}={At(path)?.ToJsonString()}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
