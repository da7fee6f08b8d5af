using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Tokens;

namespace Tandem.Sandbox.House;

/// <summary>A person in the Shopify admin, as the app sees them over HTTP: pages with a fresh session token each, and forms sent as the pages' own script sends them.</summary>
/// <param name="user">Shopify's number of the staff member.</param>
public sealed partial class PageVisitor(PracticeShopify shopify, string shop, Uri app, string user) : IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app };

    /// <summary>The page that is open.</summary>
    public string Html { get; private set; } = "";

    /// <summary>Its status.</summary>
    public HttpStatusCode Status { get; private set; }

    /// <summary>Its address.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Opens the app as the admin does, with the token in the document's address.</summary>
    public async Task<string> Open(string path, CancellationToken stop)
    {
        using var answer = await http.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}embedded=1&shop={shop}&id_token={Token()}", stop);
        return await Take(path, answer, stop);
    }

    /// <summary>Follows a link, as the pages' script does.</summary>
    public async Task<string> Visit(string path, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = Bearer() } };
        using var answer = await http.SendAsync(request, stop);
        return await Take(path, answer, stop);
    }

    /// <summary>Fills in a form of the open page and sends it; the page that follows is open then.</summary>
    /// <param name="action">The form's address.</param>
    /// <param name="fill">What is typed; null takes a field out, as an unticked box is, and of a list of choices each stands on a line of its own.</param>
    public async Task<string> Send(string action, IReadOnlyDictionary<string, string?> fill, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fill);
        var fields = Fields(action).Where(field => !fill.ContainsKey(field.Key)).ToList();
        var lists = ChoiceLists().Matches(Form(action)).Select(list => Attribute(list.Groups["attributes"].Value, "name")).ToHashSet();
        fields.AddRange(fill.Where(field => field.Value is not null).SelectMany(field => (lists.Contains(field.Key) ? field.Value!.Split('\n') : [field.Value!]).Select(value => KeyValuePair.Create(field.Key, value))));
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Headers = { Authorization = Bearer() }, Content = new FormUrlEncodedContent(fields) };
        using var answer = await http.SendAsync(request, stop);
        return answer.StatusCode == HttpStatusCode.SeeOther ? await Visit(answer.Headers.Location!.OriginalString, stop) : await Take(action, answer, stop);
    }

    /// <summary>What a form of the open page would send as it stands.</summary>
    /// <exception cref="InvalidOperationException">The page has no such form.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> Fields(string action)
    {
        var form = Form(action);
        var fields = new List<KeyValuePair<string, string>>();
        foreach (Match field in Field().Matches(form))
        {
            var (tag, attributes) = (field.Groups["tag"].Value, field.Groups["attributes"].Value);
            if (Attribute(attributes, "name") is not { } name || Attribute(attributes, "type") == "file") continue;
            if (tag == "s-checkbox" && !Checked().IsMatch(attributes)) continue;
            var value = tag == "s-select" ? Chosen(Options(form, name)) : Attribute(attributes, "value");
            fields.Add(KeyValuePair.Create(name, value ?? ""));
        }

        fields.AddRange(ChoiceLists().Matches(form).SelectMany(list => Choices(list.Groups["content"].Value).Where(choice => choice.Selected).Select(choice => KeyValuePair.Create(Attribute(list.Groups["attributes"].Value, "name")!, choice.Value))));
        return fields;
    }

    /// <summary>The option of a field whose words contain a text.</summary>
    /// <exception cref="InvalidOperationException">None does.</exception>
    public string Option(string action, string field, string words) =>
        Options(Form(action), field).FirstOrDefault(option => option.Label.Contains(words, StringComparison.OrdinalIgnoreCase))?.Value
        ?? throw new InvalidOperationException($"{action} offers nothing like “{words}” for {field}.");

    public void Dispose() => http.Dispose();

    private string Token() => SessionToken.Make(shop, shopify.ClientId, shopify.ClientSecret, shopify.Options.Clock.GetUtcNow(), user: user);

    private AuthenticationHeaderValue Bearer() => new("Bearer", Token());

    private async Task<string> Take(string path, HttpResponseMessage answer, CancellationToken stop)
    {
        (Path, Status, Html) = (path, answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
        return Html;
    }

    private string Form(string action) =>
        Forms().Matches(Html).FirstOrDefault(form => form.Groups["attributes"].Value.Contains($"method=\"post\" action=\"{action}\"", StringComparison.Ordinal))?.Groups["content"].Value
        ?? throw new InvalidOperationException($"{Path} ({(int)Status}) has no form for {action}.");

    private static IReadOnlyList<Choice> Options(string form, string field)
    {
        var select = Selects().Matches(form).Concat(ChoiceLists().Matches(form)).FirstOrDefault(one => Attribute(one.Groups["attributes"].Value, "name") == field);
        return select is null ? [] : Choices(select.Groups["content"].Value);
    }

    private static IReadOnlyList<Choice> Choices(string content) =>
    [
        .. OptionTags().Matches(content).Select(option => new Choice(
            Attribute(option.Groups["attributes"].Value, "value") ?? "", WebUtility.HtmlDecode(option.Groups["content"].Value).Trim(), SelectedFlag().IsMatch(option.Groups["attributes"].Value))),
    ];

    /// <summary>As a browser does: the first, where none is marked.</summary>
    private static string? Chosen(IReadOnlyList<Choice> options) => options is [] ? null : (options.FirstOrDefault(option => option.Selected) ?? options[0]).Value;

    private static string? Attribute(string attributes, string name) =>
        Attributes().Matches(attributes).FirstOrDefault(attribute => attribute.Groups[1].Value == name) is { } found ? WebUtility.HtmlDecode(found.Groups[2].Value) : null;

    private sealed record Choice(string Value, string Label, bool Selected);

    [GeneratedRegex("""<form(?<attributes>[^>]*)>(?<content>.*?)</form>""", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("""<(?<tag>input|s-select|s-text-field|s-url-field|s-password-field|s-number-field|s-checkbox|s-text-area)(?<attributes>(?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*/?>""")]
    private static partial Regex Field();

    [GeneratedRegex("""<s-select(?<attributes>[^>]*)>(?<content>.*?)</s-select>""", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("""<s-choice-list(?<attributes>[^>]*)>(?<content>.*?)</s-choice-list>""", RegexOptions.Singleline)]
    private static partial Regex ChoiceLists();

    [GeneratedRegex("""<s-(?:option|choice)(?<attributes>(?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*>(?<content>[^<]*)</s-(?:option|choice)>""")]
    private static partial Regex OptionTags();

    [GeneratedRegex("([^\\s=>\"]+)=\"([^\"]*)\"")]
    private static partial Regex Attributes();

    [GeneratedRegex("""\schecked(?:[\s=]|$)""")]
    private static partial Regex Checked();

    [GeneratedRegex("""\sselected(?:[\s=]|$)""")]
    private static partial Regex SelectedFlag();
}
