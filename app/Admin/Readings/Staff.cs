namespace Tandem.App.Admin;

/// <summary>How the ledger names who did something on the pages.</summary>
internal static class Staff
{
    /// <param name="user">Shopify's number of the staff member.</param>
    public static string Member(string user) => $"staff member {user}";
}
