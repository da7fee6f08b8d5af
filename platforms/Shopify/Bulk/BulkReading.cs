using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Reading;
using Tandem.Sync;

namespace Tandem.Shopify.Bulk;

/// <summary>Has Shopify write a whole list into a file, waits for it, and reads it line by line; bounded memory, whatever its length.</summary>
internal sealed class BulkReading(IShopifyAdmin admin, BulkDownload download, IOptions<ShopifyOptions> options, TimeProvider time)
{
    private const int LongestLine = 1024 * 1024;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Each object as Shopify wrote it: those inside another name it in <c>__parentId</c> and may come anywhere.</summary>
    /// <exception cref="ShopifyException">Shopify refused or could not; what was given already is not all, so it is worth nothing.</exception>
    public async IAsyncEnumerable<BulkLine> Lines(ShopDomain shop, BulkList list, [EnumeratorCancellation] CancellationToken stop)
    {
        var attempted = new Attempted(shop, list.Purpose);
        if (await Written(shop, list, attempted, stop) is not var (file, objects)) yield break;
        await using (file)
            await foreach (var (line, _) in Whole(file, objects, attempted, stop)) yield return line;
    }

    /// <summary>The whole list, brought together by its objects; null where Shopify found nothing.</summary>
    /// <param name="check">Looks at each line once, before anything of the list is used.</param>
    /// <exception cref="ShopifyException">Shopify refused or could not, or the list is not whole.</exception>
    public async Task<WholeList?> Whole(ShopDomain shop, BulkList list, string rootType, Action<BulkLine>? check, CancellationToken stop)
    {
        var attempted = new Attempted(shop, list.Purpose);
        if (await Written(shop, list, attempted, stop) is not var (file, objects)) return null;
        var groups = new BulkGroups();
        var whole = new WholeList(file, groups);
        try
        {
            await foreach (var (line, at) in Whole(file, objects, attempted, stop))
            {
                check?.Invoke(line);
                groups.Add(line, at, rootType);
            }

            groups.Check();
            return whole;
        }
        catch (Exception wrong)
        {
            await whole.DisposeAsync();
            throw wrong switch
            {
                UnreadableException unreadable => Unreadable(shop, list, unreadable),
                _ when wrong is IOException || BulkDownload.IsDisk(wrong) => BulkDownload.Refused(attempted, wrong),
                _ => wrong,
            };
        }
    }

    /// <summary>A list that cannot be read is not whole either.</summary>
    public static ShopifyException Unreadable(ShopDomain shop, BulkList list, UnreadableException wrong) =>
        new(new ShopifyFailure.BulkUnusable(new Attempted(shop, list.Purpose), $"{wrong.Field} {wrong.Reason}"), wrong);

    private async Task<(Stream File, long Objects)?> Written(ShopDomain shop, BulkList list, Attempted attempted, CancellationToken stop)
    {
        var id = await Start(shop, list.Query, stop);
        var state = await Ended(shop, id, attempted, stop);
        return state.Url is null ? null : (await Fetched(shop, id, state, attempted, stop), state.Objects);
    }

    private static async IAsyncEnumerable<(BulkLine Line, long At)> Whole(Stream file, long objects, Attempted attempted, [EnumeratorCancellation] CancellationToken stop)
    {
        var lines = 0L;
        await foreach (var (line, at) in Split(file, attempted, stop))
        {
            lines++;
            using var json = Parsed(line, lines, attempted);
            yield return (new BulkLine(new ShopifyField(json.RootElement, $"line {lines}"), line), at);
        }

        if (lines != objects) throw Unusable(attempted, $"its file holds {lines} of {objects} lines");
    }

    private async Task<string> Start(ShopDomain shop, string query, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        for (var pause = options.Value.BulkLook; ; pause = Longer(pause))
        {
            try
            {
                return await admin.Run(shop, BulkDocuments.Start, new JsonObject { ["query"] = query }, stop);
            }
            catch (ShopifyException busy) when (busy.Failure is ShopifyFailure.UserErrors { Errors: [{ Code: "OPERATION_IN_PROGRESS" or "LIMIT_REACHED" }, ..] } && time.GetElapsedTime(began) < options.Value.BulkPatience)
            {
                await Task.Delay(pause, time, stop);
            }
        }
    }

    private async Task<BulkState> Ended(ShopDomain shop, string id, Attempted attempted, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        for (var pause = options.Value.BulkLook; ; pause = Longer(pause))
        {
            var state = await admin.Run(shop, BulkDocuments.State, new JsonObject { ["id"] = id }, stop) ?? throw Unusable(attempted, "Shopify no longer knows the operation");
            if (state.Status == "COMPLETED") return state;
            if (!state.Runs) throw Unusable(attempted, $"the operation ended as {state.Status}{(state.ErrorCode is { } code ? $" ({code})" : "")}");
            if (time.GetElapsedTime(began) > options.Value.BulkPatience)
            {
                // It would hold one of the five places that the shop's apps have.
                await admin.Run(shop, BulkDocuments.Cancel, new JsonObject { ["id"] = id }, stop);
                throw Unusable(attempted, $"it did not end within {options.Value.BulkPatience.TotalMinutes:0} minutes and was cancelled");
            }

            await Task.Delay(pause, time, stop);
        }
    }

    /// <summary>An address that has expired is asked for once more.</summary>
    private async Task<Stream> Fetched(ShopDomain shop, string id, BulkState state, Attempted attempted, CancellationToken stop)
    {
        if (await download.ToDisk(state, attempted, stop) is { } file) return file;
        var again = await admin.Run(shop, BulkDocuments.State, new JsonObject { ["id"] = id }, stop);
        return (again?.Url is null ? null : await download.ToDisk(again, attempted, stop)) ?? throw Unusable(attempted, "the address of its file has expired");
    }

    private static async IAsyncEnumerable<(ReadOnlyMemory<byte> Line, long At)> Split(Stream file, Attempted attempted, [EnumeratorCancellation] CancellationToken stop)
    {
        var pipe = PipeReader.Create(file, new StreamPipeReaderOptions(leaveOpen: true));
        var at = 0L;
        while (true)
        {
            var read = await pipe.ReadAsync(stop);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                var line = rest.Slice(0, end);
                if (!line.IsEmpty) yield return (line.ToArray(), at);
                at += line.Length + 1;
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (rest.Length > LongestLine) throw Unusable(attempted, "a line of its file is longer than 1 MB");
            if (read.IsCompleted)
            {
                if (!rest.IsEmpty) yield return (rest.ToArray(), at);
                break;
            }

            pipe.AdvanceTo(rest.Start, rest.End);
        }

        await pipe.CompleteAsync();
    }

    private static JsonDocument Parsed(ReadOnlyMemory<byte> line, long number, Attempted attempted)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            throw Unusable(attempted, $"line {number} of its file is no JSON");
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private static ShopifyException Unusable(Attempted attempted, string reason) => new(new ShopifyFailure.BulkUnusable(attempted, reason));
}

/// <summary>One object of a bulk operation's file.</summary>
/// <param name="Raw">The line as it was written.</param>
internal readonly record struct BulkLine(ShopifyField Field, ReadOnlyMemory<byte> Raw);
