using System.Diagnostics;
using Orleans;
using Orleans.Runtime;

namespace Tandem.Grains.Telemetry;

/// <summary>Carries the trace from actor to actor, in one process or from server to server.</summary>
internal sealed class TraceAcrossGrains : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    private const string Key = "traceparent";
    private static readonly string Ours = typeof(TraceAcrossGrains).Assembly.GetName().Name!;

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        // Only between our own: what the runtime says to itself is no part of a trace.
        if (IsOurs(context) && Activity.Current is { Recorded: true } current) RequestContext.Set(Key, current.Id!);
        return context.Invoke();
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        using var activity = IsOurs(context) && RequestContext.Get(Key) is string parent
            ? GrainTelemetry.Received($"{context.InterfaceMethod.DeclaringType?.Name}.{context.InterfaceMethod.Name}", parent)
            : null;
        await context.Invoke();
    }

    private static bool IsOurs(IGrainCallContext context) => context.InterfaceMethod?.DeclaringType?.Assembly.GetName().Name == Ours;
}
