package io.djong.api.yaml;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/// The faults that our YAML library finds, in the words of the one that upstream uses (go-yaml 2), which
/// counts lines in
/// a way of its own. Both descend from the same parser, so nearly every fault has its counterpart.
final class YamlProblems {
    /// The beginning of a problem here, and the whole of it there.
    private record Words(String ours, String theirs) {}

    private static final String NO_COMMENT = "did not find expected comment or line break";

    private static final List<Words> WORDS = List.of(
            new Words("expected the node content", "did not find expected node content"),
            new Words("expected ',' or ']'", "did not find expected ',' or ']'"),
            new Words("expected ',' or '}'", "did not find expected ',' or '}'"),
            new Words("expected '<document start>'", "did not find expected <document start>"),
            new Words("found duplicate YAML directive", "found duplicate %YAML directive"),
            new Words("found undefined tag handle", "found undefined tag handle"),
            new Words("duplicate tag handle", "found duplicate %TAG directive"),
            new Words("mapping values are not allowed", "mapping values are not allowed in this context"),
            new Words("mapping keys are not allowed", "mapping keys are not allowed in this context"),
            new Words("sequence entries are not allowed", "block sequence entries are not allowed in this context"),
            new Words("found character ", "found character that cannot start any token"),
            new Words("found unexpected document separator", "found unexpected document indicator"),
            new Words("found unknown escape character", "found unknown escape character"),
            new Words("expected escape sequence of", "did not find expected hexdecimal number"),
            new Words("unexpected character found", "did not find expected alphabetic or numeric character"),
            new Words("expected alphabetic or numeric", "did not find expected alphabetic or numeric character"),
            new Words("expected chomping or indentation", NO_COMMENT),
            new Words("expected a comment or a line break", NO_COMMENT),
            new Words("expected indentation indicator", "found an indentation indicator equal to 0"),
            new Words("expected '>'", "did not find the expected '>'"),
            new Words("expected ' '", "did not find expected whitespace or line break"),
            new Words("expected a digit or '.'", "did not find expected digit or '.' character"),
            new Words("expected a digit", "did not find expected version number"),
            new Words("expected URI", "did not find expected tag URI"),
            new Words("expected '!'", "did not find expected '!'"),
            new Words("special characters are not allowed", "control characters are not allowed"));

    private YamlProblems() {}

    /// The fault as upstream tells it.
    static YamlException of(YamlEngineException fault) {
        return switch (fault) {
            case YamlVersionException version -> new YamlException(0, "found incompatible YAML document");
            case MarkedYamlEngineException marked -> marked(marked);
            default -> new YamlException(0, words(String.valueOf(fault.getMessage())));
        };
    }

    private static YamlException marked(MarkedYamlEngineException fault) {
        var problem = String.valueOf(fault.getProblem());
        var mark = fault.getProblemMark().orElse(null);
        var context = String.valueOf(fault.getContext());
        var parser = fault instanceof ParserException;
        if (parser && problem.startsWith("expected <block end>")) {
            var list = context.contains("collection") || context.contains("sequence");
            problem = list ? "did not find expected '-' indicator" : "did not find expected key";
        }
        int line = mark == null ? 0 : mark.getLine() + (atEnd(mark, problem) ? 1 : 0);
        if (line != 0 && !parser) {
            line++;
        }
        if (line == 0) {
            line = fault.getContextMark().map(Mark::getLine).orElse(0);
        }
        return new YamlException(line, words(problem));
    }

    /// Whether the place is the end of a text that does not end with a line: for upstream's parser, but not for what
    /// cuts the text in tokens, the end is on a line of its own.
    private static boolean atEnd(Mark mark, String problem) {
        return problem.contains("<stream end>") && mark.getColumn() != 0;
    }

    private static String words(String problem) {
        for (var words : WORDS) {
            if (problem.startsWith(words.ours())) {
                return words.theirs();
            }
        }
        return problem;
    }
}
