using System.Globalization;
using Tandem.Sync.Decisions;

namespace Tandem.App.Setup;

/// <summary>What the shop's orders hold that the decisions say nothing about: orders with it will wait.</summary>
internal static class Undecided
{
    public static IEnumerable<SetupFinding> Of(SetupStep step, SetupDocument setup, SeenOrders seen)
    {
        if (setup.Decisions is not { } decisions) return [];
        return step.Name switch
        {
            "taxes" => Taxes(decisions, seen).Select(tax => SetupFinding.Warning("seen", Open(tax), "Choose one, or say that it is booked without tax.", "taxes")),
            "payments" when decisions.Payments is { Invoice: not InvoiceWhen.Leave, Register: true } => Gateways(decisions, seen).Select(gateway => SetupFinding.Warning("seen", $"Payments through “{gateway.Gateway}”, on {Count(gateway.Orders)}, have no journal yet.", "Choose one.", "payments.gateways")),
            _ => [],
        };
    }

    public static IEnumerable<SeenTax> Taxes(ShopDecisions decisions, SeenOrders seen) =>
        seen.Taxes.Where(tax => TaxFit.Deciding(decisions.Taxes, tax.Title, tax.Rate, tax.Country, tax.Region, tax.Included, tax.ByChannel) is null);

    public static IEnumerable<SeenGateway> Gateways(ShopDecisions decisions, SeenOrders seen) =>
        seen.Gateways.Where(gateway => !decisions.Payments.Gateways.Any(known => string.Equals(known.Gateway, gateway.Gateway, StringComparison.OrdinalIgnoreCase)));

    public static string Describe(SeenTax tax) => tax.Included ? $"{Rate(tax)}, included in prices{Channel(tax)}" : $"{Rate(tax)}, on top of prices{Channel(tax)}";

    private static string Open(SeenTax tax) => tax.Included
        ? $"{Rate(tax)}, included in prices{Channel(tax)}, on {Count(tax.Orders)}, has no Odoo tax yet."
        : $"{Rate(tax)}, on top of prices{Channel(tax)}, on {Count(tax.Orders)}, has no Odoo tax yet.";

    private static string Rate(SeenTax tax) =>
        $"“{tax.Title}” of {(tax.Rate * 100m).ToString("0.####", CultureInfo.InvariantCulture)} %{(tax.Country is null ? "" : $" in {tax.Country}{(tax.Region is null ? "" : $"-{tax.Region}")}")}";

    private static string Channel(SeenTax tax) => tax.ByChannel ? ", remitted by the sales channel" : "";

    private static string Count(int orders) => orders == 1 ? "one order" : $"{orders} orders";
}
