using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>Reads who bought (Shopify Customer, PurchasingCompany, MailingAddress).</summary>
internal static class BuyerParsing
{
    public static ShopCustomer? Customer(ShopifyField? customer) => customer is not { } stated
        ? null
        : new ShopCustomer(
            new CustomerId(stated.Get("id").Number("Customer")),
            stated.GetIfThere("firstName")?.Text,
            stated.GetIfThere("lastName")?.Text,
            stated.GetOrNull("defaultEmailAddress")?.GetIfThere("emailAddress")?.Text,
            stated.GetIfThere("defaultPhoneNumber")?.GetIfThere("phoneNumber")?.Text,
            stated.Get("taxExempt").Flag);

    /// <summary>The company, where the purchasing entity is one; a person is the order's customer anyway.</summary>
    public static ShopCompany? Company(ShopifyField? entity)
    {
        if (entity?.GetIfThere("company") is not { } company) return null;
        var location = entity.Value.Get("location");
        return new ShopCompany(
            company.Get("id").Number("Company"),
            company.Get("name").Text,
            location.Get("id").Number("CompanyLocation"),
            location.Get("name").Text,
            company.GetIfThere("externalId")?.Text);
    }

    public static ShopAddress? Address(ShopifyField? address) => address is not { } stated ? null : new ShopAddress
    {
        Name = stated.GetIfThere("name")?.Text,
        Company = stated.GetIfThere("company")?.Text,
        Street = stated.GetIfThere("address1")?.Text,
        Street2 = stated.GetIfThere("address2")?.Text,
        City = stated.GetIfThere("city")?.Text,
        Zip = stated.GetIfThere("zip")?.Text,
        CountryCode = stated.GetOrNull("countryCodeV2")?.Text,
        ProvinceCode = stated.GetIfThere("provinceCode")?.Text,
        Phone = stated.GetIfThere("phone")?.Text,
    };
}
