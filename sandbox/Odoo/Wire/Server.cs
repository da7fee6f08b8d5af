using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Wire;

/// <summary>Runs calls one transaction after the other, counts them and lets the ordered faults happen.</summary>
internal sealed class Server(Database database, Registry registry, PracticeOdooOptions options, Faults faults, PracticeCalls calls) : IDisposable
{
    private readonly SemaphoreSlim processes = new(options.Pace?.AtOnce ?? int.MaxValue);

    public PracticeOdooOptions Options { get; } = options;

    public Database Database { get; } = database;

    /// <summary>Runs one call; the answer is written by the caller unless a fault took it.</summary>
    public async Task<Served> Run(HttpContext http, PracticeCall call, Func<Env, object?> work)
    {
        calls.Note(call);
        var fault = faults.Meet(call);
        if (await Before(http, fault)) return new Served(null, true);
        var answer = fault?.Kind switch
        {
            FaultKind.SerializationFailure => Conflict(call),
            FaultKind.Refusal => throw OdooException.User("An addition to this Odoo does not allow that."),
            _ => await Paced(call, work),
        };
        return await After(http, fault) ? new Served(null, true) : new Served(answer, false);
    }

    /// <summary>Reads for the pages, outside of any call.</summary>
    public T Look<T>(Func<Env, T> look)
    {
        lock (Database.Gate) return look(new Env(Database, registry, Options, 1, [], root: true));
    }

    public void Dispose() => processes.Dispose();

    private async Task<object?> Paced(PracticeCall call, Func<Env, object?> work)
    {
        if (Options.Pace is not { } pace) return Transaction(call, work);
        await processes.WaitAsync(CancellationToken.None);
        try
        {
            // The real server works on when its client goes away.
            await Task.Delay(pace.Takes(call), Options.Clock, CancellationToken.None);
            return Transaction(call, work);
        }
        finally
        {
            processes.Release();
        }
    }

    private object? Transaction(PracticeCall call, Func<Env, object?> work)
    {
        lock (Database.Gate)
        {
            try
            {
                var answer = work(new Env(Database, registry, Options, call.User, new Dictionary<string, object?>(call.Context)));
                Database.Undo.Commit();
                return answer;
            }
            catch
            {
                Database.Undo.RollBack(0);
                throw;
            }
        }
    }

    private static Dictionary<string, object?> Conflict(PracticeCall call)
    {
        if (call.Method != "load") throw OdooException.Serialization();
        return new Dictionary<string, object?>
        {
            ["ids"] = false,
            ["messages"] = new List<object?>
            {
                new Dictionary<string, object?>
                {
                    ["rows"] = new Dictionary<string, object?> { ["from"] = 0, ["to"] = 0 },
                    ["record"] = 0,
                    ["type"] = "error",
                    ["message"] = "could not serialize access due to concurrent update",
                },
            },
            ["nextrow"] = 0,
        };
    }

    private async Task<bool> Before(HttpContext http, Fault? fault)
    {
        switch (fault?.Kind)
        {
            case FaultKind.LoseRequest:
                http.Abort();
                return true;
            case FaultKind.BadGatewayBefore:
                await Answers.BadGateway(http);
                return true;
            case FaultKind.TooManyBefore:
                await Answers.Html(http, 429, "<html>\n<head><title>429 Too Many Requests</title></head>\n</html>\n");
                return true;
            case FaultKind.Html:
                await Answers.Html(http, 200, "<!DOCTYPE html>\n<title>Maintenance</title>\n<h1>We are coming back soon</h1>\n");
                return true;
            case FaultKind.DelayBefore:
                // The real server works on when its client goes away.
                await Task.Delay(fault.Delay, Options.Clock, CancellationToken.None);
                return false;
            default:
                return false;
        }
    }

    private async Task<bool> After(HttpContext http, Fault? fault)
    {
        switch (fault?.Kind)
        {
            case FaultKind.LoseAnswer:
                http.Abort();
                return true;
            case FaultKind.BadGatewayAfter:
                await Answers.BadGateway(http);
                return true;
            case FaultKind.DelayAnswer:
                await Task.Delay(fault.Delay, Options.Clock, CancellationToken.None);
                return false;
            default:
                return false;
        }
    }
}

/// <summary>The outcome of a call.</summary>
/// <param name="Taken">A fault has already answered, or closed the connection.</param>
internal readonly record struct Served(object? Answer, bool Taken);
