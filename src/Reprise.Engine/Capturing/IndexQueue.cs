using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Reprise.Indexing;

namespace Reprise.Capturing;

/// <summary>The one thread that writes to an index, and the short queue before it.</summary>
internal sealed class IndexQueue : IDisposable
{
    /// <summary>A batch holds about a megabyte of text, so this bounds what waits in memory.</summary>
    private const int Capacity = 4;

    private readonly BlockingCollection<Action<IndexWriter>> _work = new(Capacity);
    private readonly CancellationTokenSource _failed = new();
    private readonly SessionIndex _index;
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    public IndexQueue(SessionIndex index)
    {
        _index = index;
        _thread = new Thread(Run) { Name = "index", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Waits for room and adds a piece of work; throws what made an earlier one fail.</summary>
    public void Add(Action<IndexWriter> work)
    {
        try
        {
            _work.Add(work, _failed.Token);
        }
        catch (OperationCanceledException)
        {
            _failure?.Throw();
            throw;
        }
    }

    /// <summary>Waits until all is written and visible.</summary>
    public void Complete()
    {
        _work.CompleteAdding();
        _thread.Join();
        _failure?.Throw();
    }

    private void Run()
    {
        try
        {
            using var writer = new IndexWriter(_index);
            foreach (Action<IndexWriter> work in _work.GetConsumingEnumerable())
                work(writer);
            writer.Complete();
            _index.Shrink();
        }
        catch (Exception error)
        {
            _failure = ExceptionDispatchInfo.Capture(error);
            _failed.Cancel();
        }
    }

    public void Dispose()
    {
        if (!_work.IsAddingCompleted)
            _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
        _failed.Dispose();
        _index.Dispose();
    }
}
