using Tandem.Grains.Failures;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Faults;

/// <summary>What a failure of a call becomes for the record that waits: who has to act, and whether it goes on by itself.</summary>
public sealed class VerdictTests
{
    private const string Record = "Order #1001";
    private static readonly Attempted Reading = new(ShopDomain.Parse("alpha.myshopify.com"), "reading order #1001", "7f-3");
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, ShopifyFailure, BlockerCode, bool, string> ShopsTrouble() => new()
    {
        { "a record that was deleted", new ShopifyFailure.NotFound(Reading), BlockerCode.DeletedInShopify, false, "it was deleted there" },
        { "a mutation refused", new ShopifyFailure.UserErrors(Reading, [new UserError("key", "is reserved", null)]), BlockerCode.ShopifyRefused, false, "key: is reserved" },
        { "an app that is not approved", new ShopifyFailure.Forbidden(Reading, "not approved"), BlockerCode.ShopifyRefused, false, "installed and approved" },
        { "no token", new ShopifyFailure.TokenMissing(Reading), BlockerCode.ShopifyTokenMissing, false, "open the app" },
        { "a token that is refused", new ShopifyFailure.TokenRefused(Reading, "revoked"), BlockerCode.ShopifyTokenMissing, false, "to give it a new one" },
        { "an unpaid bill", new ShopifyFailure.ShopFrozen(Reading), BlockerCode.ShopUnavailable, true, "settle the bill" },
        { "a locked shop", new ShopifyFailure.Locked(Reading), BlockerCode.ShopUnavailable, true, "ask Shopify's support" },
    };

    public static TheoryData<string, OdooFailure, BlockerCode, bool, string> OdoosTrouble() => new()
    {
        { "an internal address", new OdooFailure.Unreachable("sale.order.load", "10.0.0.7", UnreachableCause.PrivateNetwork), BlockerCode.OdooUnreachable, true, "Odoo:AllowPrivateNetworks" },
        { "a certificate that ended", new OdooFailure.Unreachable("sale.order.load", "odoo.example", UnreachableCause.Tls), BlockerCode.OdooUnreachable, true, "Renew it" },
        { "a record that was deleted", new OdooFailure.RecordMissing("sale.order.write(7)", "account.tax(7)"), BlockerCode.OdooReferenceGone, false, "account.tax(7) no longer exists" },
        { "a wrong key", new OdooFailure.LoginRefused("res.users.read", "tandem"), BlockerCode.OdooRefusedLogin, true, "Enter a valid API key" },
        { "a missing right", new OdooFailure.AccessDenied("sale.order.create", "sale.order", "create", ["Sales / User"], ""), BlockerCode.OdooRightMissing, false, "Sales / User" },
        { "a rule of the business", new OdooFailure.Rejected("sale.order.write(7)", "The period is closed"), BlockerCode.OdooRejected, false, "The period is closed." },
    };

    [Theory]
    [MemberData(nameof(ShopsTrouble))]
    public void What_Shopify_refuses_waits_with_its_cause(string what, ShopifyFailure failure, BlockerCode code, bool heals, string remedy) =>
        Waits(what, new ShopifyException(failure), code, heals, remedy);

    [Theory]
    [MemberData(nameof(OdoosTrouble))]
    public void What_Odoo_refuses_waits_with_its_cause(string what, OdooFailure failure, BlockerCode code, bool heals, string remedy) =>
        Waits(what, new OdooException(failure), code, heals, remedy);

    [Fact]
    public void What_time_heals_is_tried_again_at_a_stated_time_and_asks_nobody()
    {
        Exception[] passing =
        [
            new ShopifyException(new ShopifyFailure.Throttled(Reading, TimeSpan.FromSeconds(3))), new ShopifyException(new ShopifyFailure.ServerError(Reading, "HTTP 502")),
            new OdooException(new OdooFailure.Unreachable("sale.order.load", "odoo.example", UnreachableCause.Tcp)), new OdooException(new OdooFailure.Serialization("sale.order.load")),
            new OdooException(new OdooFailure.UnknownOutcome("sale.order.load", "timeout")), new TimeoutException(),
        ];

        Assert.All(passing, failure =>
        {
            var retry = Assert.IsType<Standing.RetryingAt>(Verdicts.Of(failure, Record).ToStanding(Now, 1, Flow.Orders));
            Assert.True(retry.At > Now);
        });
    }

    [Fact]
    public void What_nobody_foresaw_is_said_to_be_ours()
    {
        var blocker = TheBlockerOf(Verdicts.Of(new InvalidOperationException("No rule for it."), Record));

        Assert.Equal(BlockerCode.Defect, blocker.Code);
        Assert.Contains("Order #1001 met a fault in Tandem", blocker.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("No rule", blocker.Sentence, StringComparison.Ordinal);
    }

    private static void Waits(string what, Exception failure, BlockerCode code, bool heals, string remedy)
    {
        var blocker = TheBlockerOf(Verdicts.Of(failure, Record));

        Assert.Equal((what, code, heals), (what, blocker.Code, blocker.HealsWithTime));
        Assert.Contains(remedy, blocker.Sentence, StringComparison.Ordinal);
        Assert.Contains("#1001", blocker.Sentence, StringComparison.Ordinal);
    }

    private static Blocker TheBlockerOf(Verdict verdict) => Assert.Single(Assert.IsType<Standing.BlockedBy>(verdict.ToStanding(Now, 1, Flow.Orders)).Blockers);
}
