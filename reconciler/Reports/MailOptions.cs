namespace Tandem.Reconciler;

/// <summary>How reports are sent (<c>Mail:…</c>).</summary>
public sealed class MailOptions
{
    /// <summary>
    /// <c>smtp://user:password@host:port</c> with STARTTLS where the server offers it, and never without where a user is named; <c>smtps://…</c> with TLS from the first byte;
    /// null leaves each mail as a file in <see cref="Pickup"/>. A password may stand in <c>Mail:Password</c> instead.
    /// </summary>
    public Uri? Smtp { get; set; }

    public string? Password { get; set; }

    /// <summary>A file with the certificate (PEM) by which the server's own is trusted besides those that this machine trusts.</summary>
    public string? Authority { get; set; }

    public string From { get; set; } = "tandem@localhost";

    /// <summary>Who reads the reports, separated by commas; each by their role where it is named: <c>finance=books@example.com</c>.</summary>
    public string To { get; set; } = "";

    /// <summary>The folder for mails that nobody sends.</summary>
    public string Pickup { get; set; } = "mail";

    public bool OnlyWhenWrong { get; set; }

    /// <summary>How often a server that is away is tried again, a minute apart at first.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>The wait before the second attempt; each further one is twice as long.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromMinutes(1);
}
