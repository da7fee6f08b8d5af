using Tandem.Odoo;
using Tandem.Odoo.Partners;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    [Fact]
    public async Task The_same_load_twice_makes_one_record_and_leaves_it_alone()
    {
        var name = $"Twice {World.Tag}";
        var first = await LoadPartner("twice", name);
        await World.Odoo.Write("res.partner", [first], new Dictionary<string, object?> { ["name"] = $"{name} edited" }, World.Context, Stop);

        Assert.Equal(first, await LoadPartner("twice", name));
        Assert.Equal($"{name} edited", (await World.Odoo.Read("res.partner", [first], ["name"], World.Context, Stop))[0].Text("name"));
        Assert.Equal(1, await World.Count("res.partner", Domain.Where("name", "like", name)));
    }

    [Fact]
    public async Task One_bad_row_refuses_all_rows()
    {
        var name = $"Half {World.Tag}";
        var outcome = await World.Odoo.Load("res.partner", new LoadTable(["id", "name"], [["half_1", name], ["half_2", ""]]), World.Context.Identity(World.Module), Stop);

        Assert.NotEmpty(Assert.IsType<LoadOutcome.Refused>(outcome).Messages);
        Assert.Equal(0, await World.Count("res.partner", Domain.Where("name", "=", name)));
        Assert.Null(await ExternalIds.Find<Partner>(World.Odoo, World.Module, "half_1", Stop));
    }

    [Fact]
    public async Task The_same_load_from_six_sides_at_once_makes_one_record()
    {
        var name = $"Six {World.Tag}";
        var odoos = Enumerable.Range(0, 6).Select(_ => World.Open(World.Connection)).ToList();
        foreach (var odoo in odoos) await odoo.Session(Stop);

        var ids = await Task.WhenAll(odoos.Select(odoo => LoadPartner("six", name, odoo)));

        Assert.Single(ids.Distinct());
        Assert.Equal(1, await World.Count("res.partner", Domain.Where("name", "=", name)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(120)]
    [InlineData(250)]
    public async Task A_load_whose_connection_is_dropped_and_that_is_repeated_makes_one_order(int afterMilliseconds)
    {
        var draft = World.Draft($"dropped{afterMilliseconds}", World.Line($"dropped{afterMilliseconds}", 1, 10m));
        var other = new Tandem.Odoo.Sales.SaleOrders(World.Open(World.Connection), World.Profile, World.Module);
        using (var drop = CancellationTokenSource.CreateLinkedTokenSource(Stop))
        {
            drop.CancelAfter(afterMilliseconds);
            try
            {
                await other.LoadDraft(draft, World.Partners, confirmed: false, drop.Token);
            }
            catch (OperationCanceledException)
            {
                // The connection is closed; whether Odoo carries the call out is not known here.
            }
        }

        Assert.IsType<Tandem.Odoo.Sales.DraftOutcome.There>(await World.Orders.LoadDraft(draft, World.Partners, confirmed: false, Stop));
        Assert.Equal(1, await World.Count("sale.order", Domain.Where("client_order_ref", "=", draft.ClientOrderRef)));
    }

    [Fact]
    public async Task A_record_is_found_by_its_external_id()
    {
        var id = await LoadPartner("found", $"Found {World.Tag}");

        Assert.Equal(new OdooId<Partner>(id), await ExternalIds.Find<Partner>(World.Odoo, World.Module, "found", Stop));
        Assert.Null(await ExternalIds.Find<Partner>(World.Odoo, World.Module, "nobody", Stop));
    }

    [Fact]
    public async Task A_customer_with_its_addresses_is_made_once_in_one_call()
    {
        var customers = new OdooCustomers(World.Odoo, World.Profile, await OdooGeography.Read(World.Odoo, Stop), World.Module);
        var root = new ContactDraft
        {
            ExternalId = "customer_1", Kind = ContactKind.Person, Name = $"Grace {World.Tag}", Email = $"Grace.{World.Tag}@Example.com",
            Street = "1 Main St", City = "Austin", Zip = "78701", CountryCode = "US", StateCode = "TX", Reference = "1",
        };
        var delivery = new ContactDraft { ExternalId = "address_1_a", Kind = ContactKind.DeliveryAddress, Name = "Grace at work", Street = "2 Side St", City = "Paris", CountryCode = "FR" };
        var invoice = new ContactDraft { ExternalId = "address_1_b", Kind = ContactKind.InvoiceAddress, Name = "Books" };

        var ids = (await customers.LoadFamily(root, [invoice, delivery], Stop)).OrThrow("load");
        var again = (await customers.LoadChildren(new OdooId<Partner>(ids[0]), [invoice, delivery], Stop)).OrThrow("load");

        Assert.Equal(ids.Skip(1), again);
        var read = await World.Odoo.Read("res.partner", ids, ["type", "parent_id", "country_id", "state_id", "email"], World.Context, Stop);
        Assert.Equal(["contact", "invoice", "delivery"], read.Select(partner => partner.Text("type")));
        Assert.All(read.Skip(1), child => Assert.Equal(ids[0], child.Link("parent_id")!.Value.Id));
        Assert.NotNull(read[0].Link("state_id"));
        var found = Assert.Single(await customers.FindByEmail($"grace.{World.Tag}@example.COM", Stop));
        Assert.Equal(new OdooId<Partner>(ids[0]), found.Id);
    }

    private async Task<int> LoadPartner(string externalId, string name, IOdoo? odoo = null)
    {
        var outcome = await (odoo ?? World.Odoo).Load("res.partner", new LoadTable(["id", "name"], [[externalId, name]]), World.Context.Identity(World.Module), Stop);
        return outcome.OrThrow("res.partner.load")[0];
    }
}
