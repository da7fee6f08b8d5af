using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Reading;
using Tandem.Shopify.Tokens;
using Tandem.Sync;

namespace Tandem.Shopify.Admin;

/// <summary>Runs documents against shops over HTTP.</summary>
internal sealed partial class ShopifyAdmin(
    AdminEndpoint endpoint,
    IShopTokens tokens,
    IShopPoints points,
    IOptions<ShopifyOptions> options,
    TimeProvider time,
    ILogger<ShopifyAdmin> log) : IShopifyAdmin
{
    private int versionNoted;

    public async Task<T> Run<T>(ShopDomain shop, AdminDocument<T> document, JsonObject variables, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(variables);
        using var activity = ShopifyTelemetry.Source.StartActivity($"shopify {document.Name}", ActivityKind.Client);
        activity?.SetTag("tandem.shop", shop.Value);
        var (started, outcome) = (time.GetTimestamp(), "answered");
        var call = new AdminCall(document, new Attempted(shop, document.PurposeWith(variables)), AdminEndpoint.Body(document, variables));
        try
        {
            using var answer = (await Answer(call, cancellationToken)).Body;
            return document.Read(new ShopifyField(answer.RootElement.GetProperty("data"), ""));
        }
        catch (UnreadableException missing)
        {
            throw new ShopifyException(new ShopifyFailure.BadAnswer(call.Attempted, $"{missing.Field} {missing.Reason}"), missing);
        }
        catch (ShopifyException failed)
        {
            outcome = failed.Failure.GetType().Name;
            activity?.SetStatus(ActivityStatusCode.Error, outcome);
            throw;
        }
        finally
        {
            ShopifyTelemetry.Record(shop, document.Name, time.GetElapsedTime(started), outcome);
        }
    }

    private async Task<AdminOutcome.Answered> Answer(AdminCall call, CancellationToken cancellationToken)
    {
        var patience = new CallPatience(options.Value.Patience, options.Value.Backoff);
        var renewed = false;
        for (var tries = 1; ; tries++)
        {
            var token = await tokens.Current(call.Shop, cancellationToken);
            switch (await Try(call, token, cancellationToken))
            {
                case AdminOutcome.Answered answered:
                    foreach (var note in answered.Notes) LogDenied(call.Document.Name, call.Shop, note);
                    return answered;

                case AdminOutcome.Failed { Failure: ShopifyFailure.TokenRefused } when !renewed:
                    renewed = true;
                    await tokens.Renew(call.Shop, token, cancellationToken);
                    break;

                case AdminOutcome.Failed { Failure: ShopifyFailure.TokenRefused refused }:
                    await tokens.Refuse(call.Shop, token, cancellationToken);
                    throw new ShopifyException(refused);

                case AdminOutcome.Failed { Failure: var failure }:
                    if (CallRetry.Decide(failure, call.Document.Repeatable, tries, call.Waited, patience) is not { } wait)
                        throw new ShopifyException(failure);
                    LogRetry(call.Document.Name, call.Shop, failure.GetType().Name, wait.TotalMilliseconds);
                    await Wait(call, wait, cancellationToken);
                    break;
            }
        }
    }

    private async Task<AdminOutcome> Try(AdminCall call, AccessToken token, CancellationToken cancellationToken)
    {
        var taken = await points.Take(call.Shop, call.Document.Name, cancellationToken);
        QueryCost? cost = null;
        try
        {
            if (call.Waited + taken.Wait > options.Value.Patience)
                return new AdminOutcome.Failed(new ShopifyFailure.Throttled(call.Attempted, taken.Wait));
            await Wait(call, taken.Wait, cancellationToken);
            var reply = await endpoint.Post(call.Attempted, token, call.Body, cancellationToken);
            NoteVersion(call, reply);
            (var outcome, cost) = AnswerReading.Read(
                call.Document, call.Attempted with { RequestId = reply.RequestId }, reply, options.Value.ApiVersion);
            if (reply is { Status: 429 or 503, RetryAfter: { } hold }) taken.Hold(hold);
            return outcome;
        }
        catch (ShopifyException failed)
        {
            return new AdminOutcome.Failed(failed.Failure);
        }
        finally
        {
            taken.Settle(cost);
            if (cost is not null) ShopifyTelemetry.Left(call.Shop, cost.Available);
        }
    }

    private async Task Wait(AdminCall call, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait <= TimeSpan.Zero) return;
        call.Waited += wait;
        await Task.Delay(wait, time, cancellationToken);
    }

    /// <summary>Shopify answers a version that has expired with the oldest one it still serves, and says so only here.</summary>
    private void NoteVersion(AdminCall call, AdminReply reply)
    {
        if (reply.Version is null || reply.Version == options.Value.ApiVersion) return;
        if (Interlocked.Exchange(ref versionNoted, 1) == 0) LogVersion(call.Shop, reply.Version, options.Value.ApiVersion);
    }

    [LoggerMessage(LogLevel.Warning, "API version {Answered} answered {Shop} instead of {Asked}: install a Tandem made for it")]
    private partial void LogVersion(ShopDomain shop, string answered, string asked);

    [LoggerMessage(LogLevel.Information, "Document {Document} for {Shop}: Shopify denied a field that is not needed: {Note}")]
    private partial void LogDenied(string document, ShopDomain shop, string note);

    [LoggerMessage(LogLevel.Information, "Document {Document} for {Shop} tries again after {Failure} in {Wait} ms")]
    private partial void LogRetry(string document, ShopDomain shop, string failure, double wait);
}
