using System.Text;
using System.Text.Json;

namespace Tandem.Load;

/// <summary>A page as a browser asked for it, to be asked for again without one: each request after the one that it waited for, and after as long as the browser computed then.</summary>
/// <param name="Shown">From the page's address until its rows were there, in the browser.</param>
/// <param name="Last">The request whose answer came last.</param>
/// <param name="Rest">From then until the rows were there.</param>
internal sealed record PacingPage(TimeSpan Shown, IReadOnlyList<PacingRequest> Requests, int Last, TimeSpan Rest)
{
    /// <param name="noted">Each request's address, and when it began and ended, in milliseconds; the first one is the page itself, without an address.</param>
    /// <param name="bodies">What was posted, in order.</param>
    public static PacingPage Of(JsonElement noted, IReadOnlyList<(string Address, string? Body)> bodies)
    {
        var all = noted.EnumerateArray().Select(one => (Address: one[0].GetString()!, Began: one[1].GetDouble(), Ended: one[2].GetDouble())).ToList();
        var (shown, asked, posted) = (all[0].Ended, all.Skip(1).OrderBy(one => one.Began).ToList(), bodies.ToList());
        var requests = asked.Select(one =>
        {
            var body = posted.FindIndex(sent => sent.Address == one.Address);
            var text = body < 0 ? null : posted[body].Body;
            if (body >= 0) posted.RemoveAt(body);
            var (after, pause) = Waited(asked.Take(asked.IndexOf(one)), one.Began);
            return new PacingRequest(one.Address, text, after, pause);
        }).ToList();
        var (last, rest) = Waited(asked, shown);
        return new PacingPage(TimeSpan.FromMilliseconds(shown), requests, last, rest);
    }

    /// <summary>What the browser computed while nothing was under way.</summary>
    public TimeSpan Computed
    {
        get
        {
            var sum = Rest;
            for (var at = Last; at >= 0; at = Requests[at].After) sum += Requests[at].Pause;
            return sum;
        }
    }

    /// <summary>Asks for all of it again.</summary>
    public async Task Load(HttpClient http, CancellationToken stop)
    {
        var answers = new Task[Requests.Count];
        for (var at = 0; at < answers.Length; at++) answers[at] = Ask(http, Requests[at], Requests[at].After < 0 ? Task.CompletedTask : answers[Requests[at].After], stop);
        await Task.WhenAll(answers);
        await Task.Delay(Rest, stop);
    }

    /// <summary>What had ended last by then, and how long ago.</summary>
    private static (int After, TimeSpan Pause) Waited(IEnumerable<(string Address, double Began, double Ended)> asked, double then)
    {
        var (after, ended) = (-1, 0.0);
        foreach (var (at, one) in asked.Index())
            if (one.Ended <= then && one.Ended > ended) (after, ended) = (at, one.Ended);
        return (after, TimeSpan.FromMilliseconds(then - ended));
    }

    private static async Task Ask(HttpClient http, PacingRequest request, Task before, CancellationToken stop)
    {
        await before;
        await Task.Delay(request.Pause, stop);
        using var message = new HttpRequestMessage(request.Body is null ? HttpMethod.Get : HttpMethod.Post, request.Address);
        if (request.Body is { } body) message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(message, stop);
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(stop);
    }
}

/// <summary>One request of a page.</summary>
/// <param name="Body">What is posted; null where it is only fetched.</param>
/// <param name="After">Which request's answer it waited for; negative for none.</param>
/// <param name="Pause">From then until it was sent, while the browser computed.</param>
internal sealed record PacingRequest(string Address, string? Body, int After, TimeSpan Pause);
