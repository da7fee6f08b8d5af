using Tandem.Sync.Decisions;

namespace Tandem.Tests.Life;

/// <summary>A shop with a till and buyers of other currencies, whose finance decided where small differences go, and when companies pay.</summary>
public abstract class TillHouse : PayingHouse
{
    public const string RoundingAccount = "642000";
    public const string RatesAccount = "641000";

    protected override ShopDecisions With(ShopDecisions decisions)
    {
        var usual = base.With(decisions);
        return usual with
        {
            Payments = usual.Payments with
            {
                Gateways = [.. usual.Payments.Gateways, new GatewayDecision("cash", null, new OdooReference("Bank", null)), new GatewayDecision("cash", "pos", new OdooReference("CSH1", null))],
                CashRounding = new OdooReference(RoundingAccount, null),
                RateDifference = new OdooReference("Foreign Exchange Loss", null),
                Terms = new Dictionary<string, OdooReference> { ["net 30"] = new OdooReference("30 Days", null) },
            },
        };
    }

    /// <summary>What the books hold on an account, by its code.</summary>
    public decimal On(string code, string memo)
    {
        var account = Id(Odoo.Records("account.account").Single(one => (string?)one["code"] == code));
        return Odoo.Records("account.move.line").Where(line => line["account_id"] is { } of and not false && Convert.ToInt32(of, System.Globalization.CultureInfo.InvariantCulture) == account && ((string?)line["name"])?.Contains(memo, StringComparison.Ordinal) == true)
            .Sum(line => Books.Number(line["balance"]));
    }
}

/// <summary>On the practice Odoo 19.</summary>
public sealed class TillHouse19 : TillHouse;

/// <summary>On the practice Odoo 18.</summary>
public sealed class TillHouse18 : TillHouse
{
    protected override int OdooVersion => 18;
}

/// <summary>On the practice Odoo 19, with documents created directly.</summary>
public sealed class DirectTillHouse19 : TillHouse
{
    protected override DocumentsThrough Through => DocumentsThrough.Directly;
}
