namespace Tandem.Sandbox.Admin;

/// <summary>What lies in the Odoo beside the shop, for the admin's page about stock.</summary>
public interface IStockShelf
{
    /// <summary>The places that can be counted, such as <c>WH/Stock</c>, by their numbers.</summary>
    IReadOnlyList<(int Id, string Name)> Places { get; }

    /// <summary>What lies in a place of the product with this internal reference; null when Odoo has no such product.</summary>
    (decimal There, decimal Reserved)? Find(string reference, int place);

    /// <summary>A person counts so much there.</summary>
    void Count(string reference, int place, decimal quantity);
}
