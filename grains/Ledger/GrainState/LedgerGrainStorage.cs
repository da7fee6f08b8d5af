using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Tandem.Grains.Ledger;

/// <summary>Grain state through the ledger's own writer, for a database that lets one transaction write: states then share its commits instead of colliding with them.</summary>
/// <remarks>
/// In Orleans' table, whose numbers stay 0 here: the grain's whole id is the key's text. A state is durable with the next commit that is: at the latest
/// with the rows of its pass, which follow it in the same log. A power cut before that is to a grain as a crash right before it wrote, which it bears.
/// </remarks>
internal sealed class LedgerGrainStorage(LedgerDatabase database, IGrainStorageSerializer serializer) : IGrainStorage
{
    private const string Mine = """
        where GrainIdHash = 0 and GrainTypeHash = 0 and GrainIdN0 = 0 and GrainIdN1 = 0
            and GrainTypeString = @State and GrainIdExtensionString = @Grain and ServiceId = 'tandem'
        """;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        const string read = "select PayloadBinary as Payload, Version from OrleansStorage " + Mine;
        var found = (await database.Query<StateRow>(read, new { State = stateName, Grain = grainId.ToString() }, CancellationToken.None)).SingleOrDefault();
        Know(grainState, found?.Version, found?.Payload is not null);
        grainState.State = found?.Payload is { } payload ? serializer.Deserialize<T>(payload) : Activator.CreateInstance<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        await Put(stateName, grainId, grainState, serializer.Serialize(grainState.State).ToArray());
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        await Put(stateName, grainId, grainState, null);
        grainState.State = Activator.CreateInstance<T>();
    }

    private async Task Put<T>(string stateName, GrainId grainId, IGrainState<T> grainState, byte[]? payload)
    {
        const string born = """
            insert into OrleansStorage (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, Version)
            values (0, 0, 0, 0, @State, @Grain, 'tandem', @Payload, 1) on conflict do nothing
            """;
        const string grown = "update OrleansStorage set PayloadBinary = @Payload, Version = Version + 1 " + Mine + " and Version = @Version";
        var version = grainState.ETag is { Length: > 0 } tag ? long.Parse(tag, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var row = new { State = stateName, Grain = grainId.ToString(), Payload = payload, Version = version };
        if (await database.Execute(Durable.WithNext, version == 0 ? born : grown, row, CancellationToken.None) == 0)
            throw new InconsistentStateException($"The state {stateName} of {grainId} was written by another since it was read.", "another version", grainState.ETag);
        Know(grainState, version + 1, payload is not null);
    }

    private static void Know<T>(IGrainState<T> state, long? version, bool exists)
    {
        state.ETag = version?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        state.RecordExists = exists;
    }

    private sealed record StateRow
    {
        public byte[]? Payload { get; init; }

        public long Version { get; init; }
    }
}
