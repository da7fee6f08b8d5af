using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Tandem.Grains.Pacing;

/// <summary>One shop's budget of Shopify's points for all servers of the cluster; its key is the shop's domain, <c>alpha.myshopify.com</c>.</summary>
[Alias("tandem.shop-points")]
public interface IShopPointsGrain : IGrainWithStringKey
{
    /// <summary>Takes the points of a call and answers how long to wait before it is sent.</summary>
    [Alias("take"), ResponseTimeout("00:00:03")]
    Task<TimeSpan> Take(PointsAsked asked);

    /// <summary>The call has ended.</summary>
    [Alias("settle")]
    Task Settle(PointsSettled settled);

    /// <summary>The shop wants nothing sent for so long.</summary>
    [Alias("hold")]
    Task Hold(TimeSpan duration);

    /// <summary>Points that are left now; null before any answer has said.</summary>
    [Alias("left")]
    Task<double?> Left();
}

/// <summary>A call that is about to be sent.</summary>
/// <param name="Silo">The server that calls: what it has taken ends with it.</param>
[GenerateSerializer, Immutable, Alias("tandem.points-asked")]
public sealed record PointsAsked([property: Id(0)] Guid Call, [property: Id(1)] string Document, [property: Id(2)] SiloAddress Silo);

/// <summary>A call that has ended.</summary>
/// <param name="Said">What its answer said of the budget; null where it said nothing.</param>
[GenerateSerializer, Immutable, Alias("tandem.points-settled")]
public sealed record PointsSettled([property: Id(0)] Guid Call, [property: Id(1)] PointsSaid? Said);

/// <summary>What an answer said of the budget, in Shopify's points.</summary>
/// <param name="Requested">What the call may have cost.</param>
/// <param name="Maximum">Size of the budget.</param>
/// <param name="Available">Left after the call.</param>
/// <param name="RestoreRate">Coming back each second.</param>
[GenerateSerializer, Immutable, Alias("tandem.points-said")]
public sealed record PointsSaid([property: Id(0)] double Requested, [property: Id(1)] double Maximum, [property: Id(2)] double Available, [property: Id(3)] double RestoreRate);
