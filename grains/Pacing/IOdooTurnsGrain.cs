using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;
using Tandem.Odoo.Pacing;

namespace Tandem.Grains.Pacing;

/// <summary>The turns at one Odoo for all servers of the cluster; its key is the Odoo's server and database, <c>https://odoo.example.com/main</c>.</summary>
[Alias("tandem.odoo-turns"), Version(1)]
public interface IOdooTurnsGrain : IGrainWithStringKey
{
    /// <summary>Answers when the call may begin, and at once when it has begun already.</summary>
    [Alias("enter"), AlwaysInterleave, ResponseTimeout("00:15:00")]
    Task Enter(TurnAsked asked);

    /// <summary>The call has ended, or its caller gave up.</summary>
    [Alias("leave"), AlwaysInterleave]
    Task Leave(TurnLeft left);

    /// <summary>Whether the call waits or has begun; false for one that was asked of a server that died, and whose question nobody has any more.</summary>
    [Alias("knows"), AlwaysInterleave]
    Task<bool> Knows(Guid turn);

    /// <summary>How many calls wait now.</summary>
    [Alias("waiting"), AlwaysInterleave]
    Task<int> Waiting();
}

/// <summary>A call that waits for its turn.</summary>
/// <param name="Priority">As <see cref="Odoo.CallPriority"/> has it.</param>
/// <param name="Reserves">Products of which it reserves stock.</param>
/// <param name="Silo">The server that calls: its turns end with it.</param>
/// <param name="Kind">As <see cref="OdooTurn"/> has it; null from a server of an earlier version.</param>
[GenerateSerializer, Immutable, Alias("tandem.turn-asked")]
public sealed record TurnAsked([property: Id(0)] Guid Turn, [property: Id(1)] int Priority, [property: Id(2)] int[] Reserves, [property: Id(3)] SiloAddress Silo, [property: Id(4)] string? Kind);

/// <summary>A call that has ended.</summary>
/// <param name="Sign">How it went, as <see cref="Odoo.Pacing.PaceSign"/> has it; null says nothing of the pace.</param>
/// <param name="Took">Null from a server of an earlier version.</param>
[GenerateSerializer, Immutable, Alias("tandem.turn-left")]
public sealed record TurnLeft([property: Id(0)] Guid Turn, [property: Id(1)] int? Sign, [property: Id(2)] TimeSpan? Took);
