namespace Tandem.Odoo.Failures;

/// <summary>Who can do something about a failure.</summary>
public enum FailureClass
{
    /// <summary>Time alone may heal it.</summary>
    Transient,

    /// <summary>A person has to do something in Odoo or in the settings.</summary>
    Blocked,

    /// <summary>Tandem called Odoo wrongly, or Odoo's own code failed.</summary>
    Defect,
}

/// <summary>Why a call has no answer: a closed set, keyed on Odoo's exception names and HTTP, never on translated text.</summary>
public abstract record OdooFailure
{
    private OdooFailure(string call) => Call = call;

    /// <summary>The call, such as <c>sale.order.write(7)</c>; never its arguments.</summary>
    public string Call { get; init; }

    /// <summary>What happened, to which call, and what to do.</summary>
    public abstract string Sentence { get; }

    public virtual FailureClass Class => FailureClass.Blocked;

    /// <summary>Wait at least this long before trying again; null when waiting alone changes nothing.</summary>
    public virtual TimeSpan? RetryAfter => Class == FailureClass.Transient ? TimeSpan.FromSeconds(5) : null;

    public sealed override string ToString() => Sentence;

    /// <summary>Odoo's own words as one sentence of ours.</summary>
    private static string Words(string message)
    {
        var text = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.EndsWith('.') || text.EndsWith('!') || text.EndsWith('?') ? text : text + ".";
    }

    /// <summary>Nothing was sent: Odoo has not seen the call.</summary>
    public sealed record Unreachable(string Call, string Server, UnreachableCause Cause) : OdooFailure(Call)
    {
        public override string Sentence => Cause switch
        {
            UnreachableCause.Dns => $"{Call} was not sent: the name {Server} does not resolve. Check the address of Odoo in the settings.",
            UnreachableCause.Tls => $"{Call} was not sent: {Server} has no valid TLS certificate. Renew it, or correct the address of Odoo.",
            UnreachableCause.PrivateNetwork => $"{Call} was not sent: {Server} is an internal address, which Tandem does not call. Make Odoo reachable at a public address, or allow private networks (Odoo:AllowPrivateNetworks).",
            UnreachableCause.NotEncrypted => $"{Call} was not sent: {Server} would receive the secret unencrypted. Use its https address.",
            UnreachableCause.Timeout => $"{Call} was not sent: {Server} did not accept a connection in time. Tandem tries again; check that Odoo runs and its firewall lets Tandem in.",
            _ => $"{Call} was not sent: {Server} refused the connection. Tandem tries again; check that Odoo runs.",
        };

        public override FailureClass Class => Cause is UnreachableCause.PrivateNetwork or UnreachableCause.NotEncrypted or UnreachableCause.Tls ? FailureClass.Blocked : FailureClass.Transient;
    }

    /// <summary>The call was sent and the answer is lost: it may have been carried out.</summary>
    public sealed record UnknownOutcome(string Call, string Cause) : OdooFailure(Call)
    {
        /// <summary>From when on the transaction can no longer be running; unknown for reads and repeatable calls.</summary>
        public TimeSpan? Settles { get; init; }

        public override string Sentence => $"{Call} was sent to Odoo but its answer was lost ({Cause}), so it may have been carried out. Tandem looks again before it does anything else.";
        public override FailureClass Class => FailureClass.Transient;
        public override TimeSpan? RetryAfter => Settles ?? TimeSpan.FromSeconds(5);
    }

    /// <summary>Odoo or what stands before it declined to start the call: nothing was done.</summary>
    public sealed record Overloaded(string Call, string Detail, TimeSpan? Wait = null) : OdooFailure(Call)
    {
        public override string Sentence => $"{Call} was turned away: {Detail}. Tandem tries again; if this lasts, give Odoo more workers or database connections.";
        public override FailureClass Class => FailureClass.Transient;
        public override TimeSpan? RetryAfter => Wait ?? TimeSpan.FromSeconds(15);
    }

    /// <summary>Two transactions met on the same rows; this one was rolled back.</summary>
    public sealed record Serialization(string Call) : OdooFailure(Call)
    {
        public override string Sentence => $"{Call} was rolled back: somebody else was writing the same records. Tandem tries again.";
        public override FailureClass Class => FailureClass.Transient;
        public override TimeSpan? RetryAfter => TimeSpan.FromSeconds(2);
    }

    public sealed record LoginRefused(string Call, string User) : OdooFailure(Call)
    {
        public override string Sentence => $"Odoo refused the login of user {User}. Enter a valid API key or password; keys expire, and a user with two-factor login needs a key.";
    }

