using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Tandem.App.Install;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>What every page's handler starts from: the session, the readings and the moment.</summary>
internal readonly record struct PageRequest(HttpContext Context, IAdminReadings Readings, TimeProvider Clock, IOptions<AdminSettings> Settings)
{
    /// <summary>From the verified token and nowhere else.</summary>
    public ShopDomain Shop => AdminSession.Of(Context.User).Shop;

    public string User => AdminSession.Of(Context.User).User;

    /// <summary>Who this is, by name where it is known.</summary>
    public async Task<string> Known(IStaff staff) => (await staff.Meet(Shop, User, Stop)).Known;

    public DateTimeOffset Now => Clock.GetUtcNow();

    public CancellationToken Stop => Context.RequestAborted;

    public PageFrame Frame => PageFrame.Of(Settings.Value, Shop, Now);

    public static RazorComponentResult<TPage> Show<TPage>(object parameters, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new(parameters) { StatusCode = status };
}
