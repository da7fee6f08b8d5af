namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>The behaviours and public methods of all models.</summary>
internal sealed class Registry
{
    private readonly Dictionary<string, Behaviour> behaviours;
    private readonly Dictionary<string, Method> common;
    private readonly Dictionary<(string Model, string Method), Method> own;
    private readonly Behaviour plain = new Plain();

    public Registry(IEnumerable<Behaviour> models, IEnumerable<Method> methods)
    {
        behaviours = models.ToDictionary(model => model.Model);
        common = methods.ToDictionary(method => method.Name);
        own = behaviours.Values.SelectMany(model => model.Methods.Select(method => (model.Model, Method: method)))
            .ToDictionary(pair => (pair.Model, pair.Method.Name), pair => pair.Method);
    }

    public Behaviour For(string model) => behaviours.GetValueOrDefault(model, plain);

    public Method? Method(string model, string name) => own.GetValueOrDefault((model, name)) ?? common.GetValueOrDefault(name);

    private sealed class Plain : Behaviour
    {
        public override string Model => "";
    }
}
