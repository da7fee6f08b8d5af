using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;

namespace Tandem.Tests.Ledger;

internal static class InboxOf
{
    public static IInbox GetRequiredInbox(this IServiceProvider process) => process.GetRequiredService<IInbox>();
}
