using System.Security.Cryptography;
using System.Text;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Privacy;
using Tandem.Sync.Records;

namespace Tandem.Grains.Customers;

/// <summary>Which grain looks after a customer: one for each e-mail address, so that a guest and an account of the same person meet in it.</summary>
public static class CustomerKey
{
    /// <summary>The key holds a hash, not the address: keys stand in logs.</summary>
    public static RecordKey Of(ShopDomain shop, CustomerRoot root) => new(shop, RecordKind.Customer, root switch
    {
        CustomerRoot.HouseAccount house => $"house{house.Partner}",
        CustomerRoot.Person { Email: { } email } => OfEmail(email),
        CustomerRoot.Person person => person.Draft.ExternalId,
        CustomerRoot.Organisation organisation => organisation.Draft.ExternalId,
        _ => throw new InvalidOperationException($"No rule for {root?.GetType().Name}."),
    });

    /// <summary>Every key under which a customer may be known.</summary>
    public static IReadOnlyList<RecordKey> All(ShopDomain shop, CustomerTraces traces)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var names = new List<string>();
        if (CustomerPlanning.Normal(traces.Email) is { } email) names.Add(OfEmail(email));
        if (traces.Customer is { } customer) names.Add($"customer_{customer}");
        return [.. names.Select(name => new RecordKey(shop, RecordKind.Customer, name))];
    }

    private static string OfEmail(string email) => "email_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email)).AsSpan(0, 12));
}
