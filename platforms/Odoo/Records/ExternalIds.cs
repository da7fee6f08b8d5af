using Tandem.Odoo.Failures;
using Tandem.Sync;

namespace Tandem.Odoo.Records;

/// <summary>Finds records by the external ids that <c>load</c> gave them.</summary>
public static class ExternalIds
{
    /// <summary>Null when there is no such record, when it was deleted, or when the user may not see it.</summary>
    /// <remarks>Not through <c>load</c>: given an unknown id alone it would try to create the record.</remarks>
    public static async Task<OdooId<TModel>?> Find<TModel>(IOdoo odoo, string module, string name, CancellationToken cancellation)
        where TModel : IOdooModel
    {
        ArgumentNullException.ThrowIfNull(odoo);
        var call = new OdooCall("ir.model.data", "check_object_reference") { Arguments = [new("module", module), new("xml_id", name)], Repeatable = true };
        try
        {
            var answer = await odoo.Call(call, cancellation);
            return answer[0].GetString() == TModel.Model && OdooLink.Read(answer[1]) is { } found ? found.As<TModel>() : null;
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.WrongType)
        {
            // A ValueError is how this method says that it knows no such id.
            return null;
        }
    }
}
