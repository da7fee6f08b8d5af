using System.Text.Json.Serialization;

namespace Tandem.Sync.Customers;

/// <summary>Whose order it is in Odoo (res.partner), before anything is looked up or written.</summary>
/// <param name="Root">The customer, the company, or the house account.</param>
/// <param name="Contact">For B2B, the person who ordered; a child of the company.</param>
/// <param name="Invoice">Invoice address as a child contact; null when the root's own serves.</param>
/// <param name="Delivery">Delivery address as a child contact; null when the root's own serves.</param>
public sealed record CustomerPlan(CustomerRoot Root, ContactDraft? Contact, ContactDraft? Invoice, ContactDraft? Delivery);

/// <summary>The partner that the order's contacts hang under.</summary>
[JsonDerivedType(typeof(HouseAccount), "house")]
[JsonDerivedType(typeof(Person), "person")]
[JsonDerivedType(typeof(Organisation), "organisation")]
public abstract record CustomerRoot
{
    private CustomerRoot() { }

    /// <summary>The one partner of the shop's choice.</summary>
    public sealed record HouseAccount(OdooId<Partner> Partner) : CustomerRoot;

    /// <summary>The partner that has this e-mail in the company, else a new one under the draft's identity.</summary>
    /// <param name="Email">Lower case; null when there is nothing to match by, so that only the identity counts.</param>
    public sealed record Person(string? Email, ContactDraft Draft) : CustomerRoot;

    /// <summary>The company that bought (B2B), under its own identity.</summary>
    public sealed record Organisation(ContactDraft Draft) : CustomerRoot;
}

/// <summary>One partner or child contact before it is written (res.partner).</summary>
public sealed record ContactDraft
{
    /// <summary>External id inside the shop's module; repeating the call finds the same record.</summary>
    public required string ExternalId { get; init; }

    public required ContactKind Kind { get; init; }
    public required string Name { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Street { get; init; }
    public string? Street2 { get; init; }
    public string? City { get; init; }
    public string? Zip { get; init; }
    public string? CountryCode { get; init; }
    public string? StateCode { get; init; }

    /// <summary>For people to find it by: the Shopify customer's or company's number (<c>ref</c>).</summary>
    public string? Reference { get; init; }
}

public enum ContactKind
{
    Person,
    Company,
    Contact,
    InvoiceAddress,
    DeliveryAddress,
}

/// <summary>The partners an order is booked on, once they are known.</summary>
public sealed record OrderPartners(OdooId<Partner> Customer, OdooId<Partner> Invoice, OdooId<Partner> Delivery);
