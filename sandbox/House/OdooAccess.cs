using Tandem.Odoo;

namespace Tandem.Sandbox.House;

/// <summary>Where an Odoo is and as whom to work there; the secret is its user's API key or password.</summary>
public sealed record OdooAccess(Uri Url, string Database, string User, string Secret)
{
    /// <summary>The Odoo that <c>TANDEM_ODOO_URL</c>, <c>_DB</c>, <c>_USER</c> and <c>_PASSWORD</c> name; null where they name none.</summary>
    public static OdooAccess? OfEnvironment() =>
        Environment.GetEnvironmentVariable("TANDEM_ODOO_URL") is { Length: > 0 } url ? new OdooAccess(new Uri(url), Variable("DB"), Variable("USER"), Variable("PASSWORD")) : null;

    public OdooConnection Connection => new(Url, Database, User, new OdooSecret(Secret));

    public override string ToString() => $"{Url} ({Database})";

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable($"TANDEM_ODOO_{name}") is { Length: > 0 } value ? value : throw new InvalidOperationException($"TANDEM_ODOO_{name} is not set.");
}
