using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Messages in a document's thread, of which the practice Odoo keeps only the refusal.</summary>
internal static class Chatter
{
    /// <summary>Version 18 cannot post for a user without an e-mail address.</summary>
    public static void Post(Env env)
    {
        if (env.Is19 || env.Linked(env.UserRow, "partner_id", "res.partner")?.Text("email") is not null) return;
        throw OdooException.User("Unable to send message, please configure the sender's email address.");
    }
}
