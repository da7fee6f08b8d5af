using System.Globalization;
using System.Reflection;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Tandem.Grains.Orders;

namespace Tandem.Tests.Operations;

/// <summary>What servers of two versions, and a server and what an earlier one stored, have to understand alike: calls, messages, states. A line each.</summary>
internal static class GrainContract
{
    private static readonly Assembly Grains = typeof(IOrderGrain).Assembly;

    public static IReadOnlyList<string> Lines()
    {
        var (lines, seen) = (new SortedSet<string>(StringComparer.Ordinal), new HashSet<Type>());
        foreach (var grain in Grains.GetTypes().Where(type => type.IsInterface && type != typeof(IGrainWithStringKey) && typeof(IGrain).IsAssignableFrom(type)))
        {
            var calls = grain.GetMethods();
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"interface {Name(grain)} version {grain.GetCustomAttribute<VersionAttribute>()?.Version ?? 0} calls {calls.Length}"));
            foreach (var call in calls)
            {
                var parameters = call.GetParameters().Select(parameter => parameter.ParameterType).ToList();
                lines.Add($"call {Name(grain)} {Alias(call)}({string.Join(", ", parameters.Select(Name))}) {Name(call.ReturnType)}");
                foreach (var type in parameters.Append(call.ReturnType)) Message(type, lines, seen);
            }
        }

        foreach (var (name, type) in States())
        {
            lines.Add($"state {name} {Name(type)}");
            State(type, lines, []);
        }

        return [.. lines];
    }

    /// <summary>A message is read by the numbers of its fields.</summary>
    private static void Message(Type type, SortedSet<string> lines, HashSet<Type> seen)
    {
        foreach (var one in Ours(type))
        {
            if (!seen.Add(one)) continue;
            if (one.IsEnum) Values(one, lines);
            foreach (var field in Properties(one).Where(property => property.IsDefined(typeof(IdAttribute))))
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"field {Name(one)} {field.GetCustomAttribute<IdAttribute>()!.Id} {Name(field.PropertyType)}"));
                Message(field.PropertyType, lines, seen);
            }
        }
    }

    /// <summary>A state is stored as JSON, by the names of its properties and of its type.</summary>
    private static void State(Type type, SortedSet<string> lines, HashSet<Type> seen)
    {
        foreach (var one in Ours(type))
        {
            if (!seen.Add(one)) continue;
            if (one.IsEnum) Values(one, lines);
            foreach (var field in Properties(one).Where(property => property.IsDefined(typeof(IdAttribute))))
            {
                lines.Add($"stored {one.FullName} {field.Name} {Name(field.PropertyType)}");
                State(field.PropertyType, lines, seen);
            }
        }
    }

    private static void Values(Type type, SortedSet<string> lines)
    {
        foreach (var value in Enum.GetValues(type)) lines.Add(string.Create(CultureInfo.InvariantCulture, $"value {Name(type)} {Convert.ToInt64(value, CultureInfo.InvariantCulture)} {value}"));
    }

    private static IEnumerable<(string Name, Type Type)> States() =>
        from grain in Grains.GetTypes()
        from constructor in grain.GetConstructors()
        from parameter in constructor.GetParameters()
        let state = parameter.GetCustomAttribute<PersistentStateAttribute>()
        where state is not null
        select (state.StateName, parameter.ParameterType.GetGenericArguments()[0]);

    private static PropertyInfo[] Properties(Type type) => type.GetProperties(BindingFlags.Instance | BindingFlags.Public);

    private static IEnumerable<Type> Ours(Type type) =>
        (type.IsGenericType ? type.GetGenericArguments().SelectMany(Ours) : type.IsArray ? Ours(type.GetElementType()!) : [type]).Where(one => one.Namespace?.StartsWith("Tandem.", StringComparison.Ordinal) == true);

    private static string Name(Type type) =>
        type.GetCustomAttribute<AliasAttribute>() is { } alias ? alias.Alias
        : type.IsArray ? Name(type.GetElementType()!) + "[]"
        : Nullable.GetUnderlyingType(type) is { } value ? Name(value) + "?"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Namespace?.StartsWith("Tandem.", StringComparison.Ordinal) == true ? type.FullName! : type.Name;

    private static string Alias(MethodInfo call) => call.GetCustomAttribute<AliasAttribute>()?.Alias ?? call.Name;
}
