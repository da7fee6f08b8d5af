namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Finds a public method and binds the caller's arguments to its signature, with Python's complaints.</summary>
internal static class Dispatch
{
    /// <summary>A positional call as <c>execute_kw</c> makes it: ids first where the method works on records.</summary>
    public static object? Positional(Env env, string model, string name, List<object?> arguments, Dictionary<string, object?> named)
    {
        env.Model(model);
        var method = Public(env, model, name, jsonRpc: true);
        IReadOnlyList<int> ids = [];
        if (!method.OnModel)
        {
            if (arguments.Count == 0) throw OdooException.Index(env.Is19 ? "list index out of range" : "tuple index out of range");
            ids = Ids(arguments[0]);
            arguments = [.. arguments.Skip(1)];
        }

        var bound = Bind(method, arguments, named);
        return method.Run(env, new Call(model, ids, bound));
    }

    /// <summary>A call by names as JSON-2 makes it.</summary>
    public static object? Named(Env env, string model, string name, IReadOnlyList<int> ids, Dictionary<string, object?> named)
    {
        var method = Public(env, model, name, jsonRpc: false);
        if (method.OnModel && ids.Count > 0) throw OdooException.Http("UnprocessableEntity", 422, $"cannot call {model}.{name} with ids");
        foreach (var unknown in named.Keys.Where(key => !method.TakesMore && method.Parameters.All(p => p.Name != key)))
            throw OdooException.Http("UnprocessableEntity", 422, $"got an unexpected keyword argument '{unknown}'");
        foreach (var parameter in method.Parameters.Where(p => p.Required && !named.ContainsKey(p.Name)))
            throw OdooException.Http("UnprocessableEntity", 422, $"missing a required argument: '{parameter.Name}'");
        var answer = method.Run(env, new Call(model, ids, named));
        return name == "create" && answer is int id ? new List<int> { id } : answer;
    }

    public static IReadOnlyList<int> Ids(object? value) => value switch
    {
        List<object?> list => [.. list.Select(Conversion.Whole)],
        long or int => [Conversion.Whole(value)],
        _ => [],
    };

    private static Method Public(Env env, string model, string name, bool jsonRpc)
    {
        var full = env.Is19 ? $"'{model}.{name}'" : name;
        if (name.StartsWith('_') || (env.Is19 && name == "check_access"))
            throw OdooException.Access($"Private methods (such as {full}) cannot be called remotely.");
        if (env.Registry.Method(model, name) is { } method) return method;
        var text = env.Is19 ? $"The method {full} does not exist" : $"The method '{name}' does not exist on the model '{model}'";
        throw jsonRpc ? OdooException.Attribute(text) : OdooException.Http("NotFound", 404, text);
    }

    private static Dictionary<string, object?> Bind(Method method, List<object?> positional, Dictionary<string, object?> named)
    {
        var full = $"{method.Class}.{method.Name}()";
        if (positional.Count > method.Parameters.Count)
            throw OdooException.Type($"{full} takes {Span(method)} but {positional.Count + 1} were given");
        var bound = new Dictionary<string, object?>();
        for (var i = 0; i < positional.Count; i++) bound[method.Parameters[i].Name] = positional[i];
        foreach (var (name, value) in named)
        {
            if (!method.TakesMore && method.Parameters.All(p => p.Name != name)) throw OdooException.Type($"{full} got an unexpected keyword argument '{name}'");
            if (!bound.TryAdd(name, value)) throw OdooException.Type($"{full} got multiple values for argument '{name}'");
        }

        var missing = method.Parameters.Where(p => p.Required && !bound.ContainsKey(p.Name)).Select(p => $"'{p.Name}'").ToList();
        if (missing.Count > 0)
            throw OdooException.Type($"{full} missing {missing.Count} required positional argument{(missing.Count > 1 ? "s" : "")}: {string.Join(" and ", missing)}");
        return bound;
    }

    private static string Span(Method method)
    {
        var (least, most) = (1 + method.Parameters.Count(p => p.Required), 1 + method.Parameters.Count);
        return least == most ? $"{most} positional argument{(most > 1 ? "s" : "")}" : $"from {least} to {most} positional arguments";
    }
}
