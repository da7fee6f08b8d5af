using Tandem.Grains.Ledger;
using Xunit;

namespace Tandem.Tests.Ledger;

public sealed class DialectTests
{
    [Theory]
    [InlineData("tandem.db", "SQLite", "Data Source=tandem.db")]
    [InlineData("/var/lib/tandem/tandem.db", "SQLite", "Data Source=/var/lib/tandem/tandem.db")]
    [InlineData("Data Source=tandem.db", "SQLite", "Data Source=tandem.db")]
    [InlineData("Host=db;Database=tandem", "PostgreSQL", "Host=db")]
    [InlineData("Server = db;Database=tandem", "PostgreSQL", "Host=db")]
    [InlineData("postgres://ann:p%40ss@db:5433/tandem?sslmode=require", "PostgreSQL", "Password=p@ss")]
    public void The_connection_string_decides_which_database_it_is(string given, string name, string part)
    {
        var dialect = Dialect.Of(given);

        Assert.Equal(name, dialect.Name);
        Assert.Contains(part, dialect.ConnectionString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Database=tandem", "Disable")]
    [InlineData("Host=db;Database=tandem;GSS Encryption Mode=Require", "Require")]
    public void Kerberos_is_asked_to_encrypt_only_where_a_person_said_so(string given, string mode) =>
        Assert.Contains($"GSS Encryption Mode={mode}", Dialect.Of(given).ConnectionString, StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("Database=tandem")]
    [InlineData("postgres://")]
    public void Anything_else_is_refused_with_a_sentence_that_names_the_setting(string? given) =>
        Assert.Contains("ConnectionStrings:Tandem", Assert.Throws<FormatException>(() => Dialect.Of(given)).Message, StringComparison.Ordinal);
}
