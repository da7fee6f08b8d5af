namespace Tandem.Sandbox.Odoo.Wire;

/// <summary>What a server says about itself before anybody logs in.</summary>
internal static class Versions
{
    public static Dictionary<string, object?> Common(int version) => new()
    {
        ["server_version"] = version >= 19 ? "19.0" : "18.0+e-20241005",
        ["server_version_info"] = Info(version),
        ["server_serie"] = $"{version}.0",
        ["protocol_version"] = 1,
    };

    public static Dictionary<string, object?> Web(int version) => new() { ["version_info"] = Info(version), ["version"] = $"{version}.0" };

    private static List<object?> Info(int version) => [version, 0, 0, "final", 0, ""];
}
