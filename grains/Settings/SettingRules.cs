using System.Globalization;
using System.Net;

namespace Tandem.Grains.Settings;

/// <summary>What the type of a setting does not say: bounds, forms, examples, and which are secret.</summary>
internal static class SettingRules
{
    private static readonly Dictionary<string, Rule> Rules = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Shopify:ClientId"] = new("the app's client id from Shopify's Dev Dashboard", "0123456789abcdef0123456789abcdef", IsWord),
        ["Shopify:ClientSecret"] = new("the app's client secret from Shopify's Dev Dashboard, at least 16 characters", "shpss_0123456789abcdef", value => value.Length >= 16) { Secret = true },
        ["Shopify:PreviousClientSecret"] = new("the client secret before the rotation, at least 16 characters", "shpss_0123456789abcdef", value => value.Length >= 16) { Secret = true },
        ["Shopify:ApiVersion"] = new("a version of Shopify's Admin API", "2026-07", value => DateOnly.TryParseExact(value + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        ["Shopify:ShopUrl"] = new("an address in which {shop} stands for the shop's domain", "https://{shop}", value => IsWeb(value.Replace("{shop}", "shop", StringComparison.Ordinal))),
        ["Shopify:AppBridgeUrl"] = Web("https://cdn.shopify.com/shopifycloud/app-bridge.js"),
        ["Shopify:PolarisUrl"] = Web("https://cdn.shopify.com/shopifycloud/polaris-1.js"),
        ["Shopify:AdminUrl"] = Web("https://admin.shopify.com"),
        ["Tandem:PublicUrl"] = Web("https://tandem.example.com"),
        ["Telemetry:Prometheus"] = new("an address to listen at, http and a port, without a path", "http://127.0.0.1:9464", value => IsWeb(value.Replace("//*", "//any", StringComparison.Ordinal))),
        ["Cluster:Address"] = new("an IP address of this machine, or own", "10.0.0.5", value => IPAddress.TryParse(value, out _) || value.Equals("own", StringComparison.OrdinalIgnoreCase)),
        ["Cluster:SiloPort"] = Within(0, 65_535, "11111"),
        ["Cluster:GatewayPort"] = Within(0, 65_535, "30000"),
        ["Secrets:Key"] = new("32 random bytes as base64, as “openssl rand -base64 32” gives them", "…", IsKey) { Secret = true },
        ["Secrets:PreviousKey"] = new("32 random bytes as base64, the Secrets:Key of before", "…", IsKey) { Secret = true },
        ["Odoo:MaxConcurrentCalls"] = Within(1, 64, "4"),
        ["Dispatch:Passes"] = Within(1, 1024, "32"),
        ["Dispatch:PassesPerShop"] = Within(1, 1024, "16"),
        ["Dispatch:Idle"] = Longer("00:00:01"),
        ["Dispatch:Lease"] = Longer("00:16:00"),
        ["Dispatch:Drain"] = new("at most 25 seconds, since a stop may take 30", "00:00:20", value => TimeSpan.Parse(value, CultureInfo.InvariantCulture) <= TimeSpan.FromSeconds(25)),
        ["Inbox:SignalsInOneCommit"] = Within(1, 10_000, "128"),
        ["Inbox:Writers"] = Within(1, 16, "2"),
        ["Inbox:MayWait"] = Within(1, 1_000_000, "4096"),
        ["Inbox:CommitWithin"] = new("more than nothing and at most 4 seconds, since Shopify waits 5", "00:00:04", value => TimeSpan.Parse(value, CultureInfo.InvariantCulture) is { Ticks: > 0, TotalSeconds: <= 4 }),
        ["Retention:Activity"] = Longer("396.00:00:00"),
        ["Retention:Signals"] = new("at least a day, since duplicates are known by them", "30.00:00:00", value => TimeSpan.Parse(value, CultureInfo.InvariantCulture) >= TimeSpan.FromDays(1)),
        ["Reconciler:Days"] = Within(1, 3650, "35"),
        ["Mail:Smtp"] = new("an address of a mail server", "smtps://user@mail.example.com:465", value => new Uri(value).Scheme is "smtp" or "smtps") { Secret = true },
        ["Mail:Password"] = new("the password of the mail server's user", "…", _ => true) { Secret = true },
        ["Mail:Attempts"] = Within(1, 100, "3"),
    };

    public static string Missing(string key) => $"{key} is missing: {Of(key).Form}, such as {Of(key).Example}. As an environment variable: {Variable(key)}.";

    public static string Wrong(string key, string value, string form, Type type) => Sentence(key, value, form, Rules.TryGetValue(key, out var rule) ? rule.Example : Example(type));

    /// <summary>Null where the rule holds, or there is none.</summary>
    public static string? Broken(string key, string value) => Rules.TryGetValue(key, out var rule) && !rule.Holds(value) ? Sentence(key, value, rule.Form, rule.Example) : null;

    private static string Sentence(string key, string value, string form, string example)
    {
        var found = Rules.TryGetValue(key, out var rule) && rule.Secret ? "something else" : $"“{value}”";
        return $"{key} is {found}, and must be {form}, such as {example}. As an environment variable: {Variable(key)}.";
    }

    private static Rule Of(string key) => Rules.GetValueOrDefault(key) ?? new Rule("a value", "…", _ => true);

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    private static string Example(Type type) => type == typeof(bool) ? "true" : type == typeof(TimeSpan) ? "00:05:00" : type == typeof(Uri) ? "https://tandem.example.com" : "10";

    private static Rule Web(string example) => new("a whole address that begins with https:// or http://", example, IsWeb);

    private static Rule Within(int least, int most, string example) => new(
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), example, value => long.Parse(value, CultureInfo.InvariantCulture) is var number && number >= least && number <= most);

    private static Rule Longer(string example) => new("longer than nothing", example, value => TimeSpan.Parse(value, CultureInfo.InvariantCulture) > TimeSpan.Zero);

    private static bool IsWeb(string value) => Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");

    private static bool IsKey(string value) => Convert.TryFromBase64String(value, new byte[value.Length], out var length) && length == 32;

    private static bool IsWord(string value) => !value.Any(char.IsWhiteSpace);

    private sealed record Rule(string Form, string Example, Func<string, bool> Holds)
    {
        /// <summary>Its value is not repeated.</summary>
        public bool Secret { get; init; }
    }
}
