namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>A customer; the same id in two orders is the same person.</summary>
public sealed record CustomerDescription(long Id, string? FirstName, string? LastName, string? Email)
{
    public string? Phone { get; init; }
    public bool TaxExempt { get; init; }
    public string? Note { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>A company and the location of it that bought (B2B).</summary>
public sealed record CompanyDescription(long Id, string Name, long LocationId, string LocationName)
{
    public string? ExternalId { get; init; }
    public string? LocationExternalId { get; init; }
}

/// <summary>A postal address.</summary>
public sealed record AddressDescription
{
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Company { get; init; }
    public string? Address1 { get; init; }
    public string? Address2 { get; init; }
    public string? City { get; init; }
    public string? Zip { get; init; }
    public string? Province { get; init; }
    public string? ProvinceCode { get; init; }
    public string? Country { get; init; }
    public string? CountryCode { get; init; }
    public string? Phone { get; init; }

    public string? Name => string.Join(' ', new[] { FirstName, LastName }.Where(n => !string.IsNullOrEmpty(n))) is { Length: > 0 } name ? name : null;
}
