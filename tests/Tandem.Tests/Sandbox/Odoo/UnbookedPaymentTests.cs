using Tandem.Odoo.Invoices;
using Tandem.Odoo.Payments;
using Tandem.Odoo.Sales;
using Tandem.Sandbox.Odoo;
using Tandem.Sync;
using Tandem.Sync.Invoices;
using Tandem.Sync.Payments;
using Tandem.Tests.Odoo.Contracts;
using Xunit;

namespace Tandem.Tests.Sandbox.Odoo;

/// <summary>An Odoo whose payments make no entry unless their method has an outstanding account.</summary>
public sealed class UnbookingOdoo : IOdooUnderTest, IAsyncLifetime
{
    private PracticeOdoo? odoo;

    public Tandem.Odoo.OdooConnection Connection => new(odoo!.Address, odoo.Database, "admin", new Tandem.Odoo.OdooSecret("admin"));

    public async ValueTask InitializeAsync() =>
        odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = 18, PaymentsNeedAccount = true }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (odoo is not null) await odoo.DisposeAsync();
    }
}

public sealed class UnbookedPaymentTests(OdooWorld<UnbookingOdoo> world) : IClassFixture<OdooWorld<UnbookingOdoo>>
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_payment_without_an_account_pays_and_books_nothing(bool hasAccount)
    {
        var stop = TestContext.Current.CancellationToken;
        await world.Ready();
        var journals = await new OdooJournals(world.Odoo).Journals(world.Profile.Company.Id, stop);
        var journal = hasAccount ? await world.Gateway() : journals.First(one => one.Kind == JournalKind.Bank && !one.Methods.Any(method => method.HasOutstandingAccount)).Id;
        var draft = world.Draft($"unbooked{hasAccount}", world.Line($"unbooked{hasAccount}_1", 1, 10m));
        var order = Assert.IsType<DraftOutcome.There>(await world.Orders.LoadDraft(draft, world.Partners, confirmed: true, stop)).Order;
        var progress = new SaleProgressBook(world.Odoo, world.Profile);
        var invoice = (await new InvoicingByLoad(world.Odoo, world.Profile, world.Module).Invoice((await progress.Read(order, stop))!, $"invoice_{hasAccount}", stop)).Invoices[0];
        await new Posting(world.Odoo, world.Context, new(), TimeProvider.System).Post(invoice, new DocumentTerms { Date = Day, Reference = "R" }, stop);

        await new PayingByWizard(world.Odoo, world.Profile, new(), TimeProvider.System).Pay(
            new PaymentDraft
            {
                ExternalId = "x", Invoice = invoice, Inbound = true, Journal = journal, Amount = new Money(10m, world.Profile.Company.Currency), Date = Day,
                Memo = $"unbooked {hasAccount}", Partner = world.Partners.Customer,
            },
            stop);

        var read = Assert.Single((await progress.Read(order, stop))!.Invoices);
        Assert.Equal(("paid", hasAccount ? 0m : 10m, hasAccount), (read.PaymentState, read.Residual, Assert.Single(read.Payments).HasEntry));
    }
}
