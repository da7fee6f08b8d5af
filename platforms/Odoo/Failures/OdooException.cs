namespace Tandem.Odoo.Failures;

/// <summary>A call to Odoo failed; the failure says how and what to do.</summary>
public sealed class OdooException(OdooFailure failure, Exception? inner = null) : Exception(failure.Sentence, inner)
{
    public OdooFailure Failure { get; } = failure;
}
