namespace Tandem.Grains.Failures;

/// <summary>A pass ends with a verdict that was already reached elsewhere.</summary>
public sealed class VerdictException(Verdict verdict) : Exception(verdict?.Sentence)
{
    public Verdict Verdict { get; } = verdict!;
}
