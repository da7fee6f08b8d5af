using Orleans.Hosting;

namespace Tandem.Grains.Telemetry;

/// <summary>Puts traces into a silo.</summary>
public static class TracesOfSilo
{
    /// <summary>One trace goes through all actors that a pass calls.</summary>
    public static ISiloBuilder AddTandemTraces(this ISiloBuilder silo) =>
        silo.AddOutgoingGrainCallFilter<TraceAcrossGrains>().AddIncomingGrainCallFilter<TraceAcrossGrains>();
}
