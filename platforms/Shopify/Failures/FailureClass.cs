namespace Tandem.Shopify.Failures;

/// <summary>What becomes of a record whose call to Shopify failed.</summary>
public enum FailureClass
{
    /// <summary>Trying again later may succeed without anybody doing anything.</summary>
    Transient,

    /// <summary>A person has to do something, in Shopify or in the setup.</summary>
    Blocked,

    /// <summary>Ours: Tandem asked wrongly or cannot read the answer.</summary>
    Defect,
}
