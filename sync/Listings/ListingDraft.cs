using Tandem.Sync.Decisions;

namespace Tandem.Sync.Listings;

/// <summary>A product as it is to be made in Shopify.</summary>
/// <param name="Identity">What it is found by again, whatever was cut off.</param>
/// <param name="Values">Its own fields, by their words in the decisions file.</param>
public sealed record ListingDraft(
    string Identity, NewListingStatus Status, IReadOnlyDictionary<string, string?> Values, IReadOnlyList<ListingOption> Options, IReadOnlyList<DraftVariant> Variants);

/// <summary>One of its variants.</summary>
/// <param name="Product">What it is in Odoo.</param>
public sealed record DraftVariant(
    OdooId<Product> Product, IReadOnlyList<(string Name, string Value)> Options, IReadOnlyDictionary<string, string?> Values, bool Tracked);