    public sealed record DatabaseMissing(string Call, string Database) : OdooFailure(Call)
    {
        public override string Sentence => $"Odoo has no database “{Database}”. Correct its name in the settings.";
    }

    public sealed record ModelMissing(string Call, string Model) : OdooFailure(Call)
    {
        public override string Sentence => $"{Call} is not possible: this Odoo has no {Model}. Install the Odoo app that brings it, or switch off the flow that needs it.";
    }

    public sealed record MethodMissing(string Call, string Model, string Method) : OdooFailure(Call)
    {
        public override string Sentence => $"{Call} is not possible: {Model} of this Odoo has no method {Method}. Tell Tandem's operators which version of Odoo this is.";
        public override FailureClass Class => FailureClass.Defect;
    }

    /// <param name="Field">Null when Odoo's message does not name it.</param>
    public sealed record FieldMissing(string Call, string? Field) : OdooFailure(Call)
    {
        public override string Sentence => $"{Call} names {(Field is null ? "a field" : $"the field {Field}")} that this Odoo does not have. If it belongs to an Odoo app, install that app; else tell Tandem's operators.";
        public override FailureClass Class => FailureClass.Defect;
    }

    public sealed record PrivateMethod(string Call) : OdooFailure(Call)
    {
        public override string Sentence => $"{Call} is private in this Odoo and cannot be called from outside. Tell Tandem's operators.";
        public override FailureClass Class => FailureClass.Defect;
    }

    /// <summary>The user's groups, a record rule or the company does not allow it.</summary>
    /// <param name="Operation">read, write, create or unlink; null when Odoo does not say.</param>
    /// <param name="Groups">Groups that would allow it, as Odoo names them; empty when a record rule or a company forbids it.</param>
    public sealed record AccessDenied(string Call, string? Model, string? Operation, IReadOnlyList<string> Groups, string Message) : OdooFailure(Call)
    {
        public override string Sentence => Groups.Count > 0
            ? $"{Call} was refused: the user may not {Operation ?? "use"} {Model}. Give the user one of these groups in Odoo: {string.Join(", ", Groups)}."
            : $"{Call} was refused by a rule of Odoo: {Words(Message)} Let the user see these records and their company in Odoo.";
    }

    /// <param name="Record">As Odoo names it, such as <c>res.partner(7)</c>.</param>
    public sealed record RecordMissing(string Call, string Record) : OdooFailure(Call)
    {
        public override string Sentence => $"{Call} failed: {Record} no longer exists in Odoo. If somebody deleted it, decide whether Tandem creates it again.";
    }

    /// <summary>A rule of the business, in Odoo's own words (UserError, ValidationError).</summary>
    public sealed record Rejected(string Call, string Message) : OdooFailure(Call)
    {
        public override string Sentence => $"Odoo rejected {Call}: {Words(Message)} Correct this in Odoo, then try again.";
    }

    /// <summary>A value or an argument that Odoo cannot take.</summary>
    public sealed record WrongType(string Call, string Message) : OdooFailure(Call)
    {
        public override string Sentence => $"{Call} sent a value that Odoo does not take: {Message}. Tell Tandem's operators.";
        public override FailureClass Class => FailureClass.Defect;
    }

    /// <summary>Something else answers at this address.</summary>
    public sealed record NotOdoo(string Call, string Server, int Status, string? Title) : OdooFailure(Call)
    {
        public override string Sentence => $"{Server} did not answer as an Odoo does (HTTP {Status}{(Title is null ? "" : $", “{Title}”")}). Enter the address at which Odoo itself answers, without a login page or a redirect before it.";
    }

    public sealed record TooOld(string Call, string Version) : OdooFailure(Call)
    {
        public override string Sentence => $"This is Odoo {Version}; Tandem works with Odoo {OdooVersion.Oldest} and later. Upgrade Odoo.";
    }

    /// <summary>An exception in Odoo's code that no class above knows.</summary>
    public sealed record Defect(string Call, int Status, string Name, string Message) : OdooFailure(Call)
    {
        public override string Sentence => $"{Call} failed inside Odoo with {Name}: {Words(Message)} Tell Tandem's operators; Odoo's log has the details.";
        public override FailureClass Class => FailureClass.Defect;
    }
}

public enum UnreachableCause
{
    Dns,
    Tcp,
    Tls,
    Timeout,
    PrivateNetwork,
    NotEncrypted,
}
