using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Planning;

namespace Tandem.Grains.Locations;

/// <summary>The places in Odoo whose stock a location is told.</summary>
/// <param name="Places">Database ids (stock.location), each with what lies below it; null where one that is named cannot be used now.</param>
public sealed record StockedPlaces(LocationId Location, IReadOnlyList<int>? Places)
{
    public static IReadOnlyList<StockedPlaces> Of(OrderRules rules, OdooProfile profile)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(profile);
        return [.. rules.Stocked.Select(stocked => new StockedPlaces(stocked.Decision.Location, PlacesOf(stocked, rules, profile)))];
    }

    private static List<int>? PlacesOf(MappedStock stocked, OrderRules rules, OdooProfile profile)
    {
        if (stocked.Places.Count > 0) return stocked.Places.All(place => place is not null) ? [.. stocked.Places.Select(place => place!.Value.Value)] : null;
        var warehouse = rules.Locations.FirstOrDefault(location => location.Decision.Location == stocked.Decision.Location)?.Warehouse;
        // All of a warehouse: what was picked and waits at its output is in it too, and reserved there.
        return profile.Warehouses.FirstOrDefault(house => house.Id == warehouse) is { } known ? [known.ViewLocation] : null;
    }
}
