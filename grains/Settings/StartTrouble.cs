using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.Settings;

/// <summary>Why a program could not start, in a sentence for whoever runs it.</summary>
public static class StartTrouble
{
    /// <summary>Null for what is no matter of settings, but a fault of the program's.</summary>
    public static string? Sentence(Exception failure) => failure switch
    {
        null => null,
        SettingsException or LedgerMismatchException => failure.Message,
        PostgresException refused => $"ConnectionStrings:Tandem: {Refused(refused)}",
        NpgsqlException { InnerException: SocketException or TimeoutException } away => $"ConnectionStrings:Tandem: PostgreSQL does not answer ({away.InnerException!.Message}). Is the server up, and are Host and Port right?",
        NpgsqlException other => $"ConnectionStrings:Tandem: PostgreSQL cannot be used: {other.Message}",
        SqliteException sqlite => $"ConnectionStrings:Tandem: {Refused(sqlite)}",
        IOException { Message: var message } when message.Contains("address already in use", StringComparison.OrdinalIgnoreCase) => $"{message} Another program, perhaps another Tandem, listens there: stop it, or set ASPNETCORE_URLS to another address, such as http://127.0.0.1:8081.",
        AggregateException { InnerExceptions: [{ } only] } => Sentence(only),
        _ when failure.InnerException is { } inner => Sentence(inner),
        _ => null,
    };

    private static string Refused(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => $"PostgreSQL refused the login ({refused.MessageText}). Correct Username and Password.",
        PostgresErrorCodes.InvalidCatalogName => $"{refused.MessageText}. Create it, with “create database tandem owner tandem”, or correct Database.",
        PostgresErrorCodes.InsufficientPrivilege => $"the user may not work in this database ({refused.MessageText}). Make it the owner: “alter database tandem owner to tandem”.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "the database is read-only: a standby, or default_transaction_read_only is on. Name the server that writes.",
        PostgresErrorCodes.DiskFull => "the disk of the PostgreSQL server is full. Make room there.",
        PostgresErrorCodes.TooManyConnections => "PostgreSQL takes no more connections. Raise its max_connections, or lower Maximum Pool Size here.",
        PostgresErrorCodes.SyntaxError or PostgresErrorCodes.UndefinedFunction => $"this PostgreSQL is too old ({refused.MessageText}): Tandem needs 13 or newer.",
        _ => $"PostgreSQL said {refused.SqlState}: {refused.MessageText}",
    };

    private static string Refused(SqliteException refused) => refused.SqliteErrorCode switch
    {
        8 => "the SQLite file cannot be written to: it, its folder or its disk is read-only for this user. Correct the rights, or name another file.",
        10 => $"the disk of the SQLite file fails ({refused.Message}).",
        11 or 26 => "the file is no SQLite database, or a damaged one. Name another file, or restore the backup.",
        13 => "the disk of the SQLite file is full. Make room, or name a file on another disk.",
        14 => "the SQLite file cannot be opened: does its folder exist, and may this user write in it?",
        _ => $"SQLite cannot be used: {refused.Message}",
    };
}
