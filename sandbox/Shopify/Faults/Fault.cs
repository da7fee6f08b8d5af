namespace Tandem.Sandbox.Shopify.Faults;

/// <summary>One way in which Shopify misbehaves.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>An HTTP error instead of an answer: 401, 402, 403, 404, 423, 429, 430, 5xx.</summary>
    public sealed record Status(int Code, TimeSpan? RetryAfter = null) : Fault;

    /// <summary>An HTML page where JSON is expected.</summary>
    public sealed record Html(int Code = 200) : Fault;

    /// <summary>HTTP 200 with THROTTLED, though points are left.</summary>
    public sealed record Throttled : Fault;

    /// <summary>HTTP 200 with INTERNAL_SERVER_ERROR and no data.</summary>
    public sealed record InternalError : Fault;

    /// <summary>Partial data: every field of this name is null, with an ACCESS_DENIED for each; a mutation of this name is not done.</summary>
    public sealed record Denied(string Field) : Fault;

    /// <summary>A field (an enum) has a value that nobody knows yet.</summary>
    public sealed record UnknownValue(string Field, string Value) : Fault;

    /// <summary>The answer comes late; or, where the sender stops waiting, what was asked is done all the same.</summary>
    /// <param name="AfterDoing">It is done at once, and only the answer waits.</param>
    public sealed record Slow(TimeSpan By, bool AfterDoing = false) : Fault;

    /// <summary>The connection breaks: before Shopify did anything, or after it did what was asked.</summary>
    public sealed record Dropped(bool AfterDoing = false) : Fault;
}
