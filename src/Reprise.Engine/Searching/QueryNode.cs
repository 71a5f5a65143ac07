namespace Reprise.Searching;

/// <summary>A part of a query of words.</summary>
internal abstract record QueryNode
{
    private QueryNode() { }

    /// <summary>Words in a row; what stands between them does not matter.</summary>
    /// <param name="Text">The words as typed, with at least one letter or digit.</param>
    /// <param name="IsPrefix">Whether the last word may go on.</param>
    public sealed record Words(string Text, bool IsPrefix) : QueryNode;

    /// <summary>All of these.</summary>
    public sealed record All(IReadOnlyList<QueryNode> Parts) : QueryNode;

    /// <summary>One of these.</summary>
    public sealed record Any(IReadOnlyList<QueryNode> Parts) : QueryNode;

    /// <summary>The one but not the other.</summary>
    public sealed record Without(QueryNode Wanted, QueryNode Unwanted) : QueryNode;
}
