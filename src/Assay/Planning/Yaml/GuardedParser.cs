using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Assay.Planning.Yaml;

/// <summary>On garbled text YamlDotNet's parser throws exceptions of many kinds; here each is a <see cref="YamlException"/> with a place.</summary>
internal sealed class GuardedParser(IParser inner) : IParser
{
    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        try
        {
            return inner.MoveNext();
        }
        catch (Exception error) when (error is not YamlException)
        {
            var at = inner.Current?.End ?? new Mark(0, 1, 1);
            throw new YamlException(at, at, "the text after this place is garbled", error);
        }
    }
}
