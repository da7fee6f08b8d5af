using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    [Fact]
    public async Task The_server_states_its_version_and_logs_the_user_in()
    {
        var session = await World.Odoo.Session(Stop);

        Assert.InRange(session.Version.Major, OdooVersion.Oldest, 30);
        Assert.True(session.User > 0);
        if (session.Version.Major < 19) Assert.Equal(OdooProtocol.JsonRpc, session.Protocol);
    }

    /// <summary>Odoo shows a user its own keys, and filters and sorts them by their end; most have none.</summary>
    [Fact]
    public async Task The_user_sees_when_its_own_keys_end() =>
        Assert.True(await new OdooKeys(World.Odoo).FirstEnd(Stop) is not { } end || end.Year >= 2025);

    [Fact]
    public async Task A_wrong_secret_is_refused() =>
        await Fails<OdooFailure.LoginRefused>(() => World.Open(World.Connection with { Secret = new OdooSecret("0123456789abcdef0123456789abcdef01234567") }).Session(Stop));

    [Fact]
    public async Task A_database_that_is_not_there_is_named()
    {
        var missing = await Fails<OdooFailure.DatabaseMissing>(() => World.Open(World.Connection with { Database = "nodb" }).Session(Stop));

        Assert.Equal("nodb", missing.Database);
    }

    [Fact]
    public void The_profile_knows_the_company_and_the_user()
    {
        var profile = World.Profile;

        Assert.NotEmpty(profile.Company.Name);
        Assert.Contains(profile.Companies, company => company.Id == profile.Company.Id.Value);
        Assert.Equal(World.Connection.User, profile.User.Login);
        Assert.Contains(profile.Company.Currency, profile.Currencies.Keys);
        Assert.Contains("sale", profile.Modules);
        Assert.NotEmpty(profile.Warehouses);
        Assert.Empty(profile.Unreadable);
    }

    [Fact]
    public void The_profile_knows_the_taxes_archived_ones_too()
    {
        OdooTax Tax(OdooId<Tax> id) => World.Profile.Taxes.Single(tax => tax.Tax.Id == id).Tax;

        Assert.Equal((10m, false, true), (Tax(World.Excluded).Percent, Tax(World.Excluded).PriceIncluded, Tax(World.Excluded).Active));
        Assert.Equal((21m, true, true), (Tax(World.Included).Percent, Tax(World.Included).PriceIncluded, Tax(World.Included).Active));
        Assert.False(Tax(World.Archived).Active);
        Assert.Equal(World.Profile.Company.Id, Tax(World.Excluded).Company);
    }

    [Fact]
    public async Task Field_names_are_found_by_asking()
    {
        var fields = await World.Odoo.FieldsGet("sale.order.line", [World.Profile.Fields.SaleLineTaxes, World.Profile.Fields.SaleLineUom, "nosuch"], Stop);

        Assert.Equal(2, fields.Count);
        Assert.Equal("many2many", fields[World.Profile.Fields.SaleLineTaxes].Text("type"));
    }

    [Fact]
    public async Task Countries_and_states_are_found_by_their_codes()
    {
        var geography = await OdooGeography.Read(World.Odoo, Stop);

        Assert.NotNull(geography.Country("gb"));
        Assert.NotNull(geography.State("US", "CA"));
        Assert.NotEqual(geography.State("US", "CA"), geography.State("IT", "CA"));
        Assert.Null(geography.State("GB", "ZZZ"));
    }

    [Fact]
    public async Task A_user_without_rights_is_told_which_groups_grant_them()
    {
        var limited = World.Open(await World.User(("base", "group_user")));

        var missing = await OdooRights.Check(limited, OdooRights.ForOrders, Stop);
        Assert.Contains(missing, right => right.Needed is { Model: "sale.order", Operation: "create" });
        Assert.Contains("Sales / User: All Documents", missing.First(right => right.Needed.Model == "sale.order").Sentence, StringComparison.Ordinal);
        Assert.Empty(await OdooRights.Check(World.Odoo, OdooRights.ForOrders, Stop));

        var denied = await Fails<OdooFailure.AccessDenied>(() => limited.SearchCount("sale.order", Domain.All, OdooContext.Plain, Stop));
        Assert.Equal(("sale.order", "read"), (denied.Model, denied.Operation));
        Assert.NotEmpty(denied.Groups);
    }

    [Fact]
    public async Task The_groups_that_are_named_are_enough()
    {
        var odoo = World.Open(await World.User(("base", "group_user"), ("base", "group_partner_manager"), ("sales_team", "group_sale_salesman_all_leads")));
        Assert.Empty(await OdooRights.Check(odoo, OdooRights.ForOrders, Stop));
        var profile = await OdooProfiles.Read(odoo, null, Stop);
        var orders = new SaleOrders(odoo, profile, World.Module);
        var draft = World.Draft("groups_enough", World.Line("groups_enough_1", 1, 10m, World.Excluded));

        Assert.Empty(profile.Unreadable);
        Assert.Equal(World.Profile.Book, profile.Book);
        var id = Assert.IsType<DraftOutcome.There>(await orders.LoadDraft(draft, World.Partners, confirmed: false, Stop)).Order;
        await new Confirmation(odoo, orders, profile.Context, new OdooOptions(), TimeProvider.System).Confirm(id, Stop);
        Assert.Equal((SaleState.Sale, 11m), ((await orders.RestoreDate(id, draft.DateOrder, Stop)).State, (await orders.Read(id, Stop))!.Total));
        Assert.Equal(id, await orders.ByExternalId(draft.ExternalId, Stop));
    }
}
