using System.Security.Cryptography;
using System.Text;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;

namespace Tandem.Sync.Customers;

/// <summary>Decides whose order it is, by the shop's strategy.</summary>
public static class CustomerPlanning
{
    public static (CustomerPlan? Plan, Blocker? Blocker) Plan(ShopOrder order, OrderRules rules)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rules);
        if (Root(order, rules) is not { } root)
            return (null, Missing(order, rules));

        var owner = OwnerKey(root);
        var contact = root is CustomerRoot.Organisation && order.Customer is { } person ? Person(order, person) with { Kind = ContactKind.Contact } : null;
        return (new CustomerPlan(
            root, contact,
            Address(order, order.BillingAddress, ContactKind.InvoiceAddress, owner),
            Address(order, order.ShippingAddress, ContactKind.DeliveryAddress, owner)), null);
    }

    private static Blocker Missing(ShopOrder order, OrderRules rules)
    {
        var why = rules.Decisions.Customers.Strategy == CustomerStrategy.HouseAccount
            ? "all orders are to be booked on one house account, and none is decided. Choose it under customers.houseAccount; all orders that wait for it then go on."
            : "it has no customer and no e-mail address. Choose a house account under customers.houseAccount for orders like it; all that wait for it then go on.";
        return new Blocker(BlockerCode.CustomerMissing, "no customer", $"Order {order.Name} was not written to Odoo: {why}", Role.Ecommerce, "customers.houseAccount");
    }

    private static CustomerRoot? Root(ShopOrder order, OrderRules rules)
    {
        if (rules.Decisions.Customers.Strategy == CustomerStrategy.HouseAccount)
            return rules.HouseAccount is { } house ? new CustomerRoot.HouseAccount(house) : null;
        if (order.Company is { } company)
            return new CustomerRoot.Organisation(new ContactDraft
            {
                ExternalId = $"company_{company.Id}",
                Kind = ContactKind.Company,
                Name = company.Name,
                Reference = company.ExternalId ?? $"Shopify {company.Id}",
            });

        var email = Normal(order.Customer?.Email) ?? Normal(order.Email);
        if (order.Customer is { } customer) return new CustomerRoot.Person(email, Person(order, customer));
        if (email is not null)
            return new CustomerRoot.Person(email, Guest(order, email));
        return rules.HouseAccount is { } fallback ? new CustomerRoot.HouseAccount(fallback) : null;
    }

    private static ContactDraft Guest(ShopOrder order, string email)
    {
        var address = order.BillingAddress ?? order.ShippingAddress;
        return WithAddress(new ContactDraft
        {
            ExternalId = $"guest_{Hash(email)}",
            Kind = ContactKind.Person,
            Name = NameOf(order, null) ?? email,
            Email = email,
            Phone = order.Phone ?? address?.Phone,
        }, address);
    }

    private static ContactDraft Person(ShopOrder order, ShopCustomer customer)
    {
        var address = order.BillingAddress ?? order.ShippingAddress;
        return WithAddress(new ContactDraft
        {
            ExternalId = $"customer_{customer.Id}",
            Kind = ContactKind.Person,
            Name = NameOf(order, customer) ?? Normal(customer.Email) ?? Normal(order.Email) ?? $"Shopify customer {customer.Id}",
            Email = (Normal(customer.Email) is null ? order.Email : customer.Email)?.Trim(),
            Phone = customer.Phone ?? address?.Phone,
            Reference = $"Shopify {customer.Id}",
        }, address);
    }

    private static ContactDraft? Address(ShopOrder order, ShopAddress? address, ContactKind kind, string owner)
    {
        if (address is null) return null;
        var type = kind == ContactKind.InvoiceAddress ? "invoice" : "delivery";
        var name = address.Company is { Length: > 0 } company ? $"{company}, {address.Name}".TrimEnd(',', ' ') : address.Name;
        return WithAddress(new ContactDraft
        {
            // The same address of the same customer is the same contact; another address is another one, so old orders keep theirs.
            ExternalId = $"{type}_{owner}_{Hash(Fingerprint(address))}",
            Kind = kind,
            Name = string.IsNullOrWhiteSpace(name) ? NameOf(order, order.Customer) ?? order.Name : name,
            Phone = address.Phone,
        }, address);
    }

    private static ContactDraft WithAddress(ContactDraft contact, ShopAddress? address) => address is null ? contact : contact with
    {
        Street = address.Street,
        Street2 = address.Street2,
        City = address.City,
        Zip = address.Zip,
        CountryCode = address.CountryCode,
        StateCode = address.ProvinceCode,
    };

    private static string OwnerKey(CustomerRoot root) => root switch
    {
        CustomerRoot.HouseAccount house => $"house{house.Partner}",
        CustomerRoot.Person person => person.Draft.ExternalId,
        CustomerRoot.Organisation organisation => organisation.Draft.ExternalId,
        _ => throw new InvalidOperationException($"No rule for {root.GetType().Name}."),
    };

    private static string? NameOf(ShopOrder order, ShopCustomer? customer)
    {
        var name = $"{customer?.FirstName} {customer?.LastName}".Trim();
        if (name.Length > 0) return name;
        var onAddress = (order.BillingAddress ?? order.ShippingAddress)?.Name;
        return string.IsNullOrWhiteSpace(onAddress) ? null : onAddress.Trim();
    }

    /// <summary>Lower case and without blanks around it, as Odoo's <c>email_normalized</c>; null when empty.</summary>
    public static string? Normal(string? email) => string.IsNullOrWhiteSpace(email) ? null : email.Trim().ToLowerInvariant();

    private static string Fingerprint(ShopAddress address) => string.Join('\n', new[]
    {
        address.Name, address.Company, address.Street, address.Street2, address.City, address.Zip, address.CountryCode, address.ProvinceCode, address.Phone,
    }.Select(part => string.Join(' ', (part ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToUpperInvariant()));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
