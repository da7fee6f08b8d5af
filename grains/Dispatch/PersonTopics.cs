namespace Tandem.Grains.Dispatch;

/// <summary>What a person's signal asks for beyond a look at the record.</summary>
public static class PersonTopics
{
    public const string SyncNow = "person/sync";
    public const string CreateAgain = "person/create-again";
}
