using Tandem.Odoo;
using Tandem.Sandbox.Odoo;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

/// <summary>The Odoo that <c>TANDEM_ODOO_URL</c>, <c>_DB</c>, <c>_USER</c> and <c>_PASSWORD</c> name, the last of which may be an API key; where they name none, the practice Odoo 18.</summary>
public sealed class OdooAtHand : IOdooUnderTest, IAsyncLifetime
{
    private PracticeOdoo? practice;

    public static bool IsReal => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TANDEM_ODOO_URL"));

    public Uri Url => practice?.Address ?? new Uri(Named("URL"));

    public string Database => practice?.Database ?? Named("DB");

    public string User => practice is null ? Named("USER") : "admin";

    /// <summary>Key or password.</summary>
    public string Secret => practice is null ? Named("PASSWORD") : "admin";

    public OdooConnection Connection => new(Url, Database, User, new OdooSecret(Secret));

    public async ValueTask InitializeAsync()
    {
        if (!IsReal) practice = await PracticeOdoo.Start(new PracticeOdooOptions { Version = 18, Manufacturing = true }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (practice is not null) await practice.DisposeAsync();
    }

    private static string Named(string name) =>
        Environment.GetEnvironmentVariable($"TANDEM_ODOO_{name}") is { Length: > 0 } value ? value : throw new InvalidOperationException($"TANDEM_ODOO_{name} is not set.");
}

/// <summary>The contract on the Odoo at hand.</summary>
public sealed class OnOdooAtHand(OdooWorld<OdooAtHand> world) : OdooContract(world), IClassFixture<OdooWorld<OdooAtHand>>;
