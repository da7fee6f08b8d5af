namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>What has to be undone, newest first, where a call or a savepoint fails.</summary>
internal sealed class UndoLog
{
    private readonly List<Action> steps = [];

    /// <summary>A place to come back to.</summary>
    public int Mark => steps.Count;

    public void Note(Action undo) => steps.Add(undo);

    public void RollBack(int mark)
    {
        for (var i = steps.Count - 1; i >= mark; i--)
        {
            var undo = steps[i];
            steps.RemoveAt(i);
            var before = steps.Count;
            undo();
            steps.RemoveRange(before, steps.Count - before);
        }
    }

    /// <summary>The number of the transaction under way.</summary>
    public int Transaction { get; private set; }

    public void Commit()
    {
        steps.Clear();
        Transaction++;
    }
}
