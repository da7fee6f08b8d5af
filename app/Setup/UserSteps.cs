using System.Globalization;
using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;

namespace Tandem.App.Setup;

/// <summary>Whether the user that Tandem works as is fit for it.</summary>
internal static class UserSteps
{
    private const int LastWithoutMail = 18;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static async Task<IReadOnlyList<SetupFinding>> Look(IOdoo odoo, OdooSession session, TimeProvider time, CancellationToken stop)
    {
        var user = (await odoo.Read("res.users", [session.User], ["login", "email", "lang"], OdooContext.Plain, stop))[0];
        var findings = new List<SetupFinding>();
        if (user.Text("email") is null)
            findings.Add(new SetupFinding(
                session.Version.Major <= LastWithoutMail ? FindingKind.Error : FindingKind.Warning, "user",
                $"Tandem's user {user.Text("login")} has no e-mail address; Odoo up to {LastWithoutMail} then refuses to confirm and change orders (“please configure the sender's email address”).",
                "Enter an e-mail address for the user in Odoo (Settings, Users).", "odoo.user"));
        if (await HasGroup(odoo, session, "base.group_system", stop))
            findings.Add(SetupFinding.Warning("user", "Tandem works as an administrator of Odoo.", "Give it a user of its own with the groups it needs and no more; the documentation lists them.", "odoo.user"));
        if (user.Text("lang") is { } language and not "en_US")
            findings.Add(SetupFinding.Fact("user", $"The user's language is {language}; Tandem asks in English, and finds names in both."));
        findings.AddRange(await Keys(odoo, session, time, stop));
        return findings;
    }

    public static async Task<bool> HasGroup(IOdoo odoo, OdooSession session, string group, CancellationToken stop)
    {
        var call = new OdooCall("res.users", "has_group") { Ids = [session.User], Arguments = [new("group_ext_id", group)], Repeatable = true };
        return (await odoo.Call(call, stop)).ValueKind == System.Text.Json.JsonValueKind.True;
    }

    /// <summary>Which of the user's keys is the one at hand cannot be asked, so the one that ends first is told.</summary>
    private static async Task<IReadOnlyList<SetupFinding>> Keys(IOdoo odoo, OdooSession session, TimeProvider time, CancellationToken stop)
    {
        try
        {
            var keys = await odoo.SearchRead("res.users.apikeys", Domain.Where("user_id", "=", session.User), ["name", "expiration_date"], OdooContext.Plain, stop);
            var ending = keys.Where(key => key.Time("expiration_date") > time.GetUtcNow()).OrderBy(key => key.Time("expiration_date")).ToList();
            if (ending.Count == 0) return [];
            var (first, ends) = (ending[0], ending[0].Time("expiration_date")!.Value);
            var sentence = string.Create(CultureInfo.InvariantCulture, $"The user's API key “{first.Text("name")}” ends on {ends:yyyy-MM-dd}.");
            return ends - time.GetUtcNow() < Soon
                ? [SetupFinding.Warning("user", sentence, "Create a new key in Odoo and apply the file with it; orders wait while none is valid.", "odoo.secret")]
                : [SetupFinding.Fact("user", sentence)];
        }
        catch (OdooException failed) when (failed.Failure.Class != FailureClass.Transient)
        {
            // 17 knows no end of a key, and some do not let users see theirs.
            return [];
        }
    }
}
