package io.djong.base.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Options for people: `--help` in upstream's layout, and a Markdown table.
final class HelpText {
    /// Where there is less room than this beside the flags, texts are not wrapped.
    private static final int TEXT_COLUMNS_MIN = 24;

    private HelpText() {}

    /// A flag with its dashes and type, and its text.
    private record Line(String head, String text) {}

    static String of(List<Option<?>> options, int columns) {
        Map<String, List<Line>> sections = new LinkedHashMap<>();
        for (Option<?> option : options) {
            if (option.hidden() || option.flag().isEmpty()) continue;
            sections.computeIfAbsent(option.section(), _ -> new ArrayList<>()).add(line(option));
        }
        var text = new StringBuilder();
        sections.forEach((name, lines) -> {
            text.append(text.isEmpty() ? "" : "\n");
            text.append(Character.toUpperCase(name.charAt(0))).append(name, 1, name.length());
            text.append(" flags:\n\n");
            int indent =
                    lines.stream().mapToInt(line -> line.head.length()).max().orElse(0) + 3;
            for (Line line : lines) {
                text.append(line.head).repeat(' ', indent - line.head.length());
                text.append(wrapped(line.text, indent, columns)).append('\n');
            }
        });
        return text.toString();
    }

    private static Line line(Option<?> option) {
        String help = option.help();
        String name = option.type().name();
        int open = help.indexOf('`');
        int close = help.indexOf('`', open + 1);
        if (open >= 0 && close > 0) {
            name = help.substring(open + 1, close);
            help = help.substring(0, open) + name + help.substring(close + 1);
        }
        String start = option.shorthand().isEmpty() ? "      " : "  -" + option.shorthand() + ", ";
        String head = start + "--" + option.flag() + (name.isEmpty() ? "" : " " + name);
        String bare = option.type().bare();
        if (bare != null && !bare.equals("true")) head += "[=" + bare + "]";
        if (!option.unit().isEmpty()) help += " In " + option.unit() + ".";
        String standard = option.defaultText();
        if (!standard.isEmpty()) help += " (default " + standard + ")";
        if (option.deprecated() != null) help += " (DEPRECATED: " + option.deprecated() + ")";
        return new Line(head, help);
    }

    private static String wrapped(String text, int indent, int columns) {
        int width = columns - indent;
        var result = new StringBuilder();
        int used = 0;
        for (String paragraph : text.split("\n", -1)) {
            if (used >= 0 && !result.isEmpty()) result.append('\n').repeat(' ', indent);
            used = 0;
            for (String word : paragraph.split(" ", -1)) {
                boolean full = columns > 0 && width >= TEXT_COLUMNS_MIN && used > 0 && used + 1 + word.length() > width;
                if (full) {
                    result.append('\n').repeat(' ', indent);
                    used = 0;
                } else if (used > 0) {
                    result.append(' ');
                    used++;
                }
                result.append(word);
                used += word.length();
            }
        }
        return result.toString();
    }

    static String markdown(List<Option<?>> options) {
        var text = new StringBuilder("| flag | key | type | default | meaning |\n|---|---|---|---|---|\n");
        for (Option<?> option : options) {
            if (option.hidden()) continue;
            String type =
                    option.type().name().isEmpty() ? "bool" : option.type().name();
            text.append("| ").append(option.flag().isEmpty() ? "" : "`--" + option.flag() + "`");
            text.append(" | ").append(option.key().isEmpty() ? "" : "`" + option.key() + "`");
            text.append(" | ").append(type).append(option.unit().isEmpty() ? "" : ", " + option.unit());
            text.append(" | ").append(option.defaultText().isEmpty() ? "" : "`" + option.defaultText() + "`");
            text.append(" | ").append(option.help().replace("\n", " ").replace("|", "\\|"));
            if (option.deprecated() != null) text.append(" **Deprecated:** ").append(option.deprecated());
            text.append(" |\n");
        }
        return text.toString();
    }
}
