using System.Collections.Concurrent;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using Tandem.Sandbox.Shopify.Bulk;
using Tandem.Sandbox.Shopify.Limits;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>One request's body.</summary>
internal sealed record GraphRequest(string Query, Inputs Variables, string? OperationName);

/// <summary>Parses, prices, meters and answers GraphQL requests; parsed documents are kept.</summary>
internal sealed class GraphExecution
{
    private const int MaximumCost = 1000;
    // Building it takes a good part of a second; it never changes, so all practice Shopifys share it.
    private static readonly Lazy<Schema> Shared = new(PracticeSchema.Build);

    private readonly Schema schema = Shared.Value;
    private readonly DocumentExecuter executer = new();
    private readonly GraphQLSerializer serializer = new(new GraphErrors());
    private readonly ConcurrentDictionary<string, Known> documents = new(StringComparer.Ordinal);

    /// <summary>The answer as JSON.</summary>
    /// <param name="files">Where the shop's files are fetched.</param>
    public async Task<byte[]> Answer(GraphRequest request, PracticeShop shop, string clientId, Bucket bucket, string files, CancellationToken cancellationToken)
    {
        Known known;
        try
        {
            known = Parsed(request);
        }
        catch (GraphQLParser.Exceptions.GraphQLParserException wrong)
        {
            return await Json(Refused("BAD_REQUEST", $"Parse error: {wrong.Description}"), cancellationToken);
        }

        var operation = known.Operation(request.OperationName);
        if (operation is null) return await Json(Refused("BAD_REQUEST", "No operation named \"" + request.OperationName + "\""), cancellationToken);
        var cost = known.Cost(request, () => new QueryCost(schema, known.Document, request.Variables).Of(operation));
        if (cost > MaximumCost)
            return await Json(Priced(Refused("MAX_COST_EXCEEDED", $"Query cost is {cost}, which exceeds the single query max cost limit ({MaximumCost})."), cost, null, bucket), cancellationToken);
        if (!bucket.TryTake(cost)) return await Json(Throttled(cost, bucket), cancellationToken);
        var answering = new Answering(shop, clientId) { Execution = this, Files = files };
        var result = await executer.ExecuteAsync(Options(request, known, answering, cancellationToken));
        var valid = result.Executed && result.Errors is null or { Count: 0 };
        known.Validated |= valid;
        var actual = result.Executed ? Math.Min(cost, ActualCost.Of(result)) : 0;
        bucket.GiveBack(cost - actual);
        Priced(result, cost, actual, bucket);
        if (answering.Searches.Count > 0) result.Extensions!["search"] = answering.Searches;
        return await Json(result, cancellationToken);
    }

    /// <summary>Every connection whole, without a bucket, as a bulk operation reads.</summary>
    /// <exception cref="GraphRefusal">The document may not run in bulk, or its answer holds errors.</exception>
    public BulkFile Whole(string query, PracticeShop shop, string clientId)
    {
        var document = Bulk(query);
        using var file = new BulkFileWriter();
        for (var (from, more) = (0, true); more; from += Paging.WholeAtOnce)
        {
            var answering = new Answering(shop, clientId) { Whole = true, From = from };
            var options = new ExecutionOptions { Schema = schema, Query = query, Document = document, UserContext = answering, ValidationRules = from == 0 ? null : Array.Empty<IValidationRule>() };
            var result = executer.ExecuteAsync(options).GetAwaiter().GetResult();
            if (result.Errors is [var error, ..]) throw new GraphRefusal("INVALID", error.Message);
            using var buffer = new MemoryStream();
            serializer.WriteAsync(buffer, result).GetAwaiter().GetResult();
            using var answer = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
            file.Add(answer.RootElement.GetProperty("data"));
            more = answering.More;
        }

        return file.Done();
    }

    /// <exception cref="GraphRefusal">The document may not run in bulk.</exception>
    public GraphQLDocument Bulk(string query)
    {
        GraphQLDocument document;
        try
        {
            document = Parser.Parse(query);
        }
        catch (GraphQLParser.Exceptions.GraphQLParserException wrong)
        {
            throw new GraphRefusal("INVALID", $"Invalid bulk query: {wrong.Description}");
        }

        return BulkRules.Refuse(schema, document) is { } refused ? throw new GraphRefusal("INVALID", refused) : document;
    }

    /// <summary>The names by which faults and counters know a request: its operation's, and those of its root fields.</summary>
    public IReadOnlyList<string> Names(GraphRequest request)
    {
        try
        {
            var operation = Parsed(request).Operation(request.OperationName);
            var roots = operation?.SelectionSet.Selections.OfType<GraphQLField>().Select(f => f.Name.StringValue) ?? [];
            return operation?.Name is { } name ? [name.StringValue, .. roots] : [.. roots];
        }
        catch (GraphQLParser.Exceptions.GraphQLParserException)
        {
            return [];
        }
    }

    private Known Parsed(GraphRequest request) => documents.GetOrAdd(request.Query, query => new Known(Parser.Parse(query)));

    private ExecutionOptions Options(GraphRequest request, Known known, Answering answering, CancellationToken cancellationToken) => new()
    {
        Schema = schema,
        Query = request.Query,
        Document = known.Document,
        OperationName = request.OperationName,
        Variables = request.Variables,
        UserContext = answering,
        ValidationRules = known.Validated ? Array.Empty<IValidationRule>() : null,
        CancellationToken = cancellationToken,
    };

    private static ExecutionResult Refused(string code, string message) => new() { Errors = [new GraphRefusal(code, message)] };

    private static ExecutionResult Throttled(int cost, Bucket bucket)
    {
        var result = new ExecutionResult { Errors = [new GraphRefusal("THROTTLED", "Throttled")] };
        return Priced(result, cost, null, bucket);
    }

    private static ExecutionResult Priced(ExecutionResult result, int cost, int? actual, Bucket bucket)
    {
        result.Extensions ??= new Dictionary<string, object?>();
        result.Extensions["cost"] = new Dictionary<string, object?>
        {
            ["requestedQueryCost"] = cost,
            ["actualQueryCost"] = actual,
            ["throttleStatus"] = new Dictionary<string, object?>
            {
                ["maximumAvailable"] = bucket.Maximum,
                ["currentlyAvailable"] = bucket.Available,
                ["restoreRate"] = bucket.Rate,
            },
        };
        return result;
    }

    private async Task<byte[]> Json(ExecutionResult result, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await serializer.WriteAsync(buffer, result, cancellationToken);
        return buffer.ToArray();
    }

    private sealed class Known(GraphQLDocument document)
    {
        private readonly ConcurrentDictionary<string, int> costs = new(StringComparer.Ordinal);

        public GraphQLDocument Document { get; } = document;

        public bool Validated { get; set; }

        /// <summary>Of its variables only the numbers matter to the cost: they are the sizes of pages.</summary>
        public int Cost(GraphRequest request, Func<int> reckon) => costs.GetOrAdd(
            string.Join(' ', request.Variables.Where(variable => variable.Value is int).Select(variable => $"{variable.Key}={variable.Value}").Prepend(request.OperationName)),
            _ => reckon());

        public GraphQLOperationDefinition? Operation(string? name) => Document.Definitions.OfType<GraphQLOperationDefinition>()
            .FirstOrDefault(o => string.IsNullOrEmpty(name) || o.Name?.StringValue == name);
    }
}
