using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Wire;

/// <summary>Who may enter: logins, passwords, API keys.</summary>
internal sealed class Doors(Database database, IReadOnlyDictionary<int, string> passwords, IReadOnlyDictionary<string, int> keys)
{
    /// <summary>The user id of a login with its password or one of its keys; none where they do not match.</summary>
    public int? Login(string login, string secret)
    {
        lock (database.Gate)
        {
            var user = database["res.users"].Rows.FirstOrDefault(row => row.Text("login") == login && row.Flag("active"));
            return user is not null && Opens(user.Id, secret) ? user.Id : null;
        }
    }

    /// <summary>Refuses as <c>execute_kw</c> does: an unknown user is a missing record, a wrong secret access denied.</summary>
    public void Enter(int user, string secret)
    {
        if (database["res.users"].Find(user) is null) throw new OdooException("odoo.exceptions.MissingError", $"Record does not exist or has been deleted.\n(Record: res.users({user},), User: {user})", 404);
        if (!Opens(user, secret)) throw OdooException.Denied();
    }

    /// <summary>The user of an API key.</summary>
    public int? Bearer(string key) => keys.TryGetValue(key, out var user) ? user : null;

    private bool Opens(int user, string secret) => Password(user) == secret || (keys.TryGetValue(secret, out var owner) && owner == user);

    /// <summary>The password set since the start, else the one of the start.</summary>
    private string? Password(int user) => database["res.users"].Find(user)?.Text("password") ?? passwords.GetValueOrDefault(user);
}
