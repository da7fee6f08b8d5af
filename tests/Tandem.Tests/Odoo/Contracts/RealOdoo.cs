using Tandem.Odoo;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

/// <summary>The Odoo that <c>TANDEM_ODOO_URL</c>, <c>_DB</c>, <c>_USER</c> and <c>_PASSWORD</c> name; the last may be an API key.</summary>
public sealed class RealOdoo : IOdooUnderTest
{
    public OdooConnection Connection
    {
        get
        {
            var url = Environment.GetEnvironmentVariable("TANDEM_ODOO_URL");
            Assert.SkipWhen(string.IsNullOrEmpty(url), "TANDEM_ODOO_URL, _DB, _USER and _PASSWORD name no Odoo to test with.");
            return new OdooConnection(new Uri(url!), Named("DB"), Named("USER"), new OdooSecret(Named("PASSWORD")));
        }
    }

    private static string Named(string name) =>
        Environment.GetEnvironmentVariable($"TANDEM_ODOO_{name}") is { Length: > 0 } value ? value : throw new InvalidOperationException($"TANDEM_ODOO_{name} is not set.");
}

/// <summary>The contract on a real Odoo.</summary>
public sealed class OnRealOdoo(OdooWorld<RealOdoo> world) : OdooContract(world), IClassFixture<OdooWorld<RealOdoo>>;
