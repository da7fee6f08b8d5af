namespace Tandem.Sync.Decisions;

/// <summary>Reads what happens to an order after it was booked.</summary>
internal static class LifeSections
{
    public static PaymentDecision Payments(Section? section)
    {
        var usual = new PaymentDecision();
        return section is null ? usual : new PaymentDecision
        {
            Invoice = section.Choice<InvoiceWhen>("invoice") ?? usual.Invoice,
            Register = section.Flag("register") ?? usual.Register,
            Through = section.Choice<DocumentsThrough>("through") ?? usual.Through,
            Gateways = Gateways(section.Sections("gateways")),
            CashRounding = section.Reference("cashRounding"),
            RateDifference = section.Reference("rateDifference"),
            RateDifferenceLimit = RateDifferenceLimit(section) ?? usual.RateDifferenceLimit,
            Terms = Terms(section.Inner("terms", freeKeys: true)),
        };
    }

    private static decimal? RateDifferenceLimit(Section section)
    {
        if (section.Number("rateDifferenceLimit") is not { } limit) return null;
        if (limit is >= 0m and <= 0.5m) return limit;
        section.Wrong("rateDifferenceLimit", "This is no part of a total that rates would move.", "Write a fraction from 0 to 0.5, such as 0.02 for 2 %.");
        return null;
    }

    private static Dictionary<string, OdooReference> Terms(Section? section)
    {
        var terms = new Dictionary<string, OdooReference>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in section?.Members ?? [])
        {
            if (section!.Reference(member.Key, required: true) is not { } term) continue;
            if (!terms.TryAdd(member.Key, term)) section.Wrong(member.Key, $"The terms “{Hints.Short(member.Key)}” are mapped twice.", "Keep one of the entries.");
        }

        return terms;
    }

    public static RefundDecision Refunds(Section? section)
    {
        var usual = new RefundDecision();
        return section is null ? usual : new RefundDecision
        {
            CreditNotes = section.Flag("creditNotes") ?? usual.CreditNotes,
            Register = section.Flag("register") ?? usual.Register,
            Returns = section.Choice<ReturnPolicy>("returns") ?? usual.Returns,
        };
    }

    public static FulfillmentDecision Fulfillments(Section? section)
    {
        var usual = new FulfillmentDecision();
        return section is null ? usual : new FulfillmentDecision
        {
            Locations = Locations(section.Sections("locations")),
            NotifyCustomer = section.Flag("notifyCustomer") ?? usual.NotifyCustomer,
            Carriers = Carriers(section.Inner("carriers", freeKeys: true)),
        };
    }

    public static FlowDecision Flows(Section? section)
    {
        var usual = new FlowDecision();
        if (section?.Number("pauseAfter") is not { } after) return usual;
        if (after is >= 0m and <= 1000m && decimal.Truncate(after) == after) return new FlowDecision { PauseAfter = (int)after };
        section.Wrong("pauseAfter", "This is no number of records.", "Write a whole number up to 1000, such as 10; 0 never pauses a flow by itself.");
        return usual;
    }

    private static List<GatewayDecision> Gateways(IReadOnlyList<Section> sections)
    {
        var gateways = new List<GatewayDecision>();
        foreach (var section in sections)
        {
            var gateway = section.Text("gateway", required: true);
            var source = section.Text("source");
            var journal = section.Reference("journal", required: true);
            if (gateway is null || journal is null) continue;
            if (gateways.Any(other => Same(other.Gateway, gateway) && Same(other.Source, source)))
                section.Wrong("gateway", $"The gateway “{Hints.Short(gateway)}” is mapped twice{(source is null ? "" : $" for {Hints.Short(source)}")}.", "Keep one of the entries.");
            else gateways.Add(new GatewayDecision(gateway, source, journal.Value));
        }

        return gateways;
    }

    private static List<LocationDecision> Locations(IReadOnlyList<Section> sections)
    {
        var locations = new List<LocationDecision>();
        foreach (var section in sections)
        {
            var location = Location(section);
            var warehouse = section.Reference("warehouse", required: true);
            var ships = section.Choice<Ships>("ships") ?? Ships.Nobody;
            if (location is null || warehouse is null) continue;
            if (locations.Any(other => other.Location == location))
                section.Wrong("location", $"The location {location} is mapped twice.", "Keep one of the entries.");
            else locations.Add(new LocationDecision(location.Value, warehouse.Value, ships));
        }

        return locations;
    }

    private static LocationId? Location(Section section)
    {
        if (section.Number("location", required: true) is not { } number) return null;
        if (number is > 0 and <= long.MaxValue && decimal.Truncate(number) == number) return new LocationId((long)number);
        section.Wrong("location", "This is no location's number.", "Write the number at the end of the location's address in the Shopify admin (Settings, Locations).");
        return null;
    }

    private static Dictionary<string, string> Carriers(Section? section)
    {
        var carriers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in section?.Members ?? [])
            if (section!.Text(member.Key, required: true) is { } company) carriers[member.Key] = company;
        return carriers;
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
