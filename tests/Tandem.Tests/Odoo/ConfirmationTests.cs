using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Odoo;

public sealed class ConfirmationTests
{
    private static readonly OdooId<SaleOrder> Order = new(7);
    private static readonly OdooFailure.UnknownOutcome Lost = new("sale.order.action_confirm(7)", "HTTP 502") { Settles = TimeSpan.FromSeconds(140) };

    [Fact]
    public async Task A_lost_answer_is_settled_by_the_state()
    {
        var odoo = new ScriptedOdoo(Lost, "sale");

        Assert.Equal(Confirmed.Now, await Confirm(odoo));
        Assert.Equal(["action_confirm", "read"], odoo.Methods);
    }

    [Fact]
    public async Task A_lost_answer_that_the_state_does_not_settle_is_never_confirmed_again_before_its_time()
    {
        var odoo = new ScriptedOdoo(Lost, "draft");

        var failed = await Assert.ThrowsAsync<OdooException>(() => Confirm(odoo));

        Assert.Equal(TimeSpan.FromSeconds(140), Assert.IsType<OdooFailure.UnknownOutcome>(failed.Failure).RetryAfter);
        Assert.Single(odoo.Methods, "action_confirm");
    }

    [Fact]
    public async Task A_lost_answer_of_an_Odoo_that_is_away_stays_unknown()
    {
        var odoo = new ScriptedOdoo(Lost, new OdooFailure.UnknownOutcome("sale.order.read(7)", "HTTP 502"));

        var failed = await Assert.ThrowsAsync<OdooException>(() => Confirm(odoo));

        Assert.Equal(TimeSpan.FromSeconds(140), Assert.IsType<OdooFailure.UnknownOutcome>(failed.Failure).RetryAfter);
    }

    [Fact]
    public async Task A_rejection_of_what_is_confirmed_is_no_failure() =>
        Assert.Equal(Confirmed.Already, await Confirm(new ScriptedOdoo(new OdooFailure.Rejected("x", "Some orders are not in a state requiring confirmation."), "sale")));

    [Fact]
    public async Task A_rejection_of_a_draft_stays_a_failure() =>
        await Assert.ThrowsAsync<OdooException>(() => Confirm(new ScriptedOdoo(new OdooFailure.Rejected("x", "Configure your warehouse."), "draft")));

    private static Task<Confirmed> Confirm(ScriptedOdoo odoo) => new Confirmation(
        odoo, new SaleOrders(odoo, Profile(), "tandem_alpha"), OdooContext.In(1), new OdooOptions { WatchTime = TimeSpan.Zero }, new FakeTimeProvider())
        .Confirm(Order, TestContext.Current.CancellationToken);

    private static OdooProfile Profile() => new()
    {
        Version = new OdooVersion(18, "18.0"),
        Protocol = OdooProtocol.JsonRpc,
        User = new OdooUser(2, "bot", null, null, null),
        Company = new OdooCompany(new OdooId<Company>(1), "Alpha", new Currency("USD"), TaxRounding.PerLine, "US"),
        Companies = [],
        Fields = new OdooFields("tax_id", "product_uom", true, true),
        QuantityDigits = 2,
        Book = new BookRules(TaxRounding.PerLine, 2, false),
        Taxes = [],
        Pricelists = [],
        Warehouses = [],
        SalesTeams = [],
        Currencies = new Dictionary<Currency, int>(),
        Modules = new HashSet<string>(),
        Unreadable = [],
    };

    /// <summary>An Odoo whose confirmation fails in one way and whose order is in one state, or cannot be read.</summary>
    private sealed class ScriptedOdoo(OdooFailure confirming, string? state, OdooFailure? reading = null) : IOdoo
    {
        public ScriptedOdoo(OdooFailure confirming, OdooFailure reading) : this(confirming, null, reading)
        {
        }

        public List<string> Methods { get; } = [];

        public Task<OdooSession> Session(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<JsonElement> Call(OdooCall call, CancellationToken cancellation)
        {
            Methods.Add(call.Method);
            return call.Method == "read" && reading is null
                ? Task.FromResult(JsonSerializer.SerializeToElement(new[] { new { id = 7, state } }))
                : throw new OdooException(call.Method == "read" ? reading! : confirming);
        }
    }
}
