using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Sync.Decisions;
using Xunit;

namespace Tandem.Tests.Decisions;

public sealed class DecisionsRoundTripTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(15);

    [Fact]
    public void What_is_written_reads_back_as_it_was() => Check.One(Config, Prop.ForAll(AnyDecisions.Arbitrary, decisions =>
    {
        var read = Sample.Read(Encoding.UTF8.GetString(DecisionsFile.Write(decisions))).Decisions;
        Assert.Equal(Plain(decisions), Plain(read));
        Assert.Equal(decisions.Orders.Take.Sources, read.Orders.Take.Sources);
        Assert.Equal(decisions.Orders.Take.OnlyTags, read.Orders.Take.OnlyTags);
        Assert.Equal(decisions.Orders.Take.ExcludeTags, read.Orders.Take.ExcludeTags);
        Assert.Equal(decisions.Orders.Pricelists, read.Orders.Pricelists);
        Assert.Equal(decisions.Orders.DeliveryMethods, read.Orders.DeliveryMethods);
        Assert.Equal(decisions.Taxes, read.Taxes);
        Assert.Equal(decisions.Payments.Gateways, read.Payments.Gateways);
        Assert.Equal(decisions.Payments.Terms, read.Payments.Terms);
        Assert.Equal(decisions.Fulfillments.Locations, read.Fulfillments.Locations);
        Assert.Equal(decisions.Fulfillments.Carriers, read.Fulfillments.Carriers);
        Assert.Equal(decisions.Inventory.Locations, read.Inventory.Locations);
        Assert.Equal(decisions.Reconciliation.Heal, read.Reconciliation.Heal);
        Assert.Equal(decisions.Reconciliation.Readers, read.Reconciliation.Readers);
        Assert.Equal(decisions.Approvals, read.Approvals);
        Assert.Equal(decisions.Products.Listings.Owners, read.Products.Listings.Owners);
        Assert.Equal(decisions.Products.Listings.InOdoo.Taxes, read.Products.Listings.InOdoo.Taxes);
        Assert.Equal(decisions.CustomFields, read.CustomFields);
    }));

    [Fact]
    public void Equal_decisions_are_written_alike() => Check.One(Config, Prop.ForAll(AnyDecisions.Arbitrary, decisions =>
    {
        var written = DecisionsFile.Write(decisions);
        Assert.Equal(written, DecisionsFile.Write(Sample.Read(Encoding.UTF8.GetString(written)).Decisions));
    }));

    [Fact]
    public void What_is_written_satisfies_the_published_schema()
    {
        using var schema = JsonDocument.Parse(Sample.Schema);
        var form = new SchemaForm(schema.RootElement);
        Check.One(Config, Prop.ForAll(AnyDecisions.Arbitrary, decisions =>
        {
            using var written = JsonDocument.Parse(DecisionsFile.Write(decisions));
            Assert.Empty(form.Violations(written.RootElement));
        }));
    }

    [Fact]
    public void Trailing_zeros_make_no_other_text()
    {
        var decisions = Sample.Decisions;
        var zeros = decisions with { Orders = decisions.Orders with { RoundingLimit = 0.0500m } };

        Assert.Equal(DecisionsFile.Write(decisions), DecisionsFile.Write(zeros));
    }

    /// <summary>Without collections, which records compare by reference.</summary>
    private static ShopDecisions Plain(ShopDecisions decisions) => decisions with
    {
        Taxes = Array.Empty<TaxDecision>(),
        Approvals = NoApprovals,
        CustomFields = Array.Empty<CustomFieldDecision>(),
        Products = decisions.Products with { Listings = decisions.Products.Listings with { Owners = NoOwners, InOdoo = decisions.Products.Listings.InOdoo with { Taxes = Array.Empty<OdooReference>() } } },
        Payments = decisions.Payments with { Gateways = [], Terms = NoPricelists },
        Fulfillments = decisions.Fulfillments with { Locations = [], Carriers = NoCarriers },
        Inventory = decisions.Inventory with { Locations = [] },
        Reconciliation = decisions.Reconciliation with { Heal = Array.Empty<HealedField>(), Readers = Array.Empty<ReportReader>() },
        Orders = decisions.Orders with
        {
            Pricelists = NoPricelists,
            DeliveryMethods = Array.Empty<DeliveryMethodDecision>(),
            Take = decisions.Orders.Take with { Sources = Array.Empty<string>(), OnlyTags = Array.Empty<string>(), ExcludeTags = Array.Empty<string>() },
        },
    };

    private static readonly Dictionary<string, string> NoCarriers = [];

    private static readonly Dictionary<ListingField, FieldOwner> NoOwners = [];
    private static readonly Dictionary<string, Approval> NoApprovals = [];
    private static readonly Dictionary<string, OdooReference> NoPricelists = [];
}
