using Checklists.Matching.Text;

namespace Checklists.Matching.Indexing;

/// <summary>
/// Every n-gram that an index or model knows, under one number: a line's n-grams are looked up once and serve them all.
/// Uni-, bi- and trigrams of characters and bigrams of syllables; none spans a separator.
/// </summary>
internal sealed class NgramVocabulary(ushort[] syllables)
{
    private readonly NgramTable _table = new(64 * 1024);

    /// <summary>Number of n-grams known.</summary>
    public int Count => _table.Count;

    /// <summary>The number of an n-gram, a new one if it is not known yet.</summary>
    public int Add(ulong key) => _table.Add(key);

    /// <summary>The number of an n-gram, or -1.</summary>
    public int Find(ulong key) => _table.Find(key);

    /// <summary>Reads a text clause by clause.</summary>
    /// <param name="text">A normalised line.</param>
    /// <param name="clauses">Its clauses, in order; together they cover it but for separators.</param>
    /// <param name="reading">Receives the n-grams.</param>
    public void Read(ReadOnlySpan<char> text, ReadOnlySpan<Range> clauses, NgramReading reading)
    {
        reading.Begin(_table.Count);
        foreach (var clause in clauses)
        {
            reading.BeginClause();
            var (from, length) = clause.GetOffsetAndLength(text.Length);
            ReadClause(text.Slice(from, length), reading);
        }
    }

    private void ReadClause(ReadOnlySpan<char> text, NgramReading reading)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var a = text[i];
            if (CharacterFolding.IsSeparator(a))
            {
                continue;
            }

            reading.AddShort(_table.Find(Ngram.Of(a)));
            var b = i + 1 < text.Length ? text[i + 1] : CharacterFolding.Soft;
            if (CharacterFolding.IsSeparator(b))
            {
                continue;
            }

            reading.AddShort(_table.Find(Ngram.Of(a, b)));
            if (syllables[a] != 0 && syllables[b] != 0)
            {
                reading.AddSyllables(_table.Find(Ngram.OfSyllables(syllables[a], syllables[b])));
            }

            var c = i + 2 < text.Length ? text[i + 2] : CharacterFolding.Soft;
            if (!CharacterFolding.IsSeparator(c))
            {
                reading.AddTrigram(_table.Find(Ngram.Of(a, b, c)));
            }
        }
    }
}

/// <summary>The distinct known n-grams of one text and of each of its clauses. Reused from line to line; one per thread.</summary>
internal sealed class NgramReading
{
    private const int Capacity = WordingNormalizer.MaxLength + 8;
    private readonly int[] _short = new int[2 * Capacity];
    private readonly int[] _syllables = new int[Capacity];
    private readonly int[] _trigrams = new int[Capacity];
    private readonly int[] _clauseNgrams = new int[3 * Capacity];
    private readonly int[] _clauseEnds = new int[TaskSplitting.MostTasks];
    private int[] _seenInText = [];
    private int[] _seenInClause = [];
    private int _text;
    private int _clause;
    private int _shortCount;
    private int _syllableCount;
    private int _trigramCount;
    private int _clauseNgramCount;

    /// <summary>Known uni- and bigrams of characters.</summary>
    public ReadOnlySpan<int> Short => _short.AsSpan(0, _shortCount);

    /// <summary>Known bigrams of syllables.</summary>
    public ReadOnlySpan<int> Syllables => _syllables.AsSpan(0, _syllableCount);

    /// <summary>Known trigrams of characters.</summary>
    public ReadOnlySpan<int> Trigrams => _trigrams.AsSpan(0, _trigramCount);

    /// <summary>Uni- and bigrams that nothing knows.</summary>
    public int Unknown { get; private set; }

    /// <summary>Number of clauses.</summary>
    public int Clauses { get; private set; }

    /// <summary>Known uni- to trigrams of one clause.</summary>
    public ReadOnlySpan<int> Clause(int clause)
    {
        var from = clause == 0 ? 0 : _clauseEnds[clause - 1];
        return _clauseNgrams.AsSpan(from, _clauseEnds[clause] - from);
    }

    internal void Begin(int known)
    {
        if (_seenInText.Length < known)
        {
            _seenInText = new int[known];
            _seenInClause = new int[known];
            (_text, _clause) = (0, 0);
        }

        if (_text == int.MaxValue || _clause > int.MaxValue - TaskSplitting.MostTasks)
        {
            Array.Clear(_seenInText);
            Array.Clear(_seenInClause);
            (_text, _clause) = (0, 0);
        }

        _text++;
        (_shortCount, _syllableCount, _trigramCount, _clauseNgramCount) = (0, 0, 0, 0);
        Clauses = 0;
        Unknown = 0;
    }

    internal void BeginClause()
    {
        _clause++;
        _clauseEnds[Clauses++] = _clauseNgramCount;
    }

    internal void AddShort(int id)
    {
        if (id < 0)
        {
            Unknown++;
            return;
        }

        AddToClause(id);
        if (_seenInText[id] != _text)
        {
            _seenInText[id] = _text;
            _short[_shortCount++] = id;
        }
    }

    internal void AddTrigram(int id)
    {
        if (id < 0)
        {
            return;
        }

        AddToClause(id);
        if (_seenInText[id] != _text)
        {
            _seenInText[id] = _text;
            _trigrams[_trigramCount++] = id;
        }
    }

    internal void AddSyllables(int id)
    {
        if (id >= 0 && _seenInText[id] != _text)
        {
            _seenInText[id] = _text;
            _syllables[_syllableCount++] = id;
        }
    }

    private void AddToClause(int id)
    {
        if (_seenInClause[id] != _clause)
        {
            _seenInClause[id] = _clause;
            _clauseNgrams[_clauseNgramCount++] = id;
            _clauseEnds[Clauses - 1] = _clauseNgramCount;
        }
    }
}
