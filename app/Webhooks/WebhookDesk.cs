using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Webhooks;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.App.Webhooks;

/// <summary>Turns what a delivery is into an answer, and answers 200 to a signal only after it is committed.</summary>
internal sealed class WebhookDesk(IInbox inbox, IShops shops, AppDesk app, WebhookCounts counts, TimeProvider clock)
{
    // Shopify hangs up after five seconds; an answer that says "later" must come before.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public Task<IResult> Answer(WebhookOutcome outcome, byte[] body, HttpContext context) => outcome switch
    {
        WebhookOutcome.Accepted(var signal) => Keep(signal, body, context),
        WebhookOutcome.Irrelevant(var shop, var topic, _) => Task.FromResult(Note(shop.Value, topic)),
        WebhookOutcome.Uninstalled(var shop, var at) => Note(shop, "app/uninstalled", app.Disconnect(shop, at, context.RequestAborted), context),
        WebhookOutcome.ScopesGranted(var shop, var scopes, var at) => Note(shop, "app/scopes_update", app.Granted(shop, scopes, at, context.RequestAborted), context),
        WebhookOutcome.Privacy(var ask) => Note(ask.Shop, $"privacy, {ask.Topic}", app.Keep(ask, context.RequestAborted), context),
        WebhookOutcome.BadRequest(var reason) => Task.FromResult(Refuse(StatusCodes.Status400BadRequest, reason)),
        WebhookOutcome.Unauthorized(var reason) => Task.FromResult(Refuse(StatusCodes.Status401Unauthorized, reason)),
        _ => throw new InvalidOperationException($"No answer for {outcome.GetType().Name}."),
    };

    public IResult Refuse(int status, string reason)
    {
        counts.Refused(status, reason);
        return Results.Text(reason, statusCode: status);
    }

    /// <summary>What concerns no record is done at once, or written down, before it is acknowledged.</summary>
    private async Task<IResult> Note(ShopDomain shop, string topic, Task<bool> done, HttpContext context)
    {
        try
        {
            return await done ? Results.Ok() : Note(shop.Value, topic);
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            counts.Unavailable(shop.Value, e);
            context.Response.Headers.RetryAfter = "10";
            return Results.Text("It could not be written down; please send it again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private IResult Note(string shop, string topic)
    {
        counts.Irrelevant(shop, topic);
        return Results.Ok();
    }

    private async Task<IResult> Keep(Signal signal, byte[] body, HttpContext context)
    {
        var shop = signal.Record.Shop;
        using var late = new CancellationTokenSource(Patience, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            if (!await shops.Knows(shop, stop.Token)) return Drop(shop.Value);
            if (await inbox.Append(signal, body, stop.Token) == Appended.Stored) counts.Stored(shop.Value);
            else counts.Duplicate(shop.Value);
            return Results.Ok();
        }
        catch (Exception e) when (e is InboxUnavailableException or DbException or TimeoutException or OperationCanceledException)
        {
            counts.Unavailable(shop.Value, e);
            context.Response.Headers.RetryAfter = "10";
            return Results.Text("The signal could not be written down; please send it again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    // An uninstalled shop's late deliveries: a refusal would only make Shopify send them again.
    private IResult Drop(string shop)
    {
        counts.UnknownShop(shop);
        return Results.Ok();
    }
}
