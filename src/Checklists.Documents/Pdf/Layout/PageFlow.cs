using Checklists.Documents.Pdf.Recording;

namespace Checklists.Documents.Pdf.Layout;

/// <summary>Lays elements out on pages.</summary>
/// <param name="setup">Paper and type area.</param>
public sealed class PageFlow(PageSetup setup)
{
    private readonly List<List<(LayoutElement Element, float Top)>> _pages = [];
    private float _used;

    /// <summary>Draws header, footer and page number of one page: the recording, the page's number from 1, the number of pages.</summary>
    public Action<PageRecording, int, int>? Furniture { get; init; }

    /// <summary>Adds elements from top to bottom; they begin on a new page.</summary>
    /// <exception cref="InvalidOperationException">An element that cannot be parted is taller than the type area.</exception>
    public void AddSection(IReadOnlyList<LayoutElement> elements)
    {
        NewPage();
        var queue = new LinkedList<LayoutElement>(elements);
        while (queue.First is { } node)
        {
            Place(queue, node);
        }
    }

    /// <summary>Draws all pages.</summary>
    public IReadOnlyList<PageRecording> Draw()
    {
        var recordings = new List<PageRecording>();
        foreach (List<(LayoutElement Element, float Top)> content in _pages)
        {
            var page = new PageRecording(setup.Width, setup.Height);
            foreach ((LayoutElement element, float top) in content)
            {
                element.Draw(page, setup.Left, setup.Top + top, setup.ContentWidth);
            }

            Furniture?.Invoke(page, recordings.Count + 1, _pages.Count);
            recordings.Add(page);
        }

        return recordings;
    }

    private void Place(LinkedList<LayoutElement> queue, LinkedListNode<LayoutElement> node)
    {
        LayoutElement element = node.Value;
        float height = element.Measure(setup.ContentWidth);
        float free = setup.ContentHeight - _used;
        if (height + FollowersHeight(node, free - height) <= free + 0.01f || (_used == 0 && height <= free))
        {
            Put(element, height);
            queue.Remove(node);
        }
        else if (!element.KeepWithNext && element.Split(setup.ContentWidth, free) is { } parts)
        {
            Put(parts.Head, parts.Head.Measure(setup.ContentWidth));
            node.Value = parts.Tail;
            NewPage();
        }
        else if (_used > 0)
        {
            NewPage();
        }
        else
        {
            throw new InvalidOperationException($"An element of {height} points that cannot be parted is taller than the page's {setup.ContentHeight}.");
        }
    }

    /// <summary>What must stand below a heading on the same page: the next element, or as much of it as is good to part.</summary>
    private float FollowersHeight(LinkedListNode<LayoutElement> node, float free)
    {
        if (!node.Value.KeepWithNext || node.Next is null)
        {
            return 0;
        }

        LayoutElement next = node.Next.Value;
        float whole = next.Measure(setup.ContentWidth);
        float needed = whole > free && next.Split(setup.ContentWidth, free) is { } parts ? parts.Head.Measure(setup.ContentWidth) : whole;
        return needed + FollowersHeight(node.Next, free - needed);
    }

    private void Put(LayoutElement element, float height)
    {
        // White at the top of a page would show as a ragged margin.
        if (element is Spacer && _used == 0)
        {
            return;
        }

        _pages[^1].Add((element, _used));
        _used += height;
    }

    private void NewPage()
    {
        _pages.Add([]);
        _used = 0;
    }
}
