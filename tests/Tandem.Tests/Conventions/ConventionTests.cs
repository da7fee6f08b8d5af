using System.Reflection;
using System.Text.RegularExpressions;
using Orleans;
using Tandem.Grains.Orders;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Conventions;

public sealed partial class ConventionTests
{
    private const int LongestSource = 300;
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Middle = typeof(ShopDomain).Assembly;

    [Fact]
    public void The_middle_uses_no_other_room()
    {
        var others = Middle.GetReferencedAssemblies().Select(used => used.Name!)
            .Where(name => name.StartsWith("Tandem.", StringComparison.Ordinal) || name.StartsWith("Orleans", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

        Assert.Empty(others);
    }

    [Fact]
    public void The_middle_waits_for_nothing_and_reads_no_clock()
    {
        var found = Middle.GetTypes().SelectMany(type => type.GetMembers(Everything)).Where(member => TypesOf(member).SelectMany(Inside).Any(Forbidden));

        Assert.Empty(found.Select(member => $"{member.DeclaringType}.{member.Name}"));
    }

    [Fact]
    public void Every_grain_interface_and_its_methods_have_names_that_survive_renaming()
    {
        var interfaces = typeof(IOrderGrain).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).ToList();
        var unnamed = interfaces.SelectMany(type => type.GetMethods().Cast<MemberInfo>().Prepend(type)).Where(member => member.GetCustomAttribute<AliasAttribute>() is null);

        Assert.NotEmpty(interfaces);
        Assert.Empty(unnamed.Select(member => member.ToString()));
    }

    [Fact]
    public void No_source_file_is_longer_than_a_person_reads_at_once() =>
        Assert.DoesNotContain(Repository.ProductSources(), path => Repository.Read(path).Count(letter => letter == '\n') > LongestSource);

    [Fact]
    public void Each_folder_of_code_says_what_lives_there()
    {
        var files = Repository.Files().ToHashSet();
        var folders = files.Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal)).Select(path => Path.GetDirectoryName(path)!).ToHashSet();
        folders.RemoveWhere(folder => files.Contains(Path.Combine(folder, "README.md")));

        Assert.Empty(folders);
    }

    [Fact]
    public void No_file_puts_work_off_or_names_a_machine() => Assert.Empty(
        from path in Repository.Files()
        where Text.IsMatch(path)
        from line in Repository.Read(path).Split('\n')
        where Banned.Any(word => line.Contains(word, StringComparison.Ordinal))
        select $"{path}: {line.Trim()}");

    /// <summary>Written in two halves, so that this file is not found.</summary>
    private static string[] Banned { get; } =
    [
        "TO" + "DO", "FIX" + "ME", "/wo" + "rk/", "/opt/real" + "odoo", "/ro" + "ot/", "/ho" + "me/", "hel" + "per-", "session" + " of a helper",
        "Cla" + "ude", "Chat" + "GPT", "Cop" + "ilot", "Anthr" + "opic",
    ];

    private static bool Forbidden(Type type) =>
        type.Namespace?.StartsWith("System.Threading.Tasks", StringComparison.Ordinal) == true || type == typeof(TimeProvider) || type == typeof(CancellationToken);

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IEnumerable<Type> Inside(Type type) =>
        type.HasElementType ? Inside(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Inside).Append(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    [GeneratedRegex(@"(^|\.)(cs|razor|csproj|props|sln|md|json|toml|sql|graphql|js|css|txt|model|editorconfig|gitignore)$|^\.ci/")]
    private static partial Regex Text { get; }
}
