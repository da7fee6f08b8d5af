using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tandem.Sync.Decisions;

/// <summary>Parses JSON text into values that know their lines.</summary>
internal static class LocatedJsonText
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The value, or why the text is not JSON.</summary>
    public static (LocatedJson? Value, DecisionsProblem? Problem) Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length == 0) return (null, new DecisionsProblem("", "The file is empty.", "Start from docs/decisions.sample.json.", 1));
        if (utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return (null, new DecisionsProblem("", "The file is not UTF-8 (it begins like UTF-16).", "Save it as UTF-8.", 1));
        if (utf8.StartsWith(ByteOrderMark)) utf8 = utf8[3..];
        if (FirstBadByte(utf8) is { } at)
            return (null, new DecisionsProblem("", "The file is not UTF-8.", "Save it as UTF-8.", Lines.Of(utf8).At(at)));

        var lines = Lines.Of(utf8);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 32 });
        try
        {
            reader.Read();
            var value = Value(ref reader, lines);
            while (reader.Read()) { }
            return (value, null);
        }
        catch (JsonException wrong)
        {
            return (null, NotJson(utf8, wrong, lines.At(reader.TokenStartIndex)));
        }
        catch (InvalidOperationException)
        {
            return (null, new DecisionsProblem("", "A text here contains half of a character (an unpaired \\ud800 to \\udfff).", "Write the character itself.", lines.At(reader.TokenStartIndex)));
        }
    }

    private static LocatedJson Value(ref Utf8JsonReader reader, Lines lines)
    {
        var line = lines.At(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Members(ref reader, lines, line),
            JsonTokenType.StartArray => Items(ref reader, lines, line),
            JsonTokenType.String => new LocatedJson.Text(line, reader.GetString()!),
            JsonTokenType.Number => new LocatedJson.Number(line, Encoding.ASCII.GetString(reader.ValueSpan)),
            JsonTokenType.True => new LocatedJson.Flag(line, true),
            JsonTokenType.False => new LocatedJson.Flag(line, false),
            _ => new LocatedJson.Nothing(line),
        };
    }

    private static LocatedJson.Members Members(ref Utf8JsonReader reader, Lines lines, int line)
    {
        var members = new List<JsonMember>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (key, at) = (reader.GetString()!, lines.At(reader.TokenStartIndex));
            reader.Read();
            members.Add(new JsonMember(key, at, Value(ref reader, lines)));
        }

        return new LocatedJson.Members(line, members);
    }

    private static LocatedJson.Items Items(ref Utf8JsonReader reader, Lines lines, int line)
    {
        var items = new List<LocatedJson>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value(ref reader, lines));
        return new LocatedJson.Items(line, items);
    }

    private static DecisionsProblem NotJson(ReadOnlySpan<byte> utf8, JsonException wrong, int fallback)
    {
        var line = wrong.LineNumber is { } zeroBased ? (int)zeroBased + 1 : fallback;
        var text = Encoding.UTF8.GetString(utf8).Split('\n');
        var written = line <= text.Length ? text[line - 1] : "";
        if (written.Contains("NaN", StringComparison.Ordinal) || written.Contains("Infinity", StringComparison.Ordinal))
            return new DecisionsProblem("", "NaN and Infinity are no numbers in JSON.", "Write the number itself, such as 0.2.", line);
        if (written.Contains("//", StringComparison.Ordinal) && wrong.Message.Contains("'/'", StringComparison.Ordinal))
            return new DecisionsProblem("", "JSON has no comments.", "Remove the comment; who decided and who approved goes under approvals.", line);
        var end = wrong.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new DecisionsProblem(
            "", string.Create(CultureInfo.InvariantCulture, $"This is not JSON: {(end > 0 ? wrong.Message[..end] : wrong.Message)}"),
            "Correct it here; everything after it could not be read.", line);
    }

    private static int? FirstBadByte(ReadOnlySpan<byte> utf8)
    {
        for (var at = 0; at < utf8.Length;)
        {
            if (Rune.DecodeFromUtf8(utf8[at..], out _, out var length) != System.Buffers.OperationStatus.Done) return at;
            at += length;
        }

        return null;
    }

    /// <summary>Where each line of the text begins.</summary>
    private readonly record struct Lines(List<int> Starts)
    {
        public static Lines Of(ReadOnlySpan<byte> utf8)
        {
            var starts = new List<int> { 0 };
            for (var at = 0; at < utf8.Length; at++)
                if (utf8[at] == '\n') starts.Add(at + 1);
            return new Lines(starts);
        }

        /// <summary>The line of a byte, counted from 1.</summary>
        public int At(long offset)
        {
            var found = Starts.BinarySearch((int)offset);
            return found >= 0 ? found + 1 : ~found;
        }
    }
}
