using GraphQL;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>One request while it is answered: the shop, the app that asks, and what the answer's extensions will say.</summary>
internal sealed class Answering(PracticeShop shop, string clientId) : Dictionary<string, object?>(StringComparer.Ordinal)
{
    public PracticeShop Shop { get; } = shop;

    public string ClientId { get; } = clientId;

    /// <summary>Connections answer all that they hold, as in a bulk operation.</summary>
    public bool Whole { get; init; }

    /// <summary>Where a bulk operation has come to in its list, which is answered in portions.</summary>
    public int From { get; init; }

    /// <summary>The portion that it answers now was not the last.</summary>
    public bool More { get; set; }

    /// <summary>What answers it, for bulk operations that it starts.</summary>
    public GraphExecution? Execution { get; init; }

    /// <summary>Where the shop's files are fetched.</summary>
    public string Files { get; init; } = "";

    /// <summary>Warnings about search queries, as Shopify puts them into <c>extensions.search</c>.</summary>
    public List<object> Searches { get; } = [];

    public static Answering Of(IResolveFieldContext context) => (Answering)context.UserContext;
}

/// <summary>A refusal of a whole field, with Shopify's code.</summary>
internal sealed class GraphRefusal : ExecutionError
{
    public GraphRefusal(string code, string message)
        : base(message) => Code = code;
}
