using Tandem.App.Setup;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Setup;

public sealed class CommandLineTests(SqliteLedger ledger) : IClassFixture<SqliteLedger>
{
    [Theory]
    [InlineData()]
    [InlineData("nosuch")]
    [InlineData("setup")]
    [InlineData("setup", "check")]
    [InlineData("setup", "check", "alpha.myshopify.com")]
    [InlineData("setup", "look", "alpha.myshopify.com", "file.json")]
    [InlineData("setup", "check", "alpha.myshopify.com", "file.json", "more")]
    [InlineData("setup", "check", "alpha.myshopify.com", "file.json", "--xml")]
    [InlineData("setup", "export", "alpha.myshopify.com", "file.json", "--json")]
    public async Task What_is_not_understood_shows_the_usage_and_answers_two(params string[] args)
    {
        await using var desk = new SetupDesk(ledger, null);

        Assert.Equal(2, await desk.Run(args));
        Assert.Contains("setup check <shop> <file.json>", desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(desk.Output.ToString());
    }

    [Fact]
    public async Task A_shop_is_named_by_its_permanent_domain()
    {
        await using var desk = new SetupDesk(ledger, null);

        Assert.Equal(2, await desk.Run("setup", "check", "alpha", "file.json"));
        Assert.Contains("“alpha” is no shop", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_by_name()
    {
        await using var desk = new SetupDesk(ledger, null);

        Assert.Equal(1, await desk.Run("setup", "check", "alpha.myshopify.com", "/no/such/file.json"));
        Assert.Contains("/no/such/file.json could not be read: there is no such file.", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_can_be_piped_in_but_none_without_an_end()
    {
        await using var desk = new SetupDesk(ledger, null);
        var call = new CommandCall([], new HashSet<string>(), desk.Get<IServiceProvider>(), desk.Output, desk.Error, TestContext.Current.CancellationToken);

        Assert.Equal("{}"u8.ToArray(), await FileBytes.Read("-", call with { Input = () => new MemoryStream("{}"u8.ToArray()) }));
        Assert.Null(await FileBytes.Read("-", call with { Input = () => new MemoryStream(new byte[10_000_001]) }));
        Assert.Contains("The input could not be read: it is too large for a decisions file.", desk.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_an_answer()
    {
        await using var desk = new SetupDesk(ledger, null);

        Assert.Equal(0, await desk.Run("help"));
        Assert.Contains("setup apply", desk.Output.ToString(), StringComparison.Ordinal);
        Assert.True(Commands.Knows("setup") && Commands.Knows("--help") && !Commands.Knows("--urls"));
    }
}
