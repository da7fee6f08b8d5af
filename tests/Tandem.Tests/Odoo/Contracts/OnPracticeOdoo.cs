using Tandem.Odoo;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Odoo.Seed;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

/// <summary>An Odoo to practise on, started for the suite.</summary>
public abstract class PracticeOdooUnderTest(int version, string secret) : IOdooUnderTest, IAsyncLifetime
{
    private PracticeOdoo? odoo;

    public OdooConnection Connection => new(odoo!.Address, odoo.Database, "admin", new OdooSecret(secret));

    public async ValueTask InitializeAsync() =>
        odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (odoo is not null) await odoo.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The practice Odoo 19 with a password, over JSON-RPC.</summary>
public sealed class PracticeOdoo19() : PracticeOdooUnderTest(19, "admin");

/// <summary>The practice Odoo 19 with a key, over JSON-2.</summary>
public sealed class PracticeOdoo19Key() : PracticeOdooUnderTest(19, PracticeOdooSeed.AdministratorKey);

/// <summary>The contract on the practice Odoo 19 over JSON-RPC.</summary>
public sealed class OnPracticeOdoo19(OdooWorld<PracticeOdoo19> world) : OdooContract(world), IClassFixture<OdooWorld<PracticeOdoo19>>;

/// <summary>The contract on the practice Odoo 19 over JSON-2.</summary>
public sealed class OnPracticeOdoo19Key(OdooWorld<PracticeOdoo19Key> world) : OdooContract(world), IClassFixture<OdooWorld<PracticeOdoo19Key>>;
