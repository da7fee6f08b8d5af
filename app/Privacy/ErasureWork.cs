using Tandem.App.Webhooks;
using Tandem.Grains.Customers;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Sync.Privacy;

namespace Tandem.App.Privacy;

/// <summary>Carries out what Shopify asked to erase; what fails is done again, since erasing twice erases nothing more.</summary>
internal sealed partial class ErasureWork(
    IPrivacyRequests requests, IErasure erasure, IShops shops, Tandem.Shopify.Shops.IShops shopify, IActivity activity, ISetupDrafts diary, ILeases leases,
    IGrainFactory grains, PrivacyNews news, TimeProvider time, ILogger<ErasureWork> logger) : BackgroundService
{
    private const string Name = "erasure";
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);
    private readonly string owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7()}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Run(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Nothing that goes wrong here may end the server, nor the work: what is asked is still asked in a minute.
                LogPutOff(failure);
            }

            await news.Await(Look, stoppingToken);
        }
    }

    private async Task Run(CancellationToken stop)
    {
        var due = await requests.Erasures(stop);
        if (due.Count == 0 || !await leases.Take(Name, owner, Lease, stop)) return;
        try
        {
            foreach (var request in due) await Do(request, stop);
        }
        finally
        {
            await leases.Release(Name, owner, CancellationToken.None);
        }
    }

    /// <summary>One that cannot be carried out keeps no other from it.</summary>
    private async Task Do(PrivacyRequest request, CancellationToken stop)
    {
        try
        {
            if (request.Topic == PrivacyTopic.ShopErasure) await Shop(request, stop);
            else await Customer(request, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogNotErased(request.Id, request.Shop.Value, failure);
        }
    }

    private async Task Customer(PrivacyRequest request, CancellationToken stop)
    {
        var keys = CustomerKey.All(request.Shop, request.Traces);
        foreach (var key in keys) await grains.GetGrain<ICustomerGrain>(key.ToString()).Forget();
        var erased = await erasure.Customer(request.Shop, request.Traces, keys, stop);
        await activity.Append([.. erased.Orders.Select(order => PrivacyNotes.Erased(request.Shop, order, time.GetUtcNow()))], stop);
        await requests.Settle(request, "Tandem", PrivacyNotes.Outcome(erased), forget: true, stop);
        LogErasedCustomer(request.Shop.Value, erased.Messages, erased.Sentences);
    }

    /// <summary>A shop that has the app again is not forgotten: the request speaks of the installation before.</summary>
    private async Task Shop(PrivacyRequest request, CancellationToken stop)
    {
        switch (await IsInstalled(request, stop))
        {
            case true:
                await requests.Settle(request, "Tandem", "The shop has installed Tandem again since; what is here is the present installation's, and stays.", forget: true, stop);
                await diary.Note(request.Shop, "Shopify", "What an earlier installation left was to be erased. The shop has installed Tandem again since, so its setup stays.", stop);
                return;
            case false:
                await erasure.Shop(request.Shop, stop);
                LogErasedShop(request.Shop.Value);
                return;
            default:
                return;
        }
    }

    /// <summary>Null where that cannot be told now.</summary>
    private async Task<bool?> IsInstalled(PrivacyRequest request, CancellationToken stop)
    {
        if (await shops.Find(request.Shop, stop) is not { DisconnectedAt: null }) return false;
        try
        {
            await shopify.Read(request.Shop, stop);
            return true;
        }
        catch (ShopifyException failed)
        {
            // Its removal may never have been told.
            return failed.Failure is ShopifyFailure.TokenMissing or ShopifyFailure.TokenRefused or ShopifyFailure.ShopGone ? false : null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A customer of {Shop} was erased: {Messages} messages and {Sentences} sentences")]
    private partial void LogErasedCustomer(string shop, int messages, int sentences);

    [LoggerMessage(Level = LogLevel.Information, Message = "Shop {Shop} was erased, as Shopify asked after it removed Tandem")]
    private partial void LogErasedShop(string shop);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Request} of {Shop} could not be carried out; it is tried again in a minute")]
    private partial void LogNotErased(long request, string shop, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Erasing is put off for a minute")]
    private partial void LogPutOff(Exception exception);
}
