package io.djong.apiserver.exchanges;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The words that stand in a case for what changes from run to run, and the values they have in this run.
final class Placeholders {
    private static final Pattern WORD = Pattern.compile(
            "TIME\\.6|TIME|RV(?:#\\d+)?|UID(?:#\\d+)?|AGE|TOKEN|TEXT|CONTINUE|NODEPORT|10\\.43\\.IP|ADDRESS|PORT|#####"
                    + "|\\{\\.\\.\\.\\}|\\[\\.\\.\\.\\]|map\\[\\.\\.\\.\\]|<diff>");

    private final Map<String, String> values = new HashMap<>();

    /// Whether the text is what was expected. A numbered word gets its value where it is seen first and has it from
    /// then on.
    boolean matches(String expected, String actual) {
        if (expected.equals(actual)) {
            return true;
        }
        var word = WORD.matcher(expected);
        var pattern = new StringBuilder();
        var names = new ArrayList<String>();
        int from = 0;
        while (word.find()) {
            pattern.append(Pattern.quote(expected.substring(from, word.start())));
            pattern.append(form(word.group(), names));
            from = word.end();
        }
        pattern.append(Pattern.quote(expected.substring(from)));
        var match = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(actual);
        if (!match.matches()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            values.putIfAbsent(names.get(i), match.group(i + 1));
        }
        return true;
    }

    private String form(String word, List<String> names) {
        var value = values.get(word);
        if (value != null) {
            return Pattern.quote(value);
        }
        if (word.startsWith("RV#") || word.startsWith("UID#")) {
            names.add(word);
            return word.startsWith("RV") ? "(\\d+)" : "([0-9a-f-]{36})";
        }
        return switch (word) {
            case "TIME" -> "(?:TIME|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)";
            case "TIME.6" -> "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";
            case "RV" -> "(?:RV|\\d+)";
            case "UID" -> "(?:UID|[0-9a-f-]{36})";
            case "AGE" -> "(?:AGE|\\d+[smhd](?:\\d+[smh])?)";
            case "NODEPORT" -> "(?:NODEPORT|\\d+)";
            case "PORT" -> "(?:PORT|\\d+)";
            case "10.43.IP" -> "10\\.43\\.\\d+\\.\\d+";
            case "ADDRESS" -> "(?:ADDRESS|[0-9.]+)";
            case "#####" -> "[a-z0-9]{5}";
            default -> ".*";
        };
    }
}
