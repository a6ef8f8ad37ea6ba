namespace Assay.Notebook.Reports;

/// <summary>Turns TeX's accent commands and escaped signs into letters.</summary>
internal static class TeXAccents
{
    // Each accent with the letters that Unicode has composed with it, and the combining character for others. Written out because the
    // program runs without the data of cultures, which composing needs.
    private static readonly Dictionary<char, (string Plain, string Composed, char Combining)> Accents = new()
    {
        ['"'] = ("AEHIOUWXYaehiotuwxy", "ÄËḦÏÖÜẄẌŸäëḧïöẗüẅẍÿ", '\u0308'),
        ['\''] = ("ACEGIKLMNOPRSUWYZacegiklmnoprsuwyz", "ÁĆÉǴÍḰĹḾŃÓṔŔŚÚẂÝŹáćéǵíḱĺḿńóṕŕśúẃýź", '\u0301'),
        ['`'] = ("AEINOUWYaeinouwy", "ÀÈÌǸÒÙẀỲàèìǹòùẁỳ", '\u0300'),
        ['^'] = ("ACEGHIJOSUWYZaceghijosuwyz", "ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑ", '\u0302'),
        ['~'] = ("AEINOUVYaeinouvy", "ÃẼĨÑÕŨṼỸãẽĩñõũṽỹ", '\u0303'),
        ['='] = ("AEGIOUYaegiouy", "ĀĒḠĪŌŪȲāēḡīōūȳ", '\u0304'),
        ['.'] = ("ABCDEFGHIMNOPRSTWXYZabcdefghmnoprstwxyz", "ȦḂĊḊĖḞĠḢİṀṄȮṖṘṠṪẆẊẎŻȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏż", '\u0307'),
        ['u'] = ("AEGIOUaegiou", "ĂĔĞĬŎŬăĕğĭŏŭ", '\u0306'),
        ['v'] = ("ACDEGHIKLNORSTUZacdeghijklnorstuz", "ǍČĎĚǦȞǏǨĽŇǑŘŠŤǓŽǎčďěǧȟǐǰǩľňǒřšťǔž", '\u030C'),
        ['H'] = ("OUou", "ŐŰőű", '\u030B'),
        ['c'] = ("CDEGHKLNRSTcdeghklnrst", "ÇḐȨĢḨĶĻŅŖŞŢçḑȩģḩķļņŗşţ", '\u0327'),
        ['k'] = ("AEIOUaeiou", "ĄĘĮǪŲąęįǫų", '\u0328'),
        ['r'] = ("AUauwy", "ÅŮåůẘẙ", '\u030A'),
    };

    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["ss"] = "ß",
        ["o"] = "ø",
        ["O"] = "Ø",
        ["l"] = "ł",
        ["L"] = "Ł",
        ["ae"] = "æ",
        ["AE"] = "Æ",
        ["oe"] = "œ",
        ["OE"] = "Œ",
        ["aa"] = "å",
        ["AA"] = "Å",
        ["i"] = "ı",
        ["j"] = "ȷ",
    };

    /// <summary>Reads one command.</summary>
    /// <param name="rest">What follows the backslash; not empty.</param>
    /// <param name="text">Where its letters go.</param>
    /// <returns>Characters of <paramref name="rest"/> that belong to the command; at least 1.</returns>
    public static int Read(ReadOnlySpan<char> rest, StringBuilder text)
    {
        var name = 0;
        while (name < rest.Length && char.IsAsciiLetter(rest[name]))
            name++;
        if (name > 0 && Letters.TryGetValue(rest[..name].ToString(), out var letter))
        {
            text.Append(letter);
            return name;
        }

        // A sign binds to the letter after it; a one-letter accent needs a brace or a blank between.
        if (Accents.TryGetValue(rest[0], out var accent) && name is 0 or 1)
        {
            var at = 1;
            while (at < rest.Length && rest[at] is '{' or ' ' && at < 3)
                at++;
            // The dotless letters exist for accents: an i with one has no dot anyway.
            if (at + 1 < rest.Length && rest[at] == '\\' && rest[at + 1] is ('i' or 'j'))
                at++;
            if (at < rest.Length && char.IsLetter(rest[at]))
            {
                var known = accent.Plain.IndexOf(rest[at], StringComparison.Ordinal);
                if (known >= 0)
                    text.Append(accent.Composed[known]);
                else
                    text.Append(rest[at]).Append(accent.Combining);
                return at + 1;
            }
        }

        if (name == 0)
            text.Append(rest[0]);
        return Math.Max(name, 1);
    }
}
