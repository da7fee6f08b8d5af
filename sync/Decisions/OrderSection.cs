namespace Tandem.Sync.Decisions;

/// <summary>Reads how orders are taken, booked and confirmed.</summary>
internal static class OrderSection
{
    /// <summary>The largest rounding line that can be decided on: beyond it a difference is no rounding in any currency.</summary>
    public const decimal LargestRoundingLimit = 100m;

    public static OrderDecision Read(Section? section)
    {
        var usual = new OrderDecision();
        if (section is null) return usual;
        return new OrderDecision
        {
            Take = Take(section.Inner("take")),
            ConfirmWhen = section.Choice<ConfirmWhen>("confirmWhen") ?? usual.ConfirmWhen,
            ConfirmThrough = section.Choice<ConfirmThrough>("confirmThrough") ?? usual.ConfirmThrough,
            BookIn = section.Choice<BookingCurrency>("bookIn") ?? usual.BookIn,
            Edits = section.Choice<Following>("edits") ?? usual.Edits,
            Cancellations = section.Choice<Following>("cancellations") ?? usual.Cancellations,
            PurchaseOrder = section.Choice<PurchaseOrderPlace>("purchaseOrder") ?? usual.PurchaseOrder,
            Tags = section.Choice<TagPlace>("tags") ?? usual.Tags,
            Pricelists = Pricelists(section.Inner("pricelists", freeKeys: true)),
            Warehouse = section.Reference("warehouse"),
            SalesTeam = section.Reference("salesTeam"),
            DeliveryMethods = DeliveryMethods(section.Sections("deliveryMethods")),
            RoundingLimit = RoundingLimit(section) ?? usual.RoundingLimit,
            LineProducts = LineProducts(section.Inner("lineProducts")),
        };
    }

    private static IntakeDecision Take(Section? section)
    {
        var usual = new IntakeDecision();
        if (section is null) return usual;
        var take = new IntakeDecision
        {
            Sources = section.Texts("sources"),
            OnlyTags = section.Texts("onlyTags"),
            ExcludeTags = section.Texts("excludeTags"),
            TestOrders = section.Flag("testOrders") ?? usual.TestOrders,
            HighRisk = section.Flag("highRisk") ?? usual.HighRisk,
            PlacedSince = section.Moment("placedSince"),
        };
        if (take.OnlyTags.Intersect(take.ExcludeTags, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } both)
            section.Wrong("excludeTags", $"The tag “{both}” is both asked for and left out, so that no order with it is ever taken.", "Remove it from onlyTags or from excludeTags.");
        return take;
    }

    private static decimal? RoundingLimit(Section section)
    {
        if (section.Number("roundingLimit") is not { } limit) return null;
        if (limit is >= 0m and <= LargestRoundingLimit) return limit;
        section.Wrong("roundingLimit", $"A rounding line of up to {Hints.Short(limit.ToString(System.Globalization.CultureInfo.InvariantCulture))} is no rounding.", $"Write an amount from 0 to {LargestRoundingLimit} in the order's currency, such as 0.05.");
        return null;
    }

    private static Dictionary<string, OdooReference> Pricelists(Section? section)
    {
        var pricelists = new Dictionary<string, OdooReference>();
        foreach (var member in section?.Members ?? [])
        {
            if (!IsoCodes.Currencies.Contains(member.Key))
                section!.Wrong(member.Key, $"“{Hints.Short(member.Key)}” is no currency.", IsoCodes.Currencies.Contains(member.Key.ToUpperInvariant()) ? $"Write it in capital letters: {member.Key.ToUpperInvariant()}." : "Write its three-letter code (ISO 4217), such as EUR.");
            else if (section!.Reference(member.Key, required: true) is { } pricelist) pricelists[member.Key] = pricelist;
        }

        return pricelists;
    }

    private static List<DeliveryMethodDecision> DeliveryMethods(IReadOnlyList<Section> sections)
    {
        var methods = new List<DeliveryMethodDecision>();
        foreach (var section in sections)
        {
            var shipping = section.Text("shipping", required: true);
            var method = section.Reference("method", required: true);
            if (shipping is null || method is null) continue;
            if (methods.Any(other => string.Equals(other.Shipping, shipping, StringComparison.OrdinalIgnoreCase)))
                section.Wrong("shipping", $"The shipping “{Hints.Short(shipping)}” is mapped twice.", "Keep one of the entries.");
            else methods.Add(new DeliveryMethodDecision(shipping, method.Value));
        }

        return methods;
    }

    private static LineProductsDecision LineProducts(Section? section) => section is null
        ? new LineProductsDecision()
        : new LineProductsDecision
        {
            Shipping = section.Reference("shipping"),
            Tip = section.Reference("tip"),
            Duty = section.Reference("duty"),
            Fee = section.Reference("fee"),
            Custom = section.Reference("custom"),
            Discount = section.Reference("discount"),
            Rounding = section.Reference("rounding"),
            GiftCard = section.Reference("giftCard"),
            Adjustment = section.Reference("adjustment"),
        };
}
