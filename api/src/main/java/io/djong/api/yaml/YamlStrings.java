package io.djong.api.yaml;

import io.djong.api.json.JsonString;
import java.util.Objects;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/// Quotes texts as go-yaml does: a text that would be read as something else is put in double quotes.
final class YamlStrings extends StandardRepresenter {
    /// A date, with or without a time, or a number with the base 60.
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}"
            + "(?:[Tt]\\d{1,2}:\\d{1,2}:\\d{1,2}(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)| \\d{1,2}:\\d{1,2}:\\d{1,2}(?:\\.\\d+)?)?"
            + "|[-+]?\\d[\\d_]*(?::[0-5]?\\d)+(?:\\.[\\d_]*)?");

    YamlStrings(DumpSettings settings) {
        super(settings);
        var usual = Objects.requireNonNull(representers.get(String.class), "the representer of strings");
        representers.put(
                String.class,
                data -> data instanceof String text && meansOther(text)
                        ? representScalar(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED)
                        : usual.representData(data));
    }

    private static boolean meansOther(String text) {
        try {
            return !(YamlScalars.plain(text) instanceof JsonString)
                    || TIME.matcher(text).matches();
        } catch (YamlException e) { // a number that JSON does not have
            return true;
        }
    }
}
