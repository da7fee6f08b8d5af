using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>Customers, companies and addresses.</summary>
internal static class PartyObjects
{
    public static ShopifyObject Customer(CustomerDescription customer, DateTimeOffset at, AddressDescription? address)
    {
        var name = string.Join(' ', new[] { customer.FirstName, customer.LastName }.Where(n => !string.IsNullOrEmpty(n)));
        var defaultAddress = Address(address, customer.Id);
        return new ShopifyObject("Customer")
        {
            ["id"] = Gid.Of("Customer", customer.Id),
            ["legacyResourceId"] = customer.Id,
            ["firstName"] = customer.FirstName,
            ["lastName"] = customer.LastName,
            ["displayName"] = name.Length > 0 ? name : customer.Email ?? customer.Phone ?? "",
            ["email"] = customer.Email,
            ["phone"] = customer.Phone,
            ["defaultEmailAddress"] = customer.Email is null ? null : new ShopifyObject("CustomerEmailAddress") { ["emailAddress"] = customer.Email, ["validFormat"] = true, ["marketingState"] = "NOT_SUBSCRIBED" },
            ["defaultPhoneNumber"] = customer.Phone is null ? null : new ShopifyObject("CustomerPhoneNumber") { ["phoneNumber"] = customer.Phone, ["marketingState"] = "NOT_SUBSCRIBED" },
            ["defaultAddress"] = defaultAddress,
            ["addressesV2"] = defaultAddress is null ? [] : new[] { defaultAddress },
            ["taxExempt"] = customer.TaxExempt,
            ["taxExemptions"] = Array.Empty<string>(),
            ["note"] = customer.Note,
            ["tags"] = Tags.Sorted(customer.Tags),
            ["locale"] = "en",
            ["state"] = "DISABLED",
            ["verifiedEmail"] = true,
            ["numberOfOrders"] = 1L,
            ["amountSpent"] = new Coin(0m, "USD"),
            ["companyContactProfiles"] = Array.Empty<ShopifyObject>(),
            ["createdAt"] = at,
            ["updatedAt"] = at,
        };
    }

    public static ShopifyObject PurchasingCompany(CompanyDescription company, DateTimeOffset at, ShopifyObject? customer)
    {
        var made = new ShopifyObject("Company")
        {
            ["id"] = Gid.Of("Company", company.Id),
            ["name"] = company.Name,
            ["externalId"] = company.ExternalId,
            ["createdAt"] = at,
            ["updatedAt"] = at,
            ["customerSince"] = at,
        };
        var location = new ShopifyObject("CompanyLocation")
        {
            ["id"] = Gid.Of("CompanyLocation", company.LocationId),
            ["name"] = company.LocationName,
            ["externalId"] = company.LocationExternalId,
            ["currency"] = "USD",
            ["company"] = made,
            ["createdAt"] = at,
            ["updatedAt"] = at,
        };
        var contact = customer is null ? null : new ShopifyObject("CompanyContact")
        {
            ["id"] = Gid.Of("CompanyContact", company.Id),
            ["company"] = made,
            ["customer"] = customer,
            ["isMainContact"] = true,
            ["createdAt"] = at,
            ["updatedAt"] = at,
        };
        made["mainContact"] = contact;
        made["locations"] = new[] { location };
        return new ShopifyObject("PurchasingCompany") { ["company"] = made, ["location"] = location, ["contact"] = contact };
    }

    public static ShopifyObject? Address(AddressDescription? address, long number) => address is null ? null : new ShopifyObject("MailingAddress")
    {
        ["id"] = $"{Gid.Of("MailingAddress", number)}?model_name=Address",
        ["firstName"] = address.FirstName,
        ["lastName"] = address.LastName,
        ["name"] = address.Name,
        ["company"] = address.Company,
        ["address1"] = address.Address1,
        ["address2"] = address.Address2,
        ["city"] = address.City,
        ["zip"] = address.Zip,
        ["province"] = address.Province,
        ["provinceCode"] = address.ProvinceCode,
        ["country"] = address.Country ?? address.CountryCode,
        ["countryCodeV2"] = address.CountryCode,
        ["phone"] = address.Phone,
        ["coordinatesValidated"] = false,
        ["formattedArea"] = $"{address.City} {address.Country ?? address.CountryCode}".Trim(),
        ["formatted"] = new[] { address.Address1, address.Address2, $"{address.Zip} {address.City}".Trim(), address.Country ?? address.CountryCode }.Where(t => !string.IsNullOrEmpty(t)).ToArray(),
    };
}
