namespace Tandem.Sync.Products;

/// <summary>What people call the states of a match.</summary>
public static class MatchWords
{
    /// <summary>In a table or a badge.</summary>
    public static string Label(MatchState state) => state switch
    {
        MatchState.Exact => "Fits",
        MatchState.Linked => "Linked by rule",
        MatchState.ByHand => "Linked by hand",
        MatchState.Changed => "Changed",
        MatchState.Broken => "Link broken",
        MatchState.Ambiguous => "Ambiguous",
        MatchState.Unmatched => "Unmatched",
        MatchState.Gone => "Deleted in Shopify",
        MatchState.OdooOnly => "Only in Odoo",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>After a number.</summary>
    public static string Told(MatchState state) => state switch
    {
        MatchState.Exact => "fit exactly by the shop's rule and are not linked yet",
        MatchState.Linked => "linked by the shop's rule",
        MatchState.ByHand => "linked by hand",
        MatchState.Changed => "linked, with a changed code to approve",
        MatchState.Broken => "linked to a product that cannot be sold any more",
        MatchState.Ambiguous => "ambiguous: something fits, and a person has to say what",
        MatchState.Unmatched => "unmatched",
        MatchState.Gone => "links whose variant was deleted in Shopify",
        MatchState.OdooOnly => "products sold from stock in Odoo that no variant stands for",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>An order with such a variant cannot be written.</summary>
    public static bool NeedsPerson(MatchState state) => state is MatchState.Broken or MatchState.Ambiguous or MatchState.Unmatched;
}
