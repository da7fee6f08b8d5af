using System.Text.Json;
using Tandem.Odoo.Records;

namespace Tandem.Odoo.Wire;

/// <summary>Calls as <c>/json/2/&lt;model&gt;/&lt;method&gt;</c> takes them: everything by name.</summary>
internal static class Json2
{
    public static string Path(OdooCall call) => $"json/2/{call.Model}/{call.Method}";

    public static byte[] Render(OdooCall call)
    {
        var body = call.Arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
        if (call.Ids is { } ids) body["ids"] = ids;
        body["context"] = call.Context.Values;
        return JsonSerializer.SerializeToUtf8Bytes(body, OdooJson.Options);
    }
}
