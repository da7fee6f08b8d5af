using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace Tandem.Grains.Customers;

/// <summary>The single writer of one customer, so that two orders of a new customer that arrive together find one partner; key <c>alpha.myshopify.com/customer/&lt;identity&gt;</c>, or a number of Shopify's where that is all that is known.</summary>
[Alias("tandem.customer"), Version(1)]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>Finds or creates the partners of an order.</summary>
    /// <param name="request">Whose order it is, as planned.</param>
    [Alias("ensure"), ResponseTimeout("00:10:00")]
    Task<CustomerAnswer> Ensure(CustomerRequest request);

    /// <summary>What both sides last said alike about the customer's custom fields, as short marks, by the metafield's name.</summary>
    [Alias("fields")]
    Task<Dictionary<string, string>> Fields();

    /// <summary>Shopify told that the customer of this number changed.</summary>
    [Alias("look-again"), ResponseTimeout("00:10:00")]
    Task LookAgain();

    [Alias("remember-fields")]
    Task RememberFields(Dictionary<string, string> fields);

    /// <summary>The partners that the customer's contacts became: their database ids by the contacts' external ids.</summary>
    [Alias("partners")]
    Task<Dictionary<string, int>> Partners();

    /// <summary>Forgets everything of the customer; their next order finds the partner in Odoo again.</summary>
    [Alias("forget")]
    Task Forget();

    /// <summary>Whether it is at work now; one who waits for an answer learns so that there will be none.</summary>
    [Alias("is-under-way"), AlwaysInterleave]
    Task<bool> IsUnderWay();
}
