using Orleans.Runtime;

namespace Tandem.Grains.Pacing;

/// <summary>Whether a server has others to share with.</summary>
internal static class Company
{
    /// <summary>Also before this server has joined, and in a command that never does.</summary>
    public static bool IsAlone(this ISiloStatusOracle silos) => silos.CurrentStatus != SiloStatus.Active || silos.GetApproximateSiloStatuses(onlyActive: true).Count <= 1;
}
