using System.Globalization;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Lives;

/// <summary>One thing that is done to an order, and how its news travels: whatever was drawn for it is fixed, so that it can be done again.</summary>
internal sealed record LifeAct(string Name, TimeSpan Pause, DeliveryPlan News, Action<OrderDesk, PracticeOrder, DeliveryPlan> Do)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({News.SameAgain} again, {News.Delay.TotalMilliseconds:0} ms late)");
}

/// <summary>When Tandem looks while a life is lived.</summary>
internal enum LifePace
{
    /// <summary>Whenever news reach it, between pauses: up to the machine.</summary>
    AsPlayed,

    /// <summary>After each act, until nothing moves.</summary>
    AfterEach,

    /// <summary>Only when all is done.</summary>
    AtTheEnd,
}
