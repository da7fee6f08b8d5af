using System.Text.RegularExpressions;
using Tandem.Sync.Failures;
using Xunit;

namespace Tandem.Tests.Conventions;

public sealed partial class BlockerDocsTests
{
    [Fact]
    public void Every_blocker_stands_in_the_documentation_once_and_none_is_invented()
    {
        var explained = Repository.Read("docs/blockers.md").Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1])
            .SelectMany(cell => Code.Matches(cell).Select(match => match.Value));

        Assert.Equal(Enum.GetNames<BlockerCode>().Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_blocker_is_raised_somewhere()
    {
        // These two name codes without raising them: which a change releases, and what a page calls them.
        string[] naming = ["sync/Decisions/DecisionsChange.cs", "app/Admin/Exceptions/ExceptionsWords.cs"];
        var raised = Repository.ProductSources().Where(path => !naming.Contains(path))
            .SelectMany(path => Raised.Matches(Repository.Read(path)).Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.Empty(Enum.GetNames<BlockerCode>().Except(raised));
    }

    [Fact]
    public void Every_blocker_has_a_name_on_the_page() =>
        Assert.All(Enum.GetValues<BlockerCode>(), code => Assert.NotEmpty(App.Admin.ExceptionsWords.Title(code)));

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Code { get; }

    [GeneratedRegex(@"BlockerCode\.(\w+)")]
    private static partial Regex Raised { get; }
}
