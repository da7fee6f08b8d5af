using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Tandem.Odoo;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

/// <summary>What the contract needs in an Odoo, made once for each run under names of its own.</summary>
public abstract class OdooWorld(IOdooUnderTest target) : IAsyncLifetime
{
    private readonly List<OdooClients> opened = [];

    public string Tag { get; } = Guid.NewGuid().ToString("N")[..8];

    /// <summary>Set by the first test that needs it, so that a suite without an Odoo skips instead of failing.</summary>
    private Task? made;

    public OdooConnection Connection => target.Connection;
    public IOdoo Odoo { get; private set; } = null!;
    public OdooProfile Profile { get; private set; } = null!;
    public OdooId<Product> Product { get; private set; }
    public OdooId<Tax> Excluded { get; private set; }
    public OdooId<Tax> Included { get; private set; }
    public OdooId<Tax> Archived { get; private set; }
    public OrderPartners Partners { get; private set; } = null!;
    public string Module => $"tandem_contract{Tag}";
    public OdooContext Context => Profile.Context;
    public SaleOrders Orders => new(Odoo, Profile, Module);

    /// <summary>A bank journal of its own, with outstanding accounts; made by the first test that needs it.</summary>
    private Task<OdooId<Journal>>? gateway;

    public Task Ready() => made ??= Make();

    public Task<OdooId<Journal>> Gateway() => gateway ??= NewJournal("Gateway", null);

    /// <summary>A bank journal with an account of its own for what is outstanding.</summary>
    public async Task<OdooId<Journal>> NewJournal(string name, Currency? currency)
    {
        var stop = TestContext.Current.CancellationToken;
        var code = $"{name[..1]}{Tag[..4]}".ToUpperInvariant();
        var account = await Create("account.account", ("name", $"Outstanding {name} {Tag}"), ("code", $"109{code}"), ("account_type", "asset_current"), ("reconcile", true));
        var values = new List<(string, object?)> { ("name", $"{name} {Tag}"), ("code", code), ("type", "bank"), ("company_id", Profile.Company.Id) };
        if (currency is { } own) values.Add(("currency_id", Profile.IdOf(own)));
        var journal = await Create("account.journal", [.. values]);
        var lines = (await Odoo.Read("account.journal", [journal], ["inbound_payment_method_line_ids", "outbound_payment_method_line_ids"], Context, stop))[0];
        int[] ways = [.. lines.Ids("inbound_payment_method_line_ids"), .. lines.Ids("outbound_payment_method_line_ids")];
        await Odoo.Write("account.payment.method.line", ways, new Dictionary<string, object?> { ["payment_account_id"] = account }, Context, stop);
        return new OdooId<Journal>(journal);
    }

    /// <summary>Another client: connections, session and pace of its own.</summary>
    public IOdoo Open(OdooConnection connection, OdooOptions? options = null)
    {
        var clients = new OdooClients(
            Options.Create(options ?? new OdooOptions { AllowPrivateNetworks = true, MaxConcurrentCalls = 4 }), TimeProvider.System, NullLoggerFactory.Instance);
        lock (opened) opened.Add(clients);
        return clients.For(connection);
    }

    public Confirmation Confirmation(IOdoo odoo) => new(odoo, Orders, Context, new OdooOptions(), TimeProvider.System);

    /// <summary>A new user with only these groups, by their external ids.</summary>
    public async Task<OdooConnection> User(params (string Module, string Name)[] groups)
    {
        var login = $"user{Guid.NewGuid():N}"[..16];
        var field = (await Odoo.FieldsGet("res.users", ["group_ids", "groups_id"], TestContext.Current.CancellationToken)).Keys.Single();
        var ids = new List<int>();
        foreach (var (module, name) in groups) ids.Add((await ExternalIds.Find<Group>(Odoo, module, name, TestContext.Current.CancellationToken))!.Value.Value);
        await Create("res.users", ("name", login), ("login", login), ("password", login), ("email", $"{login}@example.com"), (field, new object[] { new object[] { 6, 0, ids } }));
        return Connection with { User = login, Secret = new OdooSecret(login) };
    }

    public SaleOrderDraft Draft(string name, params SaleLineDraft[] lines) => new()
    {
        ExternalId = $"order_{name}",
        ClientOrderRef = $"#{Tag}-{name}",
        Origin = "Shopify alpha",
        DateOrder = new DateTimeOffset(2026, 11, 20, 10, 20, 30, TimeSpan.Zero),
        Company = Profile.Company.Id,
        Currency = Profile.Company.Currency,
        Lines = lines,
        Expected = SaleAmounts.Nothing,
    };

    public SaleLineDraft Line(string name, decimal quantity, decimal price, params OdooId<Tax>[] taxes) => new()
    {
        ExternalId = $"line_{name}",
        Role = LineRole.Product,
        Product = Product,
        Quantity = quantity,
        PriceUnit = price,
        Name = $"Line {name}",
        Taxes = taxes,
    };

    public Task<int> Count(string model, Domain domain) => Odoo.SearchCount(model, domain, Context, TestContext.Current.CancellationToken);

    public Task<int> Create(string model, params (string Field, object? Value)[] values) =>
        Odoo.Create(model, values.ToDictionary(value => value.Field, value => value.Value), Context, TestContext.Current.CancellationToken);

    /// <summary>Starts the Odoo where it is one that has to be started.</summary>
    public ValueTask InitializeAsync() => target is IAsyncLifetime start ? start.InitializeAsync() : ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var clients in opened) clients.Dispose();
        if (target is IAsyncDisposable started) await started.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task Make()
    {
        Odoo = Open(Connection);
        Profile = await OdooProfiles.Read(Odoo, null, TestContext.Current.CancellationToken);
        Assert.SkipUnless(await Odoo.HasAccess("account.tax", "create", TestContext.Current.CancellationToken), "The contract needs a user who may create taxes.");
        Excluded = new(await Tax("excluded", 10m, "tax_excluded", active: true));
        Included = new(await Tax("included", 21m, "tax_included", active: true));
        Archived = new(await Tax("archived", 7m, "tax_excluded", active: false));
        Product = new(await Create("product.product", ("name", $"Mug {Tag}"), ("default_code", $"MUG-{Tag}"), ("barcode", $"BAR-{Tag}"), ("type", "consu"), ("taxes_id", Array.Empty<int>())));
        var customer = new OdooId<Partner>(await Create("res.partner", ("name", $"Ada {Tag}"), ("email", $"Ada.{Tag}@Example.com")));
        Partners = new OrderPartners(customer, customer, customer);
        Profile = await OdooProfiles.Read(Odoo, null, TestContext.Current.CancellationToken);
    }

    private Task<int> Tax(string name, decimal percent, string included, bool active) => Create(
        "account.tax", ("name", $"{name} {percent.ToString(CultureInfo.InvariantCulture)} {Tag}"), ("amount", percent), ("amount_type", "percent"),
        ("type_tax_use", "sale"), ("price_include_override", included), ("active", active), ("company_id", Profile.Company.Id));
}

/// <summary>A group of users (res.groups).</summary>
internal sealed class Group : IOdooModel
{
    public static string Model => "res.groups";
}

/// <summary>The world of one kind of Odoo.</summary>
public sealed class OdooWorld<TTarget>() : OdooWorld(new TTarget())
    where TTarget : IOdooUnderTest, new();
